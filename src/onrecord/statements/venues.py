"""Where or how it was said, and through whom it came: "in an interview with X", "told Y", "wrote on Z", "monitored
by W".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.language.nodes import Node, Tree, edges
from onrecord.language.syntax import SUBJECTS
from onrecord.statements.channels import Channel, channel_in
from onrecord.statements.draft import Draft
from onrecord.statements.quoting import Period

_OPENERS = frozenset(
    {"in", "at", "on", "by", "via", "through", "during", "to", "with", "before", "after", "from", "over"}
)
_INSIDE = frozenset({"with", "to", "on", "by", "in", "of", "for", "aired", "published", "broadcast", "carried"})
_CARRIERS = frozenset(
    {"monitored", "carried", "quoted", "cited", "published", "broadcast", "aired", "relayed", "reported", "released"}
)
_KIND_OF_CHANNEL = {"television": "broadcast", "radio": "broadcast", "social": "post", "portal": "portal"}
_AGAINST = frozenset({"accuse", "condemn", "thank", "praise"})
_POSTING = frozenset({"tweet", "post"})
_ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their", "another", "this", "that"})


@dataclass(frozen=True, slots=True)
class Place:
    """Venue kind, the tokens that name it, and the channels that carried the words, first carrier first."""

    kind: str | None
    tokens: tuple[Node, ...]
    channels: tuple[Channel, ...]


@cache
def _venue_nouns() -> dict[tuple[str, ...], str]:
    return {tuple(row["key"].split()): row["kind"] for row in tables.load_csv("lexicon/venues.csv")}


def place_of(draft: Draft, period: Period) -> Place | None:
    """The venue and channels in the frame of the draft's cue; None when the text names none."""
    if draft.via:
        return Place(None, (), tuple(_carriers(draft.via, period)))
    if draft.head is None:
        return None
    found = _told(draft, period)
    spoken = _phrase_venue(draft, period)
    if spoken is None:
        return found or _posted(draft)
    if found is None:
        return spoken
    return Place(spoken.kind, spoken.tokens, spoken.channels or found.channels)


def _told(draft: Draft, period: Period) -> Place | None:
    """told state television; told a news conference."""
    if not draft.addressee or draft.force in _AGAINST:
        return None  # "accused the broadcaster of X": whom it is said of carried nothing
    listener = _with_rest_of_name(draft.addressee, period)
    kind = _kind_in(listener)
    channel = channel_in(listener)
    if channel is not None:
        venue = _KIND_OF_CHANNEL.get(channel.kind, "interview" if channel.kind == "newspaper" else None)
        return Place(kind or venue, listener, (channel,))
    return Place(kind, listener, ()) if kind else None


def _with_rest_of_name(tokens: tuple[Node, ...], period: Period) -> tuple[Node, ...]:
    """The tokens with the capitalised words right behind them, which the parse may have cut off ("the daily Die
    Zeit").
    """
    tree, end = period.tree, tokens[-1].i + 1
    while end <= period.last and tree[end].text[:1].isupper() and not is_time(tree[end]):
        end += 1
    return (*tokens, *(tree[index] for index in range(tokens[-1].i + 1, end)))


def is_time(token: Node) -> bool:
    """A word for a day, month or other stretch of time."""
    return token.ent_type_ == "TIME" or token.lower_ in tables.load_terms("lexicon/time_words.csv")


def _posted(draft: Draft) -> Place | None:
    return Place("post", draft.cue, ()) if draft.lemma in _POSTING else None


def _phrase_venue(draft: Draft, period: Period) -> Place | None:
    """A prepositional phrase of the cue's frame that names a venue; the nearest one behind the cue counts first."""
    for start in _phrase_starts(draft, period):
        found = _venue_at(period, start)
        if found is not None:
            return found
    return None


def _phrase_starts(draft: Draft, period: Period) -> Iterator[int]:
    assert draft.head is not None
    tree, table, inside = period.tree, period.tree.words, draft.content
    segment = period.segment

    def free(index: int) -> bool:
        offset = segment.start + table.idx[index]
        if any(start <= offset < end for start, end in inside) or period.in_quote(index):
            return False
        noun = table.head[index]
        if table.dep[noun] == "nmod" and table.dep[table.head[noun]] in SUBJECTS and table.text[index - 1] != ",":
            return False  # "the envoy to the talks": what somebody is, not where it was said
        return tree[index] not in draft.source

    opening = [index for index in range(period.first, period.last + 1) if table.lower[index] in _OPENERS]
    cue = bisect_left(opening, draft.head.i)
    for index in (*opening[cue:], *opening[:cue]):
        if index != draft.head.i and free(index):
            yield index


def _venue_at(period: Period, start: int) -> Place | None:
    """A venue phrase that begins with the preposition at `start`."""
    tree = period.tree
    index = start + 1
    while index <= period.last and (tree[index].lower_ in _ARTICLES or tree[index].pos_ in ("ADJ", "DET", "NUM")):
        if _match(tree, index, period.last):
            break
        index += 1
    while index <= period.last and not _match(tree, index, period.last) and _may_modify(tree[index]):
        index += 1
    matched = _match(tree, index, period.last)
    if matched is None:
        return _bare_channel(period, start)
    length, kind = matched
    head = tree[index + length - 1]
    _, high = edges(head, frozenset({"acl:relcl", "relcl", "parataxis"}))
    high = max(min(high, period.last), index + length - 1)
    high = _with_medium(period, high) if kind in ("interview", "broadcast", "document") else high
    tokens = tuple(tree[number] for number in range(start, high + 1))
    channels = tuple(_channels_inside(period, index, high, named=kind == "interview"))
    if not channels and (platform := channel_in(tree.between(index, index + length))) is not None:
        channels = (platform,) if platform.kind == "social" else ()
    if kind in ("document", "statement") and any(channel.kind == "social" for channel in channels):
        kind = "post"  # "in a message posted on Telegram"
    return Place(kind, tokens, channels)


def is_venue(period: Period, start: int) -> bool:
    """The phrase that the preposition at `start` opens says where or how something was said."""
    return _venue_at(period, start) is not None


def _with_medium(period: Period, high: int) -> int:
    """The end of a venue phrase with the medium behind it that the parse hung elsewhere: "in an interview with X"."""
    tree, end = period.tree, high + 1
    if end >= period.last or tree[end].lower_ not in _INSIDE:
        return high
    while end < period.last and tree[end + 1].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "X", "NUM"):
        end += 1
    return end if channel_in(tree.between(high + 2, end + 1)) is not None else high


def _may_modify(token: Node) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB", "NUM") and token.dep_ in (
        "compound", "amod", "nmod:poss", "nmod", "nummod", "flat", "poss", "nmod:desc", "punct",
    )  # fmt: skip


def _match(tree: Tree, index: int, last: int) -> tuple[int, str] | None:
    """How many words from number `index` name a venue, and its kind; the longest name counts."""
    lower, nouns = tree.words.lower, _venue_nouns()
    if index + 2 <= last and lower[index + 1] == "-":
        hyphened = "".join(lower[index : index + 3])
        if (kind := nouns.get((hyphened,))) is not None:
            return 3, kind
    if index < last and (kind := nouns.get((lower[index], lower[index + 1]))) is not None:
        return 2, kind
    if index <= last and (kind := nouns.get((lower[index],))) is not None:
        return 1, kind
    return None


def _bare_channel(period: Period, start: int) -> Place | None:
    """said on state television; wrote on Telegram."""
    tree = period.tree
    if tree[start].lower_ not in ("on", "via", "to", "through"):
        return None
    end = start + 1
    while (
        end <= period.last and tree[end].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PART", "X") and tree[end].text != ","
    ):
        end += 1
    channel = channel_in([tree[index] for index in range(start + 1, end)])
    if channel is None:
        return None
    kind = _KIND_OF_CHANNEL.get(channel.kind)
    return Place(kind, tuple(tree[index] for index in range(start, end)), (channel,)) if kind else None


def _channels_inside(period: Period, low: int, high: int, *, named: bool) -> Iterator[Channel]:
    """The media named behind with, to, on, by ... inside a venue phrase; `named` takes any name that is no person's."""
    tree = period.tree
    for index in range(low, high + 1):
        if tree[index].lower_ not in _INSIDE:
            continue
        end = index + 1
        while end <= high and tree[end].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PART", "X", "PRON", "NUM"):
            end += 1
        words = [tree[number] for number in range(index + 1, end)]
        channel = channel_in(words)
        if channel is None and named and not any(token.ent_type_ == "PERSON" or is_time(token) for token in words):
            channel = _named(words)
        if channel is not None:
            yield channel
            return


def _carriers(via: tuple[Node, ...], period: Period) -> Iterator[Channel]:
    """The channel that quotes, then whoever carried it on ("monitored in Tokyo by Radiopress")."""
    cut = next((number for number, token in enumerate(via) if token.text == ","), len(via))
    behind = [token for token in via[cut + 1 :] if token.text != ","]
    if behind and all(token.pos_ == "PROPN" for token in behind):  # "the state news agency, SANA"
        via, cut = tuple(behind), len(behind)
    channel = channel_in(via[:cut])
    if channel is None:  # "a ministry official quoted him as saying"
        words = [token for token in via[:cut] if token.lower_ not in _ARTICLES]
        channel = Channel(" ".join(token.text for token in words), "official", tuple(words)) if words else None
    if channel is not None:
        yield channel
    tree = period.tree
    start = via[0].i
    for index in range(start, min(period.last, via[-1].i + 12) + 1):
        if tree[index].lower_ != "by":
            continue
        if not any(tree[number].lower_ in _CARRIERS for number in range(max(start, index - 5), index)):
            continue
        end = index + 1
        while end <= period.last and tree[end].pos_ in ("PROPN", "DET", "NOUN") and tree[end].text != ",":
            end += 1
        tokens = [tree[number] for number in range(index + 1, end)]
        second = channel_in(tokens) or _named(tokens)
        if second is not None:
            yield second
        return


def _named(tokens: list[Node]) -> Channel | None:
    names = [token for token in tokens if token.pos_ == "PROPN"]
    return Channel(" ".join(token.text for token in names), "outlet", tuple(names)) if names else None


def _kind_in(tokens: tuple[Node, ...]) -> str | None:
    """The venue kind of an addressee such as "a news conference" or "a meeting of ministers"."""
    tree = tokens[0].tree
    for token in tokens:
        matched = _match(tree, token.i, tokens[-1].i)
        if matched is not None:
            return matched[1]
        if token.lower_ in ("of", "in", "at", "for"):
            break
    return None
