"""Content that is a clause or a noun phrase of the cue's own sentence, read from the parse and the word order.

Each frame of the lexicon is one small function from the verb to token indexes; `read_clauses` tries the verb's
frames in a fixed order and takes the first that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.language import Reading
from onrecord.language.syntax import addressed, children, edges, first_object, is_passive, prepositional, subject
from onrecord.statements.draft import Draft
from onrecord.statements.extents import content_range, joined
from onrecord.statements.forces import (
    cue_tokens,
    force_of,
    is_about_anonymity,
    is_outlets_question,
    is_withholding,
    modality_of,
)
from onrecord.statements.lexicon import CueEntry, verb_entry
from onrecord.statements.quoting import Period
from onrecord.statements.sources import between, phrase, relative_mention, source_of

#: Cues that go on from the saying before them and never stand inside it.
CONTINUING = frozenset({"add"})
_FIRST_PERSON = frozenset({"i", "we", "you"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LOST_SUBJECTS = frozenset({"obj", "dobj", "nsubj", "nsubj:pass", "iobj", "appos", "dep", "obl", "nmod"})
_GOING_ON = frozenset({"and", "but", "or", "while", "because", "since", "if", "though", "although"})
_LONGEST_LOST_SOURCE = 8


@dataclass(slots=True)
class Found:
    """Where a frame found the content: token stretches, the construction's name, and who is addressed."""

    stretches: list[tuple[int, int]]
    rule: str
    addressee: Token | None = None
    confidence: float = 0.9
    frame: str | None = None
    source: tuple[Token, ...] = ()  # read from position, where the parse lost it


Frame = Callable[[Token, CueEntry, Period], Found | None]


def read_clauses(reading: Reading, period: Period, claimed: set[int]) -> Iterator[Draft]:
    """Every statement of a period whose content is a clause or noun phrase; `claimed` are cues that have theirs
    already.
    """
    for token in period.tokens():
        entry = verb_entry(token)
        if entry is None or token.i in claimed or is_withholding(token):
            continue
        found = find_content(token, entry, period)
        if found is None:
            continue
        draft = _draft(reading, period, token, entry, found)
        if draft is not None:
            yield draft


def find_content(verb: Token, entry: CueEntry, period: Period) -> Found | None:
    """The first frame of the verb that holds content."""
    for name in FRAME_ORDER:
        if name in entry.frames:
            found = FRAMES[name](verb, entry, period)
            if found is not None:
                found.frame = name
                return found
    return None


def _draft(reading: Reading, period: Period, verb: Token, entry: CueEntry, found: Found) -> Draft | None:
    content = joined(content_range(reading, period, low, high) for low, high in found.stretches)
    if not content:
        return None
    words = " ".join(reading.text[start:end] for start, end in content)
    if is_outlets_question(verb, entry.lemma) or is_about_anonymity(verb, entry.lemma, words):
        return None
    source = found.source or source_of(verb, period)
    if not _is_a_saying(verb, entry, period, source, found):
        return None
    addressee = _addressee(verb, period, found)
    relative = relative_mention(verb)
    return Draft(
        period.segment,
        found.rule,
        cue_tokens(verb),
        entry.lemma,
        force_of(verb, entry, found.frame),
        content,
        source if relative is None else (relative,),
        addressee=addressee,
        referent=source if relative is not None else (),
        modality=modality_of(verb),
        kind_of_cue=entry.kind,
        confidence=found.confidence,
        cue_is_quoted=period.in_quote(verb.i) is not None,
    )


def _addressee(verb: Token, period: Period, found: Found) -> tuple[Token, ...]:
    """The person spoken to, without what is said to them."""
    if found.addressee is None:
        return ()
    low = found.stretches[0][0]
    tokens = [token for token in phrase(found.addressee, period, verb) if token.i < low or low < found.addressee.i]
    while tokens and tokens[-1].tag_ in ("IN", "TO"):
        tokens.pop()
    return tuple(tokens)


def _is_a_saying(verb: Token, entry: CueEntry, period: Period, source: tuple[Token, ...], found: Found) -> bool:
    """Leave out imperatives, purposes ("to show that"), and what nobody is said to say."""
    if not source and entry.lemma in CONTINUING and verb.tag_ == "VBG":
        return True  # "adding that": the speaker is the one of the saying before it
    if not source and not (is_passive(verb) and entry.kind == "speech" and found.rule == "clause"):
        return False
    quote = period.in_quote(verb.i)
    if quote is not None and (entry.kind != "speech" or (source and source[0].lower_ in _FIRST_PERSON)):
        return False  # what a speaker thinks, wants and says in the first person is his statement, not a further one
    purpose = verb.tag_ == "VB" and any(child.lower_ == "to" for child in children(verb, "mark", "aux"))
    return not (purpose and verb.dep_ in ("advcl", "acl", "csubj"))


# --- frames
# -------------------------------------------------------------------------------------------------------------


def _clause(verb: Token, entry: CueEntry, period: Period) -> Found | None:
    """said (that) X; told Y that X; X, said Y; X, Y said, X."""
    after = [child for child in children(verb, "ccomp") if child.i > verb.i]
    if not after and "t" in entry.frames:
        listener = addressed(verb)
        after = [child for child in children(listener, "ccomp", "acl") if child.i > verb.i] if listener else []
    after = [child for child in after if not _is_gerund(child) and not _opens_with_to(child)]
    if after:
        low, high = edges(after[0])
        low = _clause_opening(verb, entry, max(low, verb.i + 1))
        high = _to_the_end(verb, _with_lost_conjunct(verb, high, period), period)
        listener = addressed(verb) if "t" in entry.frames else None
        if listener is not None and listener.i >= low:
            listener = None
        return Found([(low, high)], "clause", listener)
    return _content_before(verb, entry, period) or _clause_by_position(verb, entry, period)


def _clause_opening(verb: Token, entry: CueEntry, low: int) -> int:
    """Where the clause behind the cue opens when the parse lost its beginning: at its "that", or at its subject."""
    doc = verb.doc
    for index in range(verb.i + 1, low):
        if doc[index].lower_ == "that" and doc[index].tag_ == "IN":
            return index + 1
    if "t" in entry.frames:
        return low
    for noun in children(verb, *_LOST_SUBJECTS):
        if verb.i < noun.i < low and all(
            doc[index].pos_ in ("PUNCT", "ADV") for index in range(noun.right_edge.i + 1, low)
        ):
            return max(int(noun.left_edge.i), verb.i + 1)
    return low


def _clause_by_position(verb: Token, entry: CueEntry, period: Period) -> Found | None:
    """A finite clause right behind a verb of saying that the parse hung elsewhere: it runs to the period's end."""
    if entry.kind != "speech" or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBG") or verb.dep_ in ("amod", "aux"):
        return None
    doc, start = verb.doc, verb.i + 1
    for index in range(start, min(start + 12, period.last + 1)):
        if doc[index].lower_ == "that" and doc[index].tag_ == "IN":
            start = index + 1
            break
    else:
        if (
            "b" not in entry.frames
            or start > period.last
            or doc[start].is_punct
            or doc[start].tag_ in ("IN", "RP", "TO", "RB")
        ):
            return None
    if start > period.last or not any(doc[index].tag_ in _FINITE for index in range(start, period.last + 1)):
        return None
    if any(doc[index].text in ",:" for index in range(verb.i + 1, start)) or period.in_quote(verb.i):
        return None
    return Found([(start, period.last)], "clause by position", confidence=0.6)


def _with_lost_conjunct(verb: Token, high: int, period: Period) -> int:
    """ "stressed that A had no plans, but aimed to B": a conjunct without a subject belongs to what is said."""
    for conjunct in children(verb, "conj"):
        entry = verb_entry(conjunct)
        if conjunct.i > high and subject(conjunct) is None and (entry is None or entry.kind != "speech"):
            high = max(high, conjunct.right_edge.i)
    return min(high, period.last)


def _to_the_end(verb: Token, high: int, period: Period) -> int:
    """A clause behind its cue runs on to the period's end where a conjunct or the quotation it leads into goes on.

    The end is not reached over another cue, a colon, or words that hang on the cue and are set off ("..., on Monday").
    """
    doc, index = period.segment.doc, high + 1
    while index <= period.last and doc[index].is_space:
        index += 1
    if index > period.last or doc[index].lower_ not in ("and", "but", "or", ",", "while", "because", "since", "if"):
        return high
    after = index + 1 if doc[index].text == "," else index
    if doc[index].text == "," and (after > period.last or doc[after].lower_ not in _GOING_ON):
        return high
    for token in doc[index : period.last + 1]:
        entry = verb_entry(token)
        if (entry is not None and entry.kind == "speech" and not period.in_quote(token.i)) or token.text in (":", ";"):
            return high
    return period.last


def _content_before(verb: Token, entry: CueEntry, period: Period) -> Found | None:
    """Content before its cue, or around it: "X, said Y", "X, Y said on Monday", "X, Y said, X"."""
    before = next((child for child in children(verb, "ccomp", "parataxis") if child.i < verb.i), None)
    cluster_low, cluster_high = _cue_cluster(verb, before)
    if before is None and not (_is_inserted(verb) or _closes_period(verb, cluster_low, period)):
        return None
    first, source = _parted_from_content(verb, max(cluster_low, period.first), period)
    if first is None or first <= period.first or not _has_verb(period, period.first, first - 1):
        return None
    stretches = [(_content_start(period, first, before), first - 1)]
    rest = _content_after(verb, period, cluster_high)
    if rest is not None:
        stretches.append(rest)
    sure = before is not None or _is_inserted(verb)
    return Found(stretches, "clause before", confidence=0.85 if sure else 0.7, source=source)


def _parted_from_content(verb: Token, low: int, period: Period) -> tuple[int | None, tuple[Token, ...]]:
    """First token of the cue's words behind the comma that parts them from the content; None without such a comma.

    Where the parse lost part of the source ("..., AU spokeswoman X said"), the words from the comma on are the source.
    """
    doc = period.segment.doc
    while low < verb.i and (doc[low].is_punct or doc[low].is_space):
        low += 1
    if _parted(period, low):
        return low, ()
    for index in range(low - 1, max(low - _LONGEST_LOST_SOURCE, period.first), -1):
        if doc[index].text == "," and not period.in_quote(index):
            source = between(period, index + 1, verb.i - 1)
            return (index + 1, source) if source else (None, ())
        if doc[index].tag_ in ("VBD", "MD", "VBZ") or doc[index].is_punct:
            break
    return None, ()


def _cue_cluster(verb: Token, before: Token | None) -> tuple[int, int]:
    """First and last token of the cue's own words: its source, adverbs and adjuncts, but not its content."""
    low = high = verb.i
    for child in verb.children:
        if (before is not None and child == before) or (child.dep_ in ("ccomp", "punct") and child.i < verb.i):
            continue
        if child.dep_ == "parataxis" and child.i < verb.i:
            continue
        if child.dep_ in ("advcl", "cc", "mark") and child.i < verb.i:
            continue
        low = min(low, child.left_edge.i)
        high = max(high, child.right_edge.i)
    if before is not None:
        low = max(low, before.right_edge.i + 1)
    return low, high


def _is_inserted(verb: Token) -> bool:
    """The parse hangs the cue on its content ("X, he said, Y")."""
    return (
        verb.dep_ in ("parataxis", "advcl:relcl")
        and verb.head.i != verb.i
        and verb.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN")
    )


def _closes_period(verb: Token, cluster_low: int, period: Period) -> bool:
    """A cue with its source stands behind a comma at the period's end, whatever the parse makes of it."""
    if subject(verb) is None or any(child.i > verb.i for child in children(verb, "ccomp", "xcomp", "obj", "advcl")):
        return False
    return verb.dep_ in ("ROOT", "conj", "appos", "ccomp", "dep", "parataxis") and _parted(period, cluster_low)


def _parted(period: Period, index: int) -> bool:
    """A comma, dash or closing mark stands before the token."""
    doc = period.segment.doc
    before = index - 1
    while before > period.first and (doc[before].is_space or doc[before].text in ('"', "”", "''", "’", "'", "»")):
        before -= 1
    return before >= period.first and doc[before].text in (",", "—", "–", "-", "--", "?", "!")


def _has_verb(period: Period, low: int, high: int) -> bool:
    return any(period.segment.doc[index].pos_ in ("VERB", "AUX") for index in range(low, high + 1))


def _content_start(period: Period, cluster_low: int, before: Token | None) -> int:
    """The period's first token, unless another saying of the same period comes first and the parse parts the two."""
    if before is None:
        return period.first
    start = before.left_edge.i
    for index in range(period.first, min(start, cluster_low)):
        entry = verb_entry(period.segment.doc[index])
        if entry is not None and entry.kind == "speech":
            return start
    return period.first


def _content_after(verb: Token, period: Period, cluster_high: int) -> tuple[int, int] | None:
    """The rest of a content that the cue interrupts: what follows the cue's words and a comma, and hangs on the
    content.
    """
    doc = period.segment.doc
    start = cluster_high + 1
    if start >= period.last or doc[start].text != ",":
        return None
    inside = doc[start + 1 : period.last + 1]
    if not any(token.is_alpha for token in inside) or verb.dep_ not in ("parataxis", "advcl:relcl"):
        return None
    if verb in list(inside[0].ancestors):
        return None
    return start + 1, period.last


def _is_gerund(token: Token) -> bool:
    return (
        token.tag_ == "VBG"
        and subject(token) is None
        and not any(child.dep_ in ("aux", "mark") for child in token.children)
    )


def _infinitive(verb: Token, entry: CueEntry, period: Period) -> Found | None:
    """vowed to X; denied doing X."""
    if is_passive(verb):
        return None
    for child in children(verb, "xcomp", "ccomp", "advcl"):
        if child.i > verb.i and _opens_with_to(child):
            if "ox" in entry.frames and first_object(verb) is not None and first_object(verb).i < child.i:  # type: ignore[union-attr]
                continue
            low, high = edges(child)
            return Found([(max(low, verb.i + 1), high)], "infinitive")
    return None


def _gerund(verb: Token, entry: CueEntry, period: Period) -> Found | None:
    for child in children(verb, "xcomp", "ccomp", "advcl"):
        if child.i > verb.i and child.tag_ == "VBG":
            low, high = edges(child)
            return Found([(max(low, verb.i + 1), high)], "gerund")
    return None


def _opens_with_to(token: Token) -> bool:
    return any(child.lower_ == "to" and child.i < token.i for child in children(token, "mark", "aux"))


def _object_infinitive(verb: Token, entry: CueEntry, period: Period) -> Found | None:
    """urged Y to X; asked Y not to X."""
    for child in children(verb, "ccomp", "xcomp"):
        own = subject(child)
        if child.i > verb.i and own is not None and own.i > verb.i and _opens_with_to(child):
            return Found([(own.right_edge.i + 1, edges(child)[1])], "object and infinitive", own)
    listener = first_object(verb) or addressed(verb)
    if listener is None or listener.i < verb.i:
        return None
    found = _infinitive_behind(verb, listener)
    return Found([found], "object and infinitive", listener) if found else None


def _called_on(verb: Token, entry: CueEntry, period: Period) -> Found | None:
    """called on Y to X; appealed to Y to X."""
    for _, noun in prepositional(verb, "on", "upon", "to"):
        if noun.i > verb.i and noun.pos_ not in ("VERB", "AUX"):
            found = _infinitive_behind(verb, noun)
            if found:
                return Found([found], "called on", noun)
    return None


def _infinitive_behind(verb: Token, noun: Token) -> tuple[int, int] | None:
    for head in (verb, noun):
        for child in children(head, "xcomp", "advcl", "acl", "ccomp", "conj"):
            if child.i > noun.i and _opens_with_to(child):
                low, high = edges(child)
                return max(low, noun.i + 1), high
    return None


def _object(verb: Token, entry: CueEntry, period: Period) -> Found | None:
    """denied the charge; demanded a reply."""
    noun = first_object(verb)
    if noun is None or noun.i < verb.i or noun.pos_ == "PRON" or is_passive(verb):
        return None
    low, high = edges(noun)
    for _, behind in prepositional(verb, "for", "as", "over"):
        if behind.i > high and "for" in entry.frames:
            high = behind.right_edge.i
    return Found([(max(low, verb.i + 1), min(high, period.last))], "object", confidence=0.75)


def _described(verb: Token, entry: CueEntry, period: Period) -> Found | None:
    """described Y as X; called Y an X."""
    noun = first_object(verb)
    start = noun.left_edge.i if noun is not None and noun.i > verb.i else None
    for _, complement in prepositional(verb, "as"):
        if complement.i > verb.i:
            return Found([(start or complement.left_edge.i, complement.right_edge.i)], "described as")
    if "oc" not in entry.frames:
        return None
    for complement in children(verb, "xcomp", "oprd", "ccomp"):
        if (
            complement.i > verb.i
            and not _opens_with_to(complement)
            and complement.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
        ):
            return Found([(start or complement.left_edge.i, complement.right_edge.i)], "called")
    return _quoted_name(verb, period, start)


def _quoted_name(verb: Token, period: Period, start: int | None) -> Found | None:
    """whom Y calls "X": the complement is the quotation right behind the verb or its object."""
    for quote in period.quotes:
        gap = quote.first - verb.i
        if gap > 0 and (gap <= 2 or (start is not None and quote.first > start and gap < 20)):
            return Found([(start if start is not None and start < quote.first else quote.first, quote.last)], "called")
    return None


def _accused(verb: Token, entry: CueEntry, period: Period) -> Found | None:
    """accused Y of X; warned of X; blamed Y for X."""
    listener = first_object(verb)
    for head in (verb, listener):
        if head is None:
            continue
        for marker, inner in prepositional(head, *(entry.frames & PREPOSITIONS)):
            if marker.i > verb.i:
                target = listener if listener is not None and listener.i > verb.i and "of" in entry.frames else None
                return Found([(marker.i + 1, inner.right_edge.i)], f"{entry.lemma} {marker.lower_}", target, 0.8)
    return None


def _particle(verb: Token, entry: CueEntry, period: Period) -> Found | None:
    """pointed out that X; ruled out X."""
    if not any(child.lower_ == "out" for child in children(verb, "compound:prt", "prt", "advmod")):
        return None
    return _clause(verb, entry, period) or _gerund(verb, entry, period) or _object(verb, entry, period)


PREPOSITIONS = frozenset({"of", "for", "with", "against", "about", "on", "to", "at"})

FRAMES: dict[str, Frame] = {
    "pout": _particle,
    "c": _clause,
    "w": _clause,
    "onx": _called_on,
    "ox": _object_infinitive,
    "x": _infinitive,
    "g": _gerund,
    "as": _described,
    "oc": _described,
    "of": _accused,
    "for": _accused,
    "with": _accused,
    "about": _accused,
    "against": _accused,
    "o": _object,
}
FRAME_ORDER = tuple(FRAMES)
__all__ = ["CONTINUING", "Found", "find_content", "read_clauses"]
