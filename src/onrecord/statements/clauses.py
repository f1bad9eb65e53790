"""Content that is a clause or a noun phrase of the cue's own sentence, read from the parse and the word order.

`choosing` says which words report something and where it stands; here it becomes a statement: with its source, force,
modality and addressee.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import tables
from onrecord.language import Reading
from onrecord.language.nodes import Node, auxiliaries, children, first_object, is_passive, subject
from onrecord.language.syntax import AUXILIARIES
from onrecord.statements.choosing import choose, possible_cues
from onrecord.statements.columns import FINITE
from onrecord.statements.deciding import decision
from onrecord.statements.draft import Draft
from onrecord.statements.evidence import lemma_in, part_of
from onrecord.statements.extents import content_range, joined
from onrecord.statements.forces import (
    cue_tokens,
    force_of,
    is_about_anonymity,
    is_deed,
    is_outlets_question,
    is_outlets_work,
    is_supposed,
    is_withholding,
    modality_of,
    sums_up,
)
from onrecord.statements.found import Found
from onrecord.statements.lexicon import CueEntry, cue_words, verb_entry
from onrecord.statements.quoting import DASHES, MARKS, Period
from onrecord.statements.released import SAID
from onrecord.statements.sources import can_say, maker_of, phrase, relative_mention, source_of
from onrecord.statements.venues import is_venue

#: Cues that go on from the saying before them and never stand inside it.
CONTINUING = frozenset({"add"})
_ASIDES = frozenset({"advcl", "acl:relcl", "relcl", "advcl:relcl", "parataxis"})
_WHERE = frozenset({"in", "on", "at", "during", "via"})
_EXPLAINING = frozenset({"refer", "allude"})
_ADDRESSING = "address"
_VOICING = frozenset({"express", "voice", "convey"})
_PARTING = frozenset({"and", "but", "while"})
_CIRCUMSTANCES = frozenset({"as", "while", "after", "when", "before"})
#: In words from the beginning of a content: how far behind its noun "that he said were" may stand.
_GAP = 5
_FIRST_PERSON = frozenset({"i", "we", "you"})


def read_clauses(reading: Reading, period: Period, claimed: set[int]) -> Iterator[Draft]:
    """The statements of a period whose content is a clause or a phrase; `claimed` are cues that have theirs."""
    tree, shared = period.tree, dict[int, tuple[Node, ...]]()
    for index in possible_cues(period, decision().counts.lists):
        token = tree[index]
        if index in claimed or is_withholding(token):
            continue
        entry = verb_entry(token)
        chosen = choose(token, entry, period)
        if chosen is None:
            continue
        if claimed:
            chosen.stretches = list(_before_next_quotation(period, index, chosen.stretches, claimed))
        clausal = chosen.rule.startswith("clause")
        low, high = chosen.stretches[-1]
        end = _before_next_saying(period, token, low, clausal=clausal)
        if end < period.last:
            shared[end] = source_of(token, period)
            chosen.stretches[-1] = low, min(high, end)
        if not chosen.source:
            chosen.source = next((who for end, who in shared.items() if _joins(period, end, index)), ())
        chosen.stretches = [_without_venue(period, chosen, low, high) for low, high in chosen.stretches]
        if period.quotes:
            chosen.stretches = [_without_circumstance(period, low, high) for low, high in chosen.stretches]
        chosen.stretches = [_without_comment(period, low, high) for low, high in chosen.stretches]
        draft = _draft(reading, period, token, entry or _entry_of(token), chosen)
        if draft is not None:
            yield draft


def _before_next_quotation(
    period: Period, cue: int, stretches: list[tuple[int, int]], claimed: set[int]
) -> Iterator[tuple[int, int]]:
    """The stretches without a clause set off by a conjunction or dash that leads a quotation of its own: "said X, and
    when pressed, the envoy replied, ...".
    """
    for low, high in stretches:
        nexts = [other for other in claimed if max(low, cue) < other <= high]
        for index in range(min(nexts, default=low), low, -1):
            if period.in_quote(index) is None and _sets_off(period, index, nexts):
                high = index - 1
                break
        yield low, high


def _joins(period: Period, end: int, cue: int) -> bool:
    """Nothing but a comma, a conjunction and adverbs stands between the end of a content and the cue joined to it."""
    words = period.tree.between(end + 1, cue)
    return end < cue and all(token.pos_ in ("CCONJ", "ADV", "AUX", "PART", "PUNCT") for token in words)


def _sets_off(period: Period, index: int, nexts: list[int]) -> bool:
    """A dash, or a comma before a conjunction or before the next cue's source; none inside "..., and when asked, X"."""
    tree = period.tree
    if tree[index].text in DASHES:
        return True
    if tree[index].text != ",":
        return False
    if tree[index + 1].lower_ in _PARTING:
        return True
    before = next((other for other in range(index - 1, period.first, -1) if tree[other].text == ","), None)
    if before is not None and tree[before + 1].lower_ in _PARTING and tree[before + 2].tag_ == "WRB":
        return False
    return _only_nouns(period, index + 1, nexts)


def _without_venue(period: Period, found: Found, low: int, high: int) -> tuple[int, int]:
    """What somebody is called, or a content that ends in quoted words, without the place where it was said."""
    ends = [quote.last for quote in period.quotes if low <= quote.first and quote.last < high]
    called = found.rule in ("called", "described as", "object", "object and what follows")
    if not ends and not called:
        return low, high
    tree = period.tree
    for index in range(max(ends, default=low) + 1, high):
        if tree[index].lower_ in _WHERE and is_venue(period, index):
            rest = tree.between(index, high + 1)
            whole = any(token.tag_ in FINITE for token in rest) and not found.rule.startswith("object")
            return (low, high) if whole else (low, index - 1)
        if not called and tree[index].text not in MARKS:
            break
    return low, high


def _without_circumstance(period: Period, low: int, high: int) -> tuple[int, int]:
    """A content that is one quotation, without the clause behind it that tells when: `said that "X," as he Y`."""
    quote = period.in_quote(low) or (period.in_quote(low + 1) if low < high else None) or period.in_quote(low + 2)
    if (
        quote is None
        or quote.last >= high
        or any(each.first > quote.last for each in period.quotes if each.first < high)
    ):
        return low, high
    tree, opens = period.tree, quote.last + 1
    while opens < high and (tree[opens].text in MARKS or tree[opens].text == ","):
        opens += 1
    comma = "," in (tree[quote.last].text, tree[opens - 1].text)
    return (low, quote.last) if comma and tree[opens].lower_ in _CIRCUMSTANCES else (low, high)


def _without_comment(period: Period, low: int, high: int) -> tuple[int, int]:
    """A content without what the outlet says of it behind a comma: "a request that X is likely to reject", "an
    allegation X denied".
    """
    table = period.tree.words
    words, tags = table.lower, table.tag
    for index in range(low + 2, high - 3):
        if words[index] != "," or words[index + 1] not in ("a", "an"):
            continue
        named = tags[index + 3] in ("NNP", "NNPS") and tags[index + 4] in FINITE
        if not named and words[index + 3] not in ("that", "which"):
            continue
        if words[index + 2] in tables.load_terms("lexicon/comment_nouns.csv"):
            return (low, high) if period.in_quote(index) else (low, index - 1)
    return low, high


def _only_nouns(period: Period, start: int, nexts: list[int]) -> bool:
    """Nothing but a source stands between the token and the next cue: "..., an official quoted him as saying"."""
    words = period.tree.between(start, min(nexts, default=start))
    return bool(nexts) and all(token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM") for token in words)


def _before_next_saying(period: Period, cue: Node, low: int, *, clausal: bool) -> int:
    """Where a content that begins at `low` ends at the latest.

    One told in the present or future ends before a joined saying in the past, which is the outlet's again: "said X owes
    nobody money, but did not rule out Y".
    """
    tree, table = period.tree, period.table
    if cue.tag_ != "VBD" or low < cue.i:
        return period.last
    inside = [
        index
        for index in range(low, period.last + 1)
        if table.tag[index] in FINITE or (table.tag[index] == "VBN" and _is_past(tree[index]))
    ]
    if len(inside) < 2 and clausal:
        return period.last
    shares = clausal and table.tag[inside[0]] == "VBD" and can_say(subject(_main(tree[inside[0]])))
    before = clausal and table.lower[inside[0]] == "had" and table.dep[inside[0]] in AUXILIARIES
    for index in inside[1:] if clausal else inside:
        verb = _main(tree[index])
        entry = verb_entry(verb)
        joins = next((child for child in verb.children if child.dep_ == "cc" and child.i < index), None)
        past = table.tag[index] == "VBD" or _is_past(tree[index])
        if joins is None or joins.i <= low or entry is None or entry.kind != "speech" or not past:
            continue
        own = subject(verb)
        if own is None and (not shares or (before and table.lower[index] == "did")):
            return joins.i - 1  # "said he had met X, but did not say when"
        if own is not None and own.pos_ != "PRON" and tree[joins.i - 1].text == "," and clausal:
            return joins.i - 1  # "said X, and an official said Y"
    return period.last


def _is_past(token: Node) -> bool:
    """A past tense that the tagger took for a participle: joined, without an auxiliary."""
    return token.tag_ == "VBN" and token.dep_ == "conj" and not auxiliaries(token)


def _main(verb: Node) -> Node:
    """The verb that an auxiliary or copula belongs to."""
    return verb.head if verb.dep_ in AUXILIARIES or verb.dep_ == "cop" else verb


def _entry_of(word: Node) -> CueEntry:
    """An entry for a word that the lexicon of verbs does not have."""
    part = part_of(word) or "v"
    lemma = lemma_in(word, part)
    return CueEntry(lemma, frozenset(), cue_words().get((part, lemma), "assert"), "mind")


def _draft(reading: Reading, period: Period, verb: Node, entry: CueEntry, found: Found) -> Draft | None:
    found.stretches = _without_source(verb, found, period)
    content = joined(content_range(reading, period, low, high, cue=verb) for low, high in found.stretches)
    if not content:
        return None
    goes_on = entry.lemma in CONTINUING and verb.tag_ == "VBG"
    source = found.source or (() if goes_on else _source(verb, entry, period, found))
    if _tells_nothing(verb, entry, found, source, period):
        return None
    words = " ".join(reading.text[start:end] for start, end in content)
    if is_outlets_question(verb, entry.lemma) or is_about_anonymity(verb, entry.lemma, words):
        return None
    if not goes_on and verb.tag_ == "VBG" and period.in_quote(verb.i) is None:
        source = _of_main_cue(verb, source, period)
    if entry.lemma in _EXPLAINING and verb.tag_ == "VBG":
        return None  # "..., referring to X": what the outlet explains
    if is_outlets_work(verb, entry.lemma, source, words):
        return None
    quoted = period.in_quote(verb.i) is not None
    if quoted and not goes_on and not _is_quoted_saying(verb, entry, source, found):
        return None
    addressee = _addressee(verb, period, found)
    passive = is_passive(verb)
    if passive and not source and found.rule in ("object", "object and what follows", "called", "described as"):
        return None  # "was offered a share", "was declared winner": a deed that nobody is said to tell
    relative = relative_mention(verb) if not passive or "self" in entry.frames else None
    return Draft(
        period.segment,
        found.rule,
        cue_tokens(verb),
        entry.lemma,
        _force_of_noun(found, entry, period) or force_of(verb, entry, found.frame),
        content,
        source if relative is None else (relative,),
        addressee=addressee,
        referent=source if relative is not None else (),
        modality=modality_of(verb),
        kind_of_cue=entry.kind,
        confidence=found.confidence,
        decided=found.decided,
        cue_is_quoted=quoted,
    )


def _tells_nothing(verb: Node, entry: CueEntry, found: Found, source: tuple[Node, ...], period: Period) -> bool:
    """What has the form of a saying and tells of none: only supposed, a deed, or without a word of what was said."""
    if found.frame == "np:of" and not source and entry.lemma in SAID:
        return True  # "Statement of the ministry": who makes it, not what is said
    if entry.lemma == _ADDRESSING and found.rule.startswith("object") and _is_audience(first_object(verb)):
        return True
    if is_deed(verb, entry.lemma, found.rule) or (found.frame == "nc" and sums_up(verb)):
        return True
    if _is_what_is_said(entry, found, period):
        return True
    return _is_bare_pronoun(found, entry, period) or (entry.kind == "speech" and is_supposed(verb))


def _is_bare_pronoun(found: Found, entry: CueEntry, period: Period) -> bool:
    """ "asked for it", "spoke of them": nothing is told of what was said."""
    (low, high), *more = found.stretches
    if more or low != high or entry.kind != "speech" or not found.rule.startswith(f"{entry.lemma} "):
        return False
    return period.tree[low].tag_ == "PRP"


def _is_audience(noun: Node | None) -> bool:
    """ "addressed a press conference": where he spoke, not what he said."""
    if noun is None or noun.i == 0:
        return False
    venues, lemma = tables.load_terms("lexicon/venues.csv"), noun.lemma_.lower()
    return lemma in venues or f"{noun.nbor(-1).lower_} {lemma}" in venues


def _is_what_is_said(entry: CueEntry, found: Found, period: Period) -> bool:
    """ "published what it said were letters", "showed a film that he said was old": the saying inside tells it."""
    words, (low, high) = period.tree.words, found.stretches[0]
    if entry.kind == "act" and found.rule == "object" and words.lower[low] == "what":
        return True
    if entry.kind != "act" and found.rule != "clause by position":
        return False
    return any(
        words.tag[index] == "PRP" and words.lower[index + 1] in ("said", "says") and words.tag[index + 2] in FINITE
        for index in range(low, min(low + _GAP, high - 1))
    )


def _without_source(verb: Node, found: Found, period: Period) -> list[tuple[int, int]]:
    """A content before its cue up to its source: `"...," its spokesperson, X, said`."""
    low, high = found.stretches[0]
    if found.rule != "clause before" or found.source or high >= verb.i:
        return found.stretches
    begins = next((token.i for token in source_of(verb, period)), high + 1)
    if not low + 1 < begins <= high or period.tree[begins - 1].text not in (",", "”", '"', "''", "—", "–", "-"):
        return found.stretches
    return [(low, begins - 1), *found.stretches[1:]]


def _of_main_cue(verb: Node, source: tuple[Node, ...], period: Period) -> tuple[Node, ...]:
    """ "X told reporters, accusing Y of Z": who says the participle is who says the cue before it, where the parse
    names nobody or takes words of a quotation.
    """
    lost = not source or period.in_quote(source[0].i) is not None
    if not lost or verb.i <= period.first or verb.nbor(-1).text != ",":
        return source
    for index in range(verb.i - 1, period.first - 1, -1):
        cue = period.tree[index]
        entry = verb_entry(cue) if cue.tag_ in ("VBD", "VBZ", "VBP") and period.in_quote(index) is None else None
        found = source_of(cue, period) if entry is not None else ()
        if found and period.in_quote(found[0].i) is None:
            return found
    return ()


def _source(word: Node, entry: CueEntry, period: Period, found: Found) -> tuple[Node, ...]:
    """Who says it: the subject of a verb, else whoever the word belongs to, outside of what is said.

    A passive names nobody unless it tells a state of mind ("X was worried that").
    """
    source = source_of(word, period) if word.tag_.startswith("VB") else ()
    if source or period.in_quote(word.i) is not None:
        return source
    if is_passive(word) and (found.rule == "passive" or not (entry.frames <= {"self"} or "self" in entry.frames)):
        return ()
    made = maker_of(word, period)
    inside = any(low <= token.i <= high for token in made for low, high in found.stretches)
    return () if inside else made


def _force_of_noun(found: Found, entry: CueEntry, period: Period) -> str | None:
    """ "expressed gratitude", "voiced concern": the noun tells what kind of saying it is."""
    if entry.lemma not in _VOICING or not found.rule.startswith("object"):
        return None
    low, high = found.stretches[0]
    words = [period.tree[index] for index in range(low, high + 1)]
    head = next((token for token in words if token.head not in words), None)
    return cue_words().get(("n", str(head.lemma_).lower())) if head is not None else None


def _addressee(verb: Node, period: Period, found: Found) -> tuple[Node, ...]:
    """The person spoken to, without what is said to them."""
    if found.addressee is None:
        return ()
    low = found.stretches[0][0]
    tokens = [token for token in phrase(found.addressee, period, verb) if token.i < low or low < found.addressee.i]
    while tokens and tokens[-1].tag_ in ("IN", "TO"):
        tokens.pop()
    return tuple(tokens)


def _is_quoted_saying(verb: Node, entry: CueEntry, source: tuple[Node, ...], found: Found) -> bool:
    """A saying told inside a quotation: speech of somebody else than the speaker, neither an aside nor a purpose.

    What a speaker thinks, wants and says in the first person is his statement, not a further one.
    """
    if not source and not (is_passive(verb) and entry.kind == "speech" and found.rule == "clause"):
        return False
    if found.rule in ("object", "infinitive") and entry.force not in ("request", "promise", "threaten"):
        return False
    if entry.kind != "speech" or (source and source[0].lower_ in _FIRST_PERSON) or verb.dep_ in _ASIDES:
        return False
    if not can_say(subject(verb)):
        return False  # "storms do not ask for a passport"
    purpose = verb.tag_ == "VB" and any(child.lower_ == "to" for child in children(verb, "mark", "aux"))
    if purpose and verb.dep_ in ("xcomp", "ccomp") and verb_entry(verb.head) is not None:
        return len(cue_tokens(verb)) > 1  # "called on Y to apologise for X" is no saying of X; "declined to say X" is
    return not (purpose and verb.dep_ in ("advcl", "acl", "csubj"))
