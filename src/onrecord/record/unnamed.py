"""The card of a speaker who is not named: how near the report comes to a name, whose person it is, how many, and why.

Nothing here is read anew: the card is drawn from the speaker's fields and mentions, so it can be had of any record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.record.model import Record
from onrecord.record.parts import Actor, Speaker, Statement
from onrecord.record.spans import Span

#: From the nearest to a name to the farthest; what each means stands in docs/statements.md.
LEVELS = ("post", "body", "description", "side", "knowledge", "none")

_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "both": 2,
    "eleven": 11, "twelve": 12, "dozen": 12,
}  # fmt: skip
_ONE = frozenset({"a", "an", "one", "another", "he", "she", "him", "her", "his", "this", "that"})
_MANY = frozenset(
    {"several", "some", "many", "few", "multiple", "various", "dozens", "hundreds", "other", "they", "them", "all"}
)
_PLURALS = frozenset({"people", "men", "women", "police", "staff"})
_GROUPS = frozenset({"group", "number", "handful", "couple", "pair", "majority", "team", "crowd"})
_PHRASE_END = re.compile(
    r",|\b(?:of|with|in|from|at|to|for|on|who|close|familiar|briefed|involved|near|inside|speaking|aware)\b"
)
_KNOWING = re.compile(
    r"\b(?:familiar with|close to|knowledge of|briefed on|informed (?:of|about)|involved in|aware of|privy to|near)\b"
)
_BARE = re.compile(
    r"(?:[A-Z][\w.-]* )*(?:[Ss]ources?|[Pp]ersons?|[Pp]eople|[Ii]nsiders?|[Ii]ndividuals?|[Mm][ae]n|[Ww]om[ae]n)"
)
_WORD = re.compile(r"[\w-]+")
_BECAUSE = re.compile(
    r",? ?\b(?:because|due to|owing to|as (?!an? )|since|citing|given (?!only)|in view of|in light of"
    r"|considering|on account of|out of|in fear"
    r"|for (?:fear|[\w' -]*?(?:reasons?|safety|security|protection|concerns|lack|want)\b)"
    r"|fearing|fearful|afraid|wary|worried|concerned|lest|in order to|so as to|so (?:that )?(?:he|she|they)\b"
    r"|to (?:freely |candidly |openly )?(?:discuss|describe|speak|talk|share|reveal|disclose|divulge|provide|offer"
    r"|detail|address|avoid|protect|comment|recount|relay|explain|characteri[sz]e|preserve|outline"
    r"|preview|assess|prevent)\b"
    r"|in (?:line|accordance|keeping|compliance) with"
    r"|under (?:the )?(?:[\w'’-]+ )*?(?:rules|terms|policy|protocol|law)"
    r"|per|following|consistent with|pursuant to|in (?:return|exchange) for|on (?:the )?grounds|saying|explaining"
    r"|noting"
    r"|not (?:authori|permitted|allowed|cleared|entitled|supposed|free)|unauthori|lack|had no|without|forbidden|barred"
    r"|banned|prohibited)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class UnnamedCard:
    """What a report tells of a speaker whom it does not name.

    `level` is one of LEVELS. `count` is how many speak together, None where the words leave it open; `plural` is true
    for more than one. `wish` holds the words that say that the source is unnamed, `reason` those that say why.
    """

    level: str
    role: str | None
    organisation: str | None
    code: str | None
    count: int | None
    plural: bool
    wish: tuple[Span, ...]
    reason: tuple[Span, ...]


def unnamed_card(statement: Statement, record: Record) -> UnnamedCard | None:
    """The card of the statement's speaker; None where that is somebody named, a state, a body or nobody at all.

    `record` is the record that holds the statement: the speaker's other mentions tell how many there are.
    """
    return card_of(statement.speaker, record)


def card_of(speaker: Speaker, record: Record) -> UnnamedCard | None:
    """The card of a speaker or co-speaker of the record."""
    actor = next((actor for actor in record.actors if actor.id == speaker.actor), None)
    if speaker.named or speaker.name or (actor is not None and actor.kind != "person"):
        return None
    if not speaker.spans and actor is None:
        return None
    mentions = _mentions(speaker, actor)
    count, plural = _count(mentions)
    wish, reason = _split(record.report.text, speaker.unnamed_reason)
    return UnnamedCard(
        _level(speaker, mentions), speaker.role, speaker.organisation, speaker.code, count, plural, wish, reason
    )


def _mentions(speaker: Speaker, actor: Actor | None) -> list[str]:
    """The words for the speaker: beside the cue, then all others in text order."""
    own = [span.text for span in speaker.spans]
    return [*own, *(span.text for span in (actor.mentions if actor is not None else ()))]


def _level(speaker: Speaker, mentions: list[str]) -> str:
    role = speaker.role if speaker.role and not _BARE.fullmatch(speaker.role) else None
    if speaker.organisation:
        return "post" if role else "body"
    if role:
        return "description"
    if speaker.code or any(word[:1].isupper() for text in mentions for word in _WORD.findall(_head(text))[1:]):
        return "side"
    return "knowledge" if any(_KNOWING.search(text) for text in mentions) else "none"


def _head(text: str) -> str:
    """The words of a noun phrase up to what is said of it.

    >>> _head("Two people familiar with the matter")
    'Two people'
    """
    end = _PHRASE_END.search(text)
    return text[: end.start()].strip() if end and end.start() else text


def _count(mentions: list[str]) -> tuple[int | None, bool]:
    """How many, from the first mention that tells, and whether more than one; a raised digit counts nobody.

    >>> _count(["two officials"]), _count(["² officials"])
    ((2, True), (None, True))
    """
    plural = False
    for text in mentions:
        words = _WORD.findall(_head(text).lower())
        for word in words:
            if word in _NUMBERS or word.isdecimal():
                count = _NUMBERS.get(word) or int(word)
                if count > 1 and not word.startswith("0"):
                    return count, True
        last = words[-1] if words else ""
        if words and words[0] in _ONE and last not in _PLURALS and last not in _GROUPS:
            return 1, False
        plural = plural or bool(_MANY & set(words)) or last in _PLURALS or last in _GROUPS
        plural = plural or (last.endswith("s") and not last.endswith(("ss", "us")))
    return (None, True) if plural else (1, False)


def _split(text: str, spans: tuple[Span, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The wishes and the reasons in the words that say that and why there is no name."""
    wishes, reasons = [], []
    for span in spans:
        because = _BECAUSE.search(span.text)
        cut = span.start + because.start() if because else span.end
        wishes.append(Span.trimmed(text, span.start, cut, " ,"))
        reasons.append(Span.trimmed(text, cut, span.end, " ,"))
    return tuple(one for one in wishes if one), tuple(one for one in reasons if one)
