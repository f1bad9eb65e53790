"""The words in which a report says that, and why, somebody is not named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.record import Span
from onrecord.tables import load_yaml

_LEXICON = "lexicon/anonymity.yaml"
_PART = re.compile(r"\{([a-z_]+)\}")
_OPENING = re.compile("(?:who|and|but) ")
_AND = re.compile(",? and ", re.IGNORECASE)
_PARTLY = "(?:and |but |both |mainly |partly |simply |only |just |either )?"
#: How far before a reason the words are looked at that make it an aside, in code points.
_REACH = 90
_TO_WHOM = r"(?: (?:to|with) [\w ]{1,30}?)?"
_MANNER = (
    r"(?:has |have |had |also |all |both |each |only |then |later |was |were |is |are |did |does |do |would |could )*"
)
_SPOKE = (
    r"(?:(?:spoke|speaks|speak|talked"
    r"|(?:confirmed|described|discussed|briefed|provided|shared|outlined|revealed) [\w ]{1,40}?"
    rf"|agreed to (?:speak|talk|be interviewed)){_TO_WHOM} )?"
)
_RELATIVE = re.compile(
    r"(?P<aside>,? (?:(?:both|all|each|neither|none|some|one|two) of )?(?:who|whom|that)\b,? (?:like [\w ]{1,40}?,? )?"
    rf"{_MANNER}{_SPOKE}{_MANNER})$"
)
_PARTICIPLE = re.compile(
    r"(?:request|ask|seek|insist|demand|speak|talk|declin|refus|wish|prefer|brief|comment|plead|opt|choos)ing\b"
    r"|granted\b|(?P<apart>not )authori",
    re.IGNORECASE,
)
_BEHIND_NOUN = re.compile(
    r"(?:^|[.!?][\"”]? |[\w)”\"](?=,)"
    r"|(?<!\bwas)(?<!\bwere)(?<!\bis)(?<!\bare)(?<!\bbe)(?<!\bbeen)(?<!\bby)(?<!\bfor)(?<!\bof)(?<=[\w)]))"
    r"(?P<aside>,? ?)$"
)
_CONDITION = re.compile("(?:on|under|upon|with) ", re.IGNORECASE)
_SPEAKING = re.compile(
    rf"(?P<aside>(?:,? |^)(?:all |both |each |also )?(?:[Ss]peaking|[Tt]alking|[Bb]riefing [\w ]{{1,20}}){_TO_WHOM} )$"
)  # fmt: skip
_AFTER_SAYING = re.compile(
    r"\b(?:said|says|say|added|confirmed|acknowledged|conceded|(?:told|tells) (?:[\w'’-]+ ){0,3}[\w'’-]+)"
    r"(?P<aside>,? )$"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Words that say that or why somebody is unnamed.

    `kind` is wish (to be left unnamed, with the reason told beside it), bar (may not speak, without a wish beside it)
    or lead (a reason that stands before its wish).
    """

    span: Span
    kind: str


@cache
def _parts() -> dict[str, str]:
    """The table's named expressions, with those for any wish, any bar and any reason."""
    rules = load_yaml(_LEXICON)
    named = {"wish": "wishes", "bar": "bars", "reason": "because"}
    return dict(rules["parts"]) | {part: f"(?:{'|'.join(rules[name])})" for part, name in named.items()}


@cache
def _pattern(rule: str) -> re.Pattern[str]:
    """A rule with its parts filled in. It is compiled when first asked for: that takes long, and few reports ask."""
    while (filled := _PART.sub(lambda part: _parts()[part[1]], rule)) != rule:
        rule = filled
    return re.compile(rule, re.IGNORECASE)


def _wishes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where somebody wishes to be left unnamed, each time with the one or two reasons told right behind."""
    because = f"(?:,? {_PARTLY}|{load_yaml(_LEXICON)['gap']}){{reason}}"
    while wish := _pattern("{wish}").search(text, start, end):
        start = wish.end()
        if reason := _pattern(because).match(text, start, end):
            start = reason.end()
            if (joined := _AND.match(text, start, end)) and (
                further := _pattern("{reason}").match(text, joined.end(), end)
            ):
                start = further.end()
        yield wish.start(), start


@cache
def _hints() -> tuple[str, ...]:
    return tuple(hint.lower() for hint in load_yaml(_LEXICON)["hints"])


def find_reasons(text: str, start: int, end: int) -> list[Reason]:
    """The stretches of `text[start:end]` that say that or why somebody is not named, in offsets of the whole text.

    >>> [reason.span.text for reason in find_reasons("An aide, who asked not to be named, said so.", 0, 44)]
    ['asked not to be named']
    """
    lower = text[start:end].lower()
    if not any(hint in lower for hint in _hints()):
        return []
    wishes = list(_wishes(text, start, end))
    bars = [
        match.span()
        for match in _pattern("{bar}").finditer(text, start, end)
        if not any(low <= match.start() < high for low, high in wishes)
    ]
    leads = (
        [match.span() for match in _pattern(load_yaml(_LEXICON)["leads"]).finditer(text, start, end)] if wishes else []
    )
    found = [*((at, "wish") for at in wishes), *((at, "bar") for at in bars), *((at, "lead") for at in leads)]
    spans = ((Span.trimmed(text, _behind_opening(text, low), high, " ,"), kind) for (low, high), kind in sorted(found))
    return [Reason(span, kind) for span, kind in spans if span is not None]


def _behind_opening(text: str, start: int) -> int:
    """Past the "who" or "and" with which some wishes open."""
    opening = _OPENING.match(text, start)
    return opening.end() if opening else start


def asides_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What of `text[start:end]` only says how a source is given and can be left out of its sentence: (start, end) each.

    That is a relative clause or participle behind the source, or a phrase behind the verb of saying; the commas that
    set it off belong to it. A sentence of its own ("He spoke on condition of anonymity.") is none.

    >>> text = "An aide, who asked not to be named, said so on Monday."
    >>> [text[low:high] for low, high in asides_in(text, 0, len(text))]
    [', who asked not to be named,']
    """
    found = (_aside(text, reason, start) for reason in find_reasons(text, start, end))
    return [aside for aside in found if aside is not None]


def _aside(text: str, reason: Reason, start: int) -> tuple[int, int] | None:
    """The reason with its opening words and commas, None where it is the main clause."""
    low, high = reason.span.start, reason.span.end
    before = text[max(start, low - _REACH) : low]
    opening = _RELATIVE.search(before) or _participle_opening(reason.span.text, before)
    if opening is None and _CONDITION.match(reason.span.text):
        opening = _SPEAKING.search(before) or _AFTER_SAYING.search(before)
    if opening is None:
        return None
    low = low - len(before) + opening.start("aside")
    set_off = text[low : low + 1] == "," or not text[start:low].strip() or text[start:low].rstrip()[-1:] in '.!?"”'
    if set_off and text[high : high + 1] == ",":
        high += 1
    return low, high


def _participle_opening(words: str, before: str) -> re.Match[str] | None:
    """The comma or blank before "requesting anonymity"; "not authorised" is an aside only where it is set off."""
    participle = _PARTICIPLE.match(words)
    opening = _BEHIND_NOUN.search(before) if participle else None
    if participle and opening and participle["apart"] and "," not in opening["aside"] and before.strip()[-1:].isalnum():
        return None
    return opening
