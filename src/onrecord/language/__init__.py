"""Language: a laid-out report through the spaCy pipeline; the only floor that knows how spaCy is set up."""

from onrecord.language.asides import behind_aside, has_reasons, holder_of_aside, in_reason, note_reasons
from onrecord.language.english import is_english
from onrecord.language.headlines import in_title_case
from onrecord.language.parse import read_language, read_languages, was_cut
from onrecord.language.pipeline import Pipeline, identity, load
from onrecord.language.reading import Reading, Segment

__all__ = [
    "Pipeline", "Reading", "Segment", "behind_aside", "has_reasons", "holder_of_aside", "identity", "in_reason",
    "in_title_case", "is_english", "load", "note_reasons", "read_language", "read_languages", "was_cut",
]  # fmt: skip
