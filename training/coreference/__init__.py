"""Openly licensed coreference of news and other texts, prepared for the resolution of speakers."""
