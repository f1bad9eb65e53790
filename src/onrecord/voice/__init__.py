"""Own voice: what the outlet asserts with nobody vouching for it."""

from onrecord.voice.read import read_own_voice

__all__ = ["read_own_voice"]
