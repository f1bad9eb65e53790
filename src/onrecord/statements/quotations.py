"""Quotations that are clauses of their own: which cue in the frame they belong to, and where they go on.

For each quotation the words after it are asked first ("...," she said), then the words before it (she said: "..."). A
quotation behind a comma goes on from the one before its cue ("A," he said, "B"). A sentence of nothing but
quotation goes on from the sentence before, in the same paragraph; at a paragraph's head it is a statement of its
own by the same speaker.
"""

from __future__ import annotations

from itertools import takewhile

from onrecord.language import Reading
from onrecord.language.nodes import Node, addressed, children, is_passive, prepositional, subject
from onrecord.language.syntax import RELATIVE, SUBJECTS
from onrecord.statements.draft import Draft
from onrecord.statements.extents import content_range, joined, quotation_range
from onrecord.statements.forces import cue_tokens, force_of, is_outlets_question, modality_of
from onrecord.statements.lexicon import CueEntry, cue_forms, cue_verbs, verb_entry
from onrecord.statements.quoting import DASHES, MARKS, Period, Quoted
from onrecord.statements.sources import between, phrase, source_of, with_apposition

_LONGEST_SIGNATURE = 20
_ALL_MARKS = "".join(MARKS)
_QUOTING = frozenset({"quote", "cite"})
#: How often quotations before their cue (True) and behind it (False) are right: 1287 of 1319, 252 of 271 counted.
_LIKELY = {True: 0.97, False: 0.93}
_LIKELY_WITHOUT_SOURCE = 0.8
_JOINING = frozenset({"and", "but", "while", "as", "after", "before", "when"})


class Gap:
    """Frame tokens beside a quotation: all, those without marks, and without punctuation as well."""

    def __init__(self, period: Period, low: int, high: int) -> None:
        words, tree = period.tree.words, period.tree
        shown = [index for index in range(low, high) if words.text[index] not in MARKS and not words.blank[index]]
        self.tokens = tree.between(low, high) if low < high else []
        self.stops = [words.text[index] for index in shown]
        self.words = [tree[index] for index in shown if not words.punct[index]]


def read_quotations(reading: Reading, period: Period, claimed: set[int]) -> list[Draft]:
    """The statements of a period whose content is a quotation with a cue in the frame; their cues go into `claimed`."""
    drafts: list[Draft] = []
    last: Draft | None = None
    for number, quote in enumerate(period.quotes):
        goes_on = last is not None and number > 0 and _goes_on_with_but(_gap_before(period, number))
        if not quote.standalone and not _follows_cue(period, number) and not (goes_on and _is_clause(period, quote)):
            last = None
            continue
        before, after = _gap_before(period, number), _gap_after(period, number)
        verb = _cue_in(before, claimed) if _leads_in(before) else None
        if verb is not None and (_opens_clause(period, number, verb, before) or _is_told(verb, before)):
            last = None  # said that under X, "Y": the content is the clause, of which the quotation is a part
            continue
        if verb is not None:
            last = _draft(reading, period, number, verb, before, inverted=False)
        elif number and last is not None and _goes_on(before):
            found = quotation_range(reading, period, number)
            last.content = joined([*last.content, found])
            continue
        else:
            verb = _cue_in(after, claimed, leading=True) if _attaches(reading, period, number, after) else None
            last = _draft(reading, period, number, verb, after, inverted=True) if verb is not None else None
        if last is not None and verb is not None:
            claimed.add(verb.i)
            drafts.append(last)
    return drafts


def _gap_before(period: Period, number: int) -> Gap:
    low = period.quotes[number - 1].last + 1 if number else period.first
    return Gap(period, low, period.quotes[number].first)


def _gap_after(period: Period, number: int) -> Gap:
    high = period.quotes[number + 1].first - 1 if number + 1 < len(period.quotes) else period.last
    return Gap(period, period.quotes[number].last + 1, high + 1)


def _leads_in(gap: Gap) -> bool:
    """The words before a quotation lead into it: a comma, a colon, or the cue itself stands right before the mark."""
    stops = gap.stops
    if not stops:
        return False
    if stops[-1] in (",", ":", "—", "–", "-", "--"):
        return True
    last = gap.words[-1] if gap.words else None
    return last is not None and (verb_entry(last) is not None or last.lower_ in ("that", "saying"))


def _opens_clause(period: Period, number: int, verb: Node, gap: Gap) -> bool:
    """Between cue and quotation a clause has begun that the quotation only goes on: said that under X, "Y" ..."""
    words = [token for token in gap.words if token.i > verb.i]
    if any(token.head == verb and token.dep_ in ("ccomp", "xcomp") and _has_own_verb(token) for token in words):
        return True
    opens = next(
        (place for place, token in enumerate(words) if token.lower_ == "that" and _is_conjunction(token)), None
    )
    if opens is None:
        return False
    behind = _gap_after(period, number)
    return opens + 1 < len(words) or (bool(behind.words) and behind.stops[0].islower())


def _is_told(verb: Node, gap: Gap) -> bool:
    """ "told reporters that both had agreed, "though X"": the cue beside the quotation is told itself."""
    above = verb.head
    told = verb.dep_ == "ccomp" and above in gap.tokens and above.i < verb.i and verb_entry(above) is not None
    return told and any(child.lower_ == "that" and _is_conjunction(child) for child in children(verb, "mark"))


def _is_conjunction(that: Node) -> bool:
    return that.tag_ == "IN" or that.dep_ == "mark"


def _has_own_verb(clause: Node) -> bool:
    """A clause with a subject or a "to" of its own, not the quotation's own words that the parse hangs there."""
    return any(child.dep_ in SUBJECTS or child.lower_ == "to" for child in clause.children)


def _follows_cue(period: Period, number: int) -> bool:
    """A short quotation right behind its cue and a comma or colon is a saying of its own (said: "No.")."""
    stops = _gap_before(period, number).stops
    return len(stops) > 1 and stops[-1] == ":"


def _goes_on(gap: Gap) -> bool:
    """The gap between two quotations ends so that the second goes on from the first."""
    stops = gap.stops
    if _goes_on_with_but(gap):
        return True
    return bool(stops) and stops[-1] in (",", ":", "—", "–", "-", "--", ";")


def _goes_on_with_but(gap: Gap) -> bool:
    """ "A," he said, but "B": nothing but the joining word stands between the cue's comma and the quotation."""
    stops = gap.stops
    return len(stops) > 2 and stops[-1].lower() in ("but", "and") and stops[-2] == ","


def _is_clause(period: Period, quote: Quoted) -> bool:
    """A quotation with a finite verb."""
    return any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in period.tree.between(quote.first, quote.last + 1))


def _attaches(reading: Reading, period: Period, number: int, gap: Gap) -> bool:
    """The words after a quotation can hold its cue: it ends with a comma, ? or !, or a comma follows it."""
    if not gap.words:
        return False
    mark = period.quotes[number].mark
    inner = reading.text[mark.inner_start : mark.inner_end].rstrip()
    if _opens_no_noun(gap.words[0]) and gap.stops[0] not in (",", "—", "–", "-"):
        return False  # "X" to do Y, she said: the quotation is part of a clause
    if gap.words[0].lower_ in _JOINING and gap.words[0].pos_ in ("CCONJ", "SCONJ"):
        return False
    return inner[-1:] in ",?!—–-…" or gap.stops[0] in (",", "—", "–", "-") or inner[-1:] != "."


def _cue_in(gap: Gap, claimed: set[int], leading: bool = False) -> Node | None:
    """The cue verb of a gap: with a frame for quotations, not in a relative clause, with a subject if possible.

    After a quotation the first one counts (`leading`), before it the last one.
    """
    found = [
        token
        for token in gap.tokens
        if token.i not in claimed and (entry := _quoting_entry(token)) is not None and not _is_aside(token, entry, gap)
    ]
    if not found and not leading:
        found = [token for token in gap.tokens if token.i not in claimed and _is_aside_cue(token)][-1:]
    if not leading and found and found[-1].tag_ == "VBG" and gap.words and gap.words[-1] == found[-1]:
        return found[-1]  # suggested X, saying, "Y"
    named = [token for token in found if subject(token) is not None or token.dep_ == "conj"]
    pick = named or found
    if not pick:
        return None
    return pick[0] if leading else pick[-1]


def _is_aside_cue(token: Node) -> bool:
    """A cue in a relative clause that the quotation before it cannot hold ("X, who joked: ...")."""
    entry = _quoting_entry(token)
    return entry is not None and token.dep_ in RELATIVE and not is_outlets_question(token, entry.lemma)


def _quoting_entry(token: Node) -> CueEntry | None:
    entry = verb_entry(token) or _mistagged(token)
    if entry is None or not (entry.frames & {"q", "quoteas"}):
        return None
    return entry


def _mistagged(token: Node) -> CueEntry | None:
    """The entry of a sentence's last word that the tagger took for a noun: `"...," the post reads.`"""
    tree, at = token.tree, token.i
    if token.tag_ != "NNS" or at < 2 or tree[at - 1].tag_ not in ("NN", "NNP"):
        return None
    ends = at + 1 == len(tree) or tree[at + 1].text == "."
    return cue_verbs().get(cue_forms().get(token.lower_, "")) if ends else None


def _is_aside(verb: Node, entry: CueEntry, gap: Gap) -> bool:
    """A cue in a relative clause, or the outlet's question, holds no quotation beside it."""
    return (verb.dep_ in RELATIVE and verb.head in gap.tokens) or is_outlets_question(verb, entry.lemma)


def _draft(reading: Reading, period: Period, number: int, verb: Node, gap: Gap, inverted: bool) -> Draft:
    entry = _quoting_entry(verb)
    assert entry is not None
    if entry.lemma == "quote":
        saying = next((token for token in gap.tokens if token.lower_ == "saying" and token.i > verb.i), None)
        if saying is not None:
            return quoted_as(reading, period, verb, saying, [quotation_range(reading, period, number)])
    source = source_of(_governing(verb, gap), period)
    if inverted:
        if source and period.in_quote(source[0].i):
            source = _behind_cue(period, verb)  # the parse took the quotation's own words for who says it
        source = _beside_quotation(period, verb, gap) or source
        if source and source[0].i > verb.i and (len(source) > 1 or source[0].pos_ != "PRON"):
            source = with_apposition(period, source)
    listener = addressed(verb) if "t" in entry.frames and not is_passive(verb) else None
    if listener is not None and listener in source:
        listener = None
    return Draft(
        period.segment,
        "quotation then cue" if inverted else "cue then quotation",
        cue_tokens(verb),
        entry.lemma,
        force_of(verb, entry) if entry.lemma != "ask" else "ask",
        joined([quotation_range(reading, period, number)]),
        source,
        addressee=phrase(listener, period, verb) if listener is not None else (),
        modality=modality_of(verb),
        kind_of_cue=entry.kind,
        confidence=_LIKELY[inverted] if source else _LIKELY_WITHOUT_SOURCE,
    )


def _governing(verb: Node, gap: Gap) -> Node:
    """ "X suggested Y would go ahead, saying, ...": who says it is whoever the cue before the participle names."""
    if verb.tag_ != "VBG" or verb.i == 0 or verb.nbor(-1).text != ",":
        return verb
    before = [token for token in gap.tokens if token.i < verb.i and verb_entry(token) is not None]
    finite = [token for token in before if token.tag_ in ("VBD", "VBZ", "VBP") and subject(token) is not None]
    return next((token for token in reversed(finite) if _quoting_entry(token) is not None), verb)


def _beside_quotation(period: Period, verb: Node, gap: Gap) -> tuple[Node, ...]:
    """Between the quotation and its cue stands nothing but the source: `"...," X, chief of Y, said`."""
    words = [token for token in gap.words if token.i < verb.i and token.dep_ not in ("aux", "aux:pass", "advmod")]
    if words and not _opens_no_noun(words[0]):
        return between(period, words[0].i, words[-1].i)
    return ()


def _behind_cue(period: Period, verb: Node) -> tuple[Node, ...]:
    """The noun phrase right behind the cue, by position: `"...," said the ruling on Friday.`"""
    end = verb.i
    for token in period.tree.between(verb.i + 1, period.last + 1):
        if token.is_punct or period.in_quote(token.i) or (token.tag_ in ("IN", "TO") and token.lower_ != "of"):
            break
        end = token.i
    return between(period, verb.i + 1, end) if end > verb.i else ()


def _opens_no_noun(token: Node) -> bool:
    """An infinitive, preposition or relative right behind a quotation goes on with the clause that it is part of."""
    return token.tag_ in ("TO", "IN", "WDT", "WRB") and token.lower_ not in ("said", "according", "as", "per")


def quoted_as(
    reading: Reading, period: Period, verb: Node, saying: Node, content: list[tuple[int, int] | None]
) -> Draft:
    """A quoted B as saying C; B was quoted (by A) as saying C: B speaks, A is the channel."""
    if is_passive(verb):
        speaker = subject(verb)
        channel = next((noun for head in (verb, saying) for _, noun in prepositional(head, "by")), None)
    else:
        speaker = next((child for child in children(verb, "obj", "dobj", "iobj") if child.i > verb.i), None)
        channel = subject(verb)
    via = phrase(channel, period, verb) if channel is not None else _quoting_medium(verb, saying, period)
    return Draft(
        period.segment,
        "quoted as saying",
        (verb, saying),
        "say",
        "assert",
        joined(content),
        phrase(speaker, period, saying) if speaker is not None else (),
        via=via,
    )


def _quoting_medium(verb: Node, saying: Node, period: Period) -> tuple[Node, ...]:
    """Who quotes, where the parse lost it: "was quoted by the daily X as saying", "the agency cited Y as saying"."""
    if is_passive(verb):
        found = verb.i + 1 < saying.i - 1 and verb.nbor(1).lower_ == "by"
        return between(period, verb.i + 2, saying.i - 2) if found else ()
    noun = verb.head
    return phrase(noun, period, verb) if verb.dep_ in ("acl", "acl:relcl") and noun.i < verb.i else ()


def read_signed(reading: Reading, period: Period) -> list[Draft]:
    """Quotations with their speaker's name behind a dash or before a colon, as in lists of quotes and press releases:
    `"We won." - Minister X`; `And from Chairwoman Y: "We won."`
    """
    drafts = []
    for number, quote in enumerate(period.quotes):
        gap = [token for token in _gap_after(period, number).tokens if token.text not in MARKS]
        if not gap or gap[0].text.strip(_ALL_MARKS) not in DASHES:
            continue
        line = list(takewhile(lambda token: "\n" not in _spaces(reading, period, token), gap[1:]))
        words = [token for token in line if not token.is_space]
        if not words or len(words) >= _LONGEST_SIGNATURE:
            continue
        if any(token.pos_ in ("VERB", "AUX") for token in words) or not any(token.pos_ == "PROPN" for token in words):
            continue
        source = between(period, words[0].i, words[-1].i)
        content = joined([quotation_range(reading, period, number)])
        runs_on = number == 0 and not quote.standalone and quote.first > period.first + 1
        if source and content and not runs_on and words[0].pos_ not in ("CCONJ", "SCONJ", "ADV", "ADP"):
            drafts.append(_marked(period, "signed quotation", gap[0], content, source))
    return drafts or _named(reading, period)


def _spaces(reading: Reading, period: Period, token: Node) -> str:
    """The white space of the report before a token."""
    offset = period.segment.offset(token)
    before = reading.text[period.segment.start : offset]
    return before[len(before.rstrip()) :]


def _named(reading: Reading, period: Period) -> list[Draft]:
    """A quotation behind a name and a colon, as in press releases: `And from Chairwoman X: "We won."`"""
    if not period.quotes or not period.quotes[0].standalone:
        return []
    gap = _gap_before(period, 0)
    words = gap.words
    if not words or len(words) > _LONGEST_SIGNATURE or gap.stops[-1:] != [":"]:
        return []
    if any(token.pos_ in ("VERB", "AUX") for token in words) or not any(token.pos_ == "PROPN" for token in words):
        return []
    while words and (words[0].lower_ in _JOINING or words[0].lower_ in ("from", "also", "this", "then", "or")):
        words = words[1:]
    source = between(period, words[0].i, words[-1].i) if words else ()
    content = joined(quotation_range(reading, period, number) for number in range(len(period.quotes)))
    colon = next(token for token in reversed(gap.tokens) if token.text == ":")
    return [_marked(period, "named quotation", colon, content, source)] if source and content else []


def _marked(period: Period, rule: str, mark: Node, content: list[tuple[int, int]], source: tuple[Node, ...]) -> Draft:
    return Draft(period.segment, rule, (mark,), mark.text, "assert", content, source, confidence=0.9)


def read_quoted_as(reading: Reading, period: Period, claimed: set[int]) -> list[Draft]:
    """ "A quoted B as saying (that) C" and "cited B as saying C" with a clause for content."""
    drafts: list[Draft] = []
    tree, lemmas = period.tree, period.table.lemma
    if _QUOTING.isdisjoint(lemmas[period.first : period.last + 1]):
        return drafts
    for index in range(period.first, period.last + 1):
        token = tree[index] if lemmas[index] in _QUOTING else None
        if token is None or index in claimed or verb_entry(token) is None:
            continue
        saying = next(
            (tree[index] for index in range(token.i + 1, period.last + 1) if tree[index].lower_ == "saying"), None
        )
        if saying is None or tree[saying.i - 1].lower_ != "as":
            continue
        draft = quoted_as(reading, period, token, saying, [content_range(reading, period, saying.i + 1, period.last)])
        if not draft.content and draft.via:
            low, comma = draft.via[0].i, draft.via[0].i - 1
            before = (
                [content_range(reading, period, period.first, comma)] if comma > 0 and tree[comma].text == "," else []
            )
            draft.content = joined(before) if low > period.first + 1 else []
        if draft.content:
            claimed.update((token.i, saying.i))
            drafts.append(draft)
    return drafts
