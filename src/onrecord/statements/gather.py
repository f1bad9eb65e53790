"""All drafts of a report in text order: every construction asked in turn, quotations carried on, nesting found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from onrecord.language import Reading, Segment, in_title_case
from onrecord.language.nodes import Node, auxiliaries, is_passive, subject
from onrecord.statements.according import read_according
from onrecord.statements.carrying import citing_inserted, credited, is_medium, noun_behind
from onrecord.statements.clauses import CONTINUING, read_clauses
from onrecord.statements.draft import Draft, Range
from onrecord.statements.extents import joined, quotation_range
from onrecord.statements.headlines import CanSpeak, of_heading, read_headline
from onrecord.statements.nouns import read_nouns
from onrecord.statements.quotations import read_quotations, read_quoted_as, read_signed
from onrecord.statements.quoting import Period, periods

_MARK_AND_COMMA = 3
#: In words: headings between paragraphs are short.
_LONGEST_CROSSHEAD = 8
_NOBODY = frozenset({"nobody", "no one", "none"})
_NO_ONE = 2


def gather(reading: Reading, can_speak: CanSpeak) -> tuple[list[Draft], list[tuple[Segment, list[Period]]]]:
    """The drafts of the whole report in text order, and the periods that they were read from."""
    drafts: list[Draft] = []
    cut: list[tuple[Segment, list[Period]]] = []
    last: Draft | None = None
    for segment in reading.segments:
        stretches = periods(reading, segment)
        cut.append((segment, stretches))
        found: list[Draft] = []
        if segment.part != "body":
            headline = read_headline(reading, segment, can_speak)
            if headline is not None:
                found = [headline]
        if not found:
            found = _read_segment(reading, stretches, last)
            if segment.part != "body":
                found = of_heading(reading, segment, found, can_speak)
        drafts.extend(found)
        last = found[-1] if found else (None if segment.part == "body" else last)
    return _nested(reading, sorted(drafts, key=lambda draft: (draft.anchor, draft.content[0]))), cut


def _read_segment(reading: Reading, stretches: list[Period], before: Draft | None) -> list[Draft]:
    drafts: list[Draft] = []
    going: Draft | None = None  # the statement that a bare quotation in this segment goes on from
    for period in stretches:
        if period.is_bare_quotation:
            going = _carry_on(reading, period, going, before if not drafts else None, drafts)
            continue
        found = read_period(reading, period)
        drafts.extend(found)
        direct = [
            draft for draft in found if draft.rule in ("quotation then cue", "cue then quotation", "quoted as saying")
        ]
        going = direct[-1] if direct else (found[-1] if found else None)
    return drafts


def read_period(reading: Reading, period: Period) -> list[Draft]:
    """The drafts of one period, each cue used once."""
    claimed: set[int] = set()
    drafts = read_quotations(reading, period, claimed)
    drafts += read_signed(reading, period) if not drafts else []
    drafts += read_quoted_as(reading, period, claimed)
    drafts += read_according(reading, period)
    drafts += read_clauses(reading, period, claimed)
    drafts += read_nouns(reading, period)
    return credited(_carried(_cited(_without_doubles(_up_to_the_next_cue(_parted_from_according(drafts))))))


def _up_to_the_next_cue(drafts: list[Draft]) -> list[Draft]:
    """ "X insisted that Y, his spokesman told Z": what X insisted ends where what the spokesman told ends."""
    for outer in [draft for draft in drafts if draft.rule == "clause before" and draft.source]:
        end = outer.content[-1][1]
        for inner in [draft for draft in drafts if draft.rule.startswith("clause") and draft.rule != "clause around"]:
            start, stop = inner.content[-1]
            if inner is not outer and outer.content[0][0] <= inner.anchor < start < end < outer.anchor < stop:
                inner.content[-1] = (start, end)
    return drafts


def _parted_from_according(drafts: list[Draft]) -> list[Draft]:
    """ "X said Y, according to the agency Z": which medium has the whole is no part of what X said."""
    for told in [draft for draft in drafts if draft.rule == "according to" and draft.source and is_medium(draft)]:
        last = told.segment.offset_after(told.source[-1])
        for inner in drafts:
            start, end = inner.content[-1]
            if inner is not told and inner.anchor < told.anchor and start < told.anchor < last == end:
                inner.content = _cut_at(inner.content, told)
    return drafts


def _carried(drafts: list[Draft]) -> list[Draft]:
    """ "X said Y, an official quoted him as saying": one saying that came through the official, not two."""
    for outer in [draft for draft in drafts if draft.lemma in ("quote", "cite") and draft.source]:
        inner = [each for each in drafts if each is not outer and _opens_with(outer, each)]
        for each in inner[:1]:
            each.via = outer.source
        if inner:
            drafts = [draft for draft in drafts if draft is not outer]
    for outer in [draft for draft in drafts if draft.rule == "quoted as saying" and len(draft.source) == 1]:
        if outer.source[0].pos_ != "PRON" or outer.content[0][0] > outer.anchor:
            continue
        inner = [each for each in drafts if any(low <= each.anchor < high for low, high in outer.content)]
        for each in inner[:1]:
            each.via = outer.via
        if inner:
            drafts = [draft for draft in drafts if draft is not outer]
    return drafts


def _cited(drafts: list[Draft]) -> list[Draft]:
    """ "an agency reported, citing Y": what it reported is what Y says, and the agency only carries it."""
    drafts = citing_inserted(drafts)
    for citing in [draft for draft in drafts if draft.lemma in ("cite", "quote") and _cites(draft)]:
        verb = citing.head
        near = [
            draft
            for draft in drafts
            if draft is not citing and draft.kind_of_cue == "speech" and draft.source and is_medium(draft)
            and verb is not None and draft.head is not None and draft.head.i < verb.i
        ]  # fmt: skip
        if near and verb is not None:
            told = near[-1]
            told.via, told.source, told.cue = told.source, noun_behind(verb), (*told.cue, verb)
            drafts = [draft for draft in drafts if draft is not citing]
    return drafts


def _cites(draft: Draft) -> bool:
    verb = draft.head
    return verb is not None and verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","


def _opens_with(outer: Draft, inner: Draft) -> bool:
    """ "was quoted by X as telling Y that Z": the content of being quoted begins with the cue of the saying."""
    cue = inner.head
    told = cue is not None and cue.tag_ == "VBG" and cue.i > 0 and cue.nbor(-1).lower_ == "as"
    return told and outer.content[0][0] <= inner.anchor


def _carry_on(
    reading: Reading, period: Period, going: Draft | None, before: Draft | None, drafts: list[Draft]
) -> Draft | None:
    """A period of quotation alone goes on from the direct speech before it, or is a new statement of the same
    speaker.
    """
    ranges = joined(quotation_range(reading, period, number) for number in range(len(period.quotes)))
    if not ranges:
        return going
    continues = period.quotes[0].mark.continues
    drafts.extend(read_clauses(reading, period, set()))  # what is told inside it
    target = going if going is not None else (before if continues else None)
    if target is not None and (continues or _is_direct(reading, target)):
        target.content = joined([*target.content, *ranges])
        return target
    speaker = going or before
    if speaker is None or _is_crosshead(reading, period, ranges):
        return None
    new = Draft(
        period.segment,
        "quotation alone",
        (),
        None,
        "assert",
        ranges,
        follows=speaker.follows or speaker,
        confidence=0.65,
    )
    drafts.append(new)
    return new


def _is_crosshead(reading: Reading, period: Period, ranges: list[Range]) -> bool:
    """A short quotation in title case that is a paragraph of its own: a heading between paragraphs."""
    (start, end), alone = ranges[0], period.first == 0 and period.last == len(period.tree) - 1
    words = reading.text[start:end]
    return alone and len(ranges) == 1 and len(words.split()) <= _LONGEST_CROSSHEAD and in_title_case(words, fewest=3)


def _is_direct(reading: Reading, draft: Draft) -> bool:
    """A saying whose words stand in marks, at least at its end, so that a further quotation can go on from it."""
    if draft.rule in ("quotation then cue", "cue then quotation", "quotation alone", "quoted as saying"):
        return True
    end = draft.content[-1][1]
    marks = reading.layout.quotations
    number = bisect_right(marks, end, key=lambda mark: mark.start) - 1
    return draft.rule == "clause before" and number >= 0 and 0 <= marks[number].end - end <= _MARK_AND_COMMA


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Of drafts with the same content the surest stays."""
    best: dict[tuple[Range, ...], Draft] = {}
    for draft in sorted(drafts, key=lambda draft: (_is_noun(draft), -draft.confidence, draft.anchor)):
        best.setdefault(tuple(draft.content), draft)
    kept = {id(draft) for draft in best.values()}
    return [draft for draft in drafts if id(draft) in kept]


def _is_noun(draft: Draft) -> bool:
    """ "said in a statement that": the verb attributes, not the noun."""
    return draft.head is not None and draft.head.tag_.startswith("NN")


def _nested(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Set `within` on each draft whose cue stands in the content of another; leave out thoughts inside sayings."""
    kept: list[Draft] = []
    standing = _by_segment(reading, drafts)
    for draft in drafts:
        beside = standing.get(draft.segment.number, [])
        outer = _holder(draft, beside)
        while outer is not None and _goes_on_from(outer, draft):
            outer.content = _cut_at(outer.content, draft)
            draft.source = _main_source(outer, kept)
            outer = _holder(draft, beside)
        if draft.lemma in CONTINUING and not draft.source and kept:
            draft.source = _outermost(kept[-1]).source
        if outer is not None and (draft.kind_of_cue != "speech" or _is_purpose(draft, outer)):
            continue
        if outer is not None and _is_nobodys(draft):
            continue
        draft.within = outer
        kept.append(draft)
    alive = {id(draft) for draft in kept}
    return [draft for draft in kept if draft.content and (draft.within is None or id(draft.within) in alive)]


def _main_source(outer: Draft, kept: list[Draft]) -> tuple[Node, ...]:
    """ "X rejected a report that said Y, calling it Z": who says the participle is X and not the report."""
    if [token.lower_ for token in outer.source] not in (["that"], ["which"]):
        return outer.source
    main = [draft for draft in kept if draft.segment is outer.segment and draft.anchor < outer.anchor and draft.source]
    return main[-1].source if main else outer.source


def _is_nobodys(draft: Draft) -> bool:
    """ "said they had been told to wait", "a leader accused of Y", "nobody told us": told by nobody who is named."""
    verb = draft.head
    if len(draft.source) <= _NO_ONE and " ".join(token.lower_ for token in draft.source) in _NOBODY:
        return True
    reduced = verb is not None and verb.tag_ == "VBN" and verb.dep_ == "acl" and draft.kind_of_cue == "speech"
    behind = draft.rule.startswith(f"{draft.lemma} ")  # "had not been informed in advance"
    if verb is not None and not draft.source and (draft.rule == "passive" or (behind and is_passive(verb))):
        return True
    return reduced and behind


def _outermost(draft: Draft) -> Draft:
    """The statement of the outlet's own level that holds a draft."""
    while draft.within is not None:
        draft = draft.within
    return draft


def _is_purpose(draft: Draft, outer: Draft) -> bool:
    """ "promised to inform her of X", "demanded that Y explain X": the saying is what is promised or asked for."""
    verb = draft.head
    if verb is not None and outer.force == "request" and verb.tag_ in ("VB", "VBP") and not auxiliaries(verb):
        return verb.tag_ == "VB" or (subject(verb) is not None and subject(verb).tag_ in ("NN", "NNP"))  # type: ignore[union-attr]
    return (
        verb is not None
        and len(draft.cue) == 1
        and verb.tag_ == "VB"
        and any(child.lower_ == "to" and child.i < verb.i for child in verb.children)
    )


def _by_segment(reading: Reading, drafts: list[Draft]) -> dict[int, list[Draft]]:
    """The drafts by the number of each segment in which they have content."""
    starts = [segment.start for segment in reading.segments]
    standing: dict[int, list[Draft]] = {}
    for draft in drafts:
        for number in {bisect_right(starts, start) - 1 for start, _ in draft.content}:
            standing.setdefault(number, []).append(draft)
    return standing


def _goes_on_from(outer: Draft, draft: Draft) -> bool:
    """ "said X, adding Y", "said X, arguing Y": the participle behind a comma is the same speaker's next saying."""
    if draft.cue_is_quoted or outer.cue_is_quoted or draft.head is None or outer.head is None:
        return False
    verb = draft.head
    if draft.lemma in CONTINUING:
        return verb.i == 0 or verb.nbor(-1).tag_ != "IN"  # "by adding Y" tells how
    return (
        verb.tag_ == "VBG"
        and draft.kind_of_cue == "speech"
        and verb.i > 0
        and verb.nbor(-1).text == ","
        and outer.rule in ("clause", "infinitive")
        and outer.segment.number == draft.segment.number
        and outer.head.i < verb.i
    )


def _holder(draft: Draft, drafts: Iterable[Draft]) -> Draft | None:
    """The smallest other draft whose content holds the cue of this one.

    The holder's content is always the larger one, so that no two drafts can hold each other.
    """
    if not draft.cue:
        return None
    size = _size(draft)
    holders = [
        other
        for other in drafts
        if _size(other) > size and any(start <= draft.anchor < end for start, end in other.content)
    ]
    return min(holders, key=_size, default=None)


def _size(draft: Draft) -> int:
    """Length of the content in code points."""
    return sum(end - start for start, end in draft.content)


def _cut_at(content: list[Range], draft: Draft) -> list[Range]:
    """The content up to the draft's cue, without what stands behind it in the same stretch and the comma before it."""
    offset, segment = draft.anchor, draft.segment
    end = offset
    while end > segment.start and segment.tree.words.as_text[end - 1 - segment.start] in " ,;":
        end -= 1
    return [
        (start, min(stop, end)) if start < offset < stop else (start, stop)
        for start, stop in content
        if not start == offset < stop
    ]
