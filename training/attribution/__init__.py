"""Weights for the statements floor, fitted on PolNeAR: closed features and counts of cue lemmas only."""
