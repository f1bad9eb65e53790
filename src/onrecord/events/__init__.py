"""Events: who did what to whom, in PLOVER's terms, with how it stands and who vouches for it."""

from onrecord.events.ontology import Ontology, shipped
from onrecord.events.own import OwnFrames, frames_of, ontology_of, read_frames
from onrecord.events.read import read_events

__all__ = ["Ontology", "OwnFrames", "frames_of", "ontology_of", "read_events", "read_frames", "shipped"]
