"""The closed vocabularies of the contract: which words a field of the record may hold."""

from __future__ import annotations

KINDS = ("direct", "indirect", "mixed")
PARTS = ("headline", "subheadline", "body")
FORCES = (
    "assert", "deny", "negated", "ask", "request", "promise", "threaten", "accuse", "condemn", "praise", "apologise",
    "thank", "refuse", "predict", "believe", "intend", "hope", "fear",
)  # fmt: skip
MODALITIES = ("hedged", "future", "conditional")
VENUES = (
    "interview", "press conference", "statement", "post", "broadcast", "telephone", "meeting", "speech", "remarks",
    "document", "readout", "portal",
)  # fmt: skip
HOPS = (
    "speaker", "agency", "television", "radio", "newspaper", "portal", "social", "document", "official", "outlet",
)  # fmt: skip
ACTORS = ("person", "state", "organisation", "group", "place", "outlet")
CODE_BASES = ("name", "office", "organisation", "known", "place", "dateline", "scene")
BASES = ("given", "metadata", "header", "dateline", "dateline+weekday", "text")
STATUSES = ("actual", "ongoing", "planned", "offered", "requested", "possible", "denied", "negated")
TIE_KINDS = (
    "dialogue", "diplomatic relations", "membership", "alliance", "treaty", "trade", "sanctions", "arms supply", "aid",
    "cooperation", "military cooperation", "military operation", "military presence", "occupation", "recognition",
    "transport",
)  # fmt: skip
TIE_STATES = (
    "proposed", "applied", "open", "active", "increased", "reduced", "suspended", "ended", "refused", "denied",
)  # fmt: skip
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")

#: Codes of notices and what each tells. A test holds this table, the code and docs/notices.md together.
NOTICES = {
    "year-inferred": "The text gives a day without a year; the year was inferred from weekday, named years and as_of.",
    "date-contradiction": "A weekday and a date, or two dates of the report, do not agree; both are kept as told.",
    "date-from-text": "No dateline or header gives the day of publication; it was read from the lead.",
    "unbalanced-quotation": "A quotation mark opens and never closes, or closes without an opening.",
    "speaker-unresolved": "A speaker could not be resolved to anyone in the report and is left open.",
    "not-english": "The text is not English; nothing was read out of it.",
    "no-text": "The text holds nothing to read.",
    "control-characters": "The text holds control characters; they were kept and read as white space.",
    "long-paragraph": "A paragraph was too long for the parser and was read in pieces.",
}
