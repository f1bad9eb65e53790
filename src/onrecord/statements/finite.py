"""Content that is a finite clause: behind its cue, before it, or around it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import tables
from onrecord.language.columns import words_of
from onrecord.language.nodes import Node, addressed, children, edges, first_object, nearest_subject, subject
from onrecord.language.syntax import RELATIVE
from onrecord.statements.channels import channel_in
from onrecord.statements.forces import is_supposed
from onrecord.statements.found import Found, is_gerund, opens_with_to
from onrecord.statements.lexicon import CueEntry, verb_entry
from onrecord.statements.preceding import content_before, is_credit, is_outlets_own
from onrecord.statements.quoting import MARKS, Period
from onrecord.statements.venues import is_venue

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DETERMINERS = frozenset({"DT", "PRP$", "PRP"})
_OPENING = frozenset({"that", "if", "whether", "to", "because", "while", "when", "as", "about", "of"})
_LISTENERS = frozenset({"him", "her", "them", "me", "us", "you", "it"})
_CIRCUMSTANCES = frozenset({"as", "while", "after", "before", "because", "since", "although", "though"})
_NOMINATIVE = frozenset({"he", "she", "they", "we", "i", "it", "there"})
_LOST_SUBJECTS = frozenset({"obj", "dobj", "nsubj", "nsubj:pass", "iobj", "appos", "dep", "obl", "nmod"})
_GOING_ON = frozenset({"and", "but", "or", "while", "because", "since", "if", "though", "although"})
_SUBJECT_OPENS = frozenset({"DT", "PRP", "PRP$", "NNP", "NNS", "EX"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART", "ADV"})
#: How many tokens behind a cue its "that" may stand; farther where a listener stands between.
_NEAR, _FAR = 12, 20
_SHORT = 4
_UNFINISHED = frozenset({"TO", "VB", "VBG", "VBN"})
_QUESTIONS = frozenset({"whether", "how", "why", "what", "who", "where"})


def finite_clause(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    """said (that) X; told Y that X; X, said Y; X, Y said, X: the first of the ways to read it."""
    return next(finite_clauses(verb, entry, period), None)


def finite_clauses(verb: Node, entry: CueEntry, period: Period) -> Iterator[Found]:
    """Every way to read a finite clause as what the verb reports, the surest first."""
    for read in (_around_the_cue, _clause_behind, _clause_before, _clause_by_position):
        found = read(verb, entry, period)
        if found is not None:
            yield found


def _clause_before(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    return None if _opens_beside(verb, period) else content_before(verb, period)


def _opens_beside(verb: Node, period: Period) -> bool:
    """ "X echoed the call, while the envoy, Y, urged Z": what stands before is another clause, not what was said."""
    words = words_of(period.segment.doc)
    for index in range(verb.i - 1, period.first, -1):
        if words.tag[index][:2] == "VB" or words.tag[index] == "MD":
            return False
        if words.lower[index] == "while" and words.lower[index - 1] == ",":
            return True
    return False


def _clause_behind(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    """The clause that the parse hangs on the verb, behind it."""
    aside = _behind_aside(verb) if entry.kind == "speech" and not period.in_quote(verb.i) else None
    if aside is not None and aside <= period.last:
        return Found([(aside, period.last)], "clause", addressed(verb) if "t" in entry.frames else None)
    after = [child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i]
    if not after and "t" in entry.frames:
        listener = addressed(verb)
        after = list(_clauses_on(listener)) if listener is not None else []
    after = [child for child in after if not is_gerund(child) and not opens_with_to(child)]
    if after and _is_circumstance(after[0]) and _opens_bare(verb, entry, after[0].i) is None:
        return None
    if not after or is_credit(period, max(after[0].left_edge.i, verb.i + 1)):
        return None
    tree = verb.tree
    low, high = edges(after[0])
    low = _clause_opening(verb, entry, max(low, verb.i + 1))
    if _has_own_object(verb, entry, low) or (tree[low - 1].text == "," and tree[low].lower_ in ("with", "in")):
        return None
    high = _to_the_end(verb, _with_lost_conjunct(verb, high, period), period)
    listener = addressed(verb) if "t" in entry.frames else None
    if listener is not None and listener.i >= low:
        listener = None
    if listener is None and "t" in entry.frames and channel_in(tree.between(verb.i + 1, low)) is not None:
        listener = tree[verb.i + 1]
    return Found([(low, high)], "clause", listener)


def _is_circumstance(clause: Node) -> bool:
    """ "said as he met Y", "said after talks broke down": when or why it was said, not what."""
    return any(child.lower_ in _CIRCUMSTANCES for child in children(clause, "mark"))


def _clauses_on(listener: Node) -> Iterator[Node]:
    """ "told a news conference that X": what is told hangs on whom it is told, at times as a relative clause."""
    for child in children(listener, "ccomp", "acl", *RELATIVE):
        marked = any(mark.lower_ == "that" and mark.dep_ == "mark" for mark in child.children)
        if child.i > listener.i and (marked or child.dep_ not in RELATIVE):
            yield child


def _around_the_cue(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    """ "X, he said, Y": the cue and its source stand between two commas, whatever the parse makes of the halves."""
    if entry.kind != "speech" or verb.i >= period.last - 1:
        return None
    tree, source = verb.tree, nearest_subject(verb)
    if source is None:
        return None
    low = max(source.left_edge.i, period.first) if source.i < verb.i else verb.i
    if low < period.first + 2 or tree.words.lower[low - 1] != ",":
        return None
    comma = _comma_behind(verb, low, period)
    if comma is None or period.in_quote(verb.i) or period.in_quote(low - 2):
        return None
    rest = range(comma + 1, period.last + 1)
    if is_credit(period, comma + 1):
        return None
    opens = tree[comma + 1]
    if is_outlets_own(opens) or period.in_quote(opens.i):
        return None
    tags = tree.words.tag
    if not any(tag in _FINITE for tag in tags[rest.start : rest.stop]):
        return None
    whole = any(tag in _FINITE for tag in tags[period.first : low])
    if whole and _says_more(period, rest):
        return None  # "Cuba's government, she said, blames others" has its verb in the rest
    if _says_more(period, range(period.first, low)):
        return None
    listener = addressed(verb) if comma > verb.i + 1 else None
    opening = low - 2  # "during which, she said, X": what stands before is the outlet's
    if tags[opening] == "WRB" or (tags[opening] in ("WDT", "WP") and tags[opening - 1] == "IN"):
        return Found([(comma + 1, period.last)], "clause around", listener)
    return Found([(period.first, low - 1), (comma + 1, period.last)], "clause around", listener)


def _comma_behind(verb: Node, low: int, period: Period) -> int | None:
    """The comma that ends a cue in the middle of what is said: right behind the verb, or behind whom it was told, when
    and where, if what follows is told in the present or future, or needs the words before `low` for its subject.
    """
    tree, tags = verb.tree, verb.tree.words.tag
    if tree[verb.i + 1].text == ",":
        return int(verb.i + 1)
    if low >= verb.i:
        return None
    comma = next((at for at in range(verb.i + 1, min(verb.i + _NEAR, period.last)) if tree[at].text == ","), None)
    if comma is None or any(tag in _FINITE or tag in ("TO", "WP", "WDT", "WRB") for tag in tags[verb.i : comma][1:]):
        return None
    if any(word in ("that", ":") for word in tree.words.lower[verb.i : comma]):
        return None
    following = next((tag for tag in tags[comma + 1 : period.last + 1] if tag in _FINITE), None)
    whole = any(tag in _FINITE for tag in tags[period.first : low])
    return comma if following in ("VBZ", "VBP", "MD") or (following and not whole) else None


def _has_own_object(verb: Node, entry: CueEntry, low: int) -> bool:
    """ "recalled its ambassador after Y gave notice that X": a verb that takes no listener has an object of its own."""
    noun = first_object(verb)
    return noun is not None and verb.i < noun.i < low and not entry.frames & {"t", "ox"}


def _says_more(period: Period, indexes: range) -> bool:
    """Another verb of saying stands in the tokens, outside quotation marks."""
    tree = period.tree
    tags = tree.words.tag
    finite = (tree[index] for index in indexes if tags[index] in _FINITE and not period.in_quote(index))
    sayings = (verb for verb in finite if (entry := verb_entry(verb)) is not None and entry.kind == "speech")
    return any(not is_supposed(verb) for verb in sayings)


def _clause_opening(verb: Node, entry: CueEntry, low: int) -> int:
    """Where the clause behind the cue opens when the parse lost its beginning: at its "that", or at its subject."""
    tree = verb.tree
    told = _behind_listener(verb, low) if "t" in entry.frames else None
    if told is not None:
        return told
    bare = _opens_bare(verb, entry, low)
    for index in range(verb.i + 1, low):
        if bare is None and tree[index].lower_ == "that" and tree[index].tag_ == "IN":
            return index + 1
    if bare is not None:
        return bare
    if "t" in entry.frames:
        return low
    for noun in children(verb, *_LOST_SUBJECTS):
        bare = not any(child.dep_ == "case" for child in noun.children)
        if (
            bare
            and verb.i < noun.i < low
            and all(tree[index].pos_ in ("PUNCT", "ADV") for index in range(noun.right_edge.i + 1, low))
        ):
            return max(int(noun.left_edge.i), verb.i + 1)
    return low


def _behind_aside(verb: Node) -> int | None:
    """Where "reported, citing Y, that X" opens: behind the "that" which follows the second comma."""
    words, start = verb.tree.words, verb.i + 1
    lower, last = words.lower, len(words) - 2
    near = lower[start : min(start + _SHORT, last)]
    if "," not in near:
        return None
    comma = start + near.index(",")
    if lower[comma + 1] not in ("citing", "quoting", "with", "without"):
        return None
    for at in range(comma + 2, min(comma + _FAR, last)):
        if lower[at] == "," and lower[at + 1] == "that":
            return at + 2
        if words.tag[at] in _FINITE:
            break
    return None


def _behind_listener(verb: Node, low: int) -> int | None:
    """Where "told Al Jazeera the group had X" and `told Reuters his country "had X"` open: right behind the medium,
    which the parse took for part of the subject, or whose clause's subject it took for a second listener.
    """
    tree, start = verb.tree, verb.i + 1
    if low == start and (that := _that_behind_noun(verb)) is not None:
        return that
    for length in range(min(4, len(tree) - start - 2), 0, -1):
        channel = channel_in(tree.between(start, start + length))
        opens = tree[start + length]
        if channel is None or len(channel.tokens) != length or opens.tag_ not in _SUBJECT_OPENS:
            continue
        until = next((at for at in range(opens.i, min(opens.i + _NEAR, len(tree))) if tree[at].tag_ in _FINITE), None)
        plain = until is not None and all(
            word.pos_ in _NOMINAL or word.text in MARKS for word in tree.between(opens.i, until)
        )
        return opens.i if plain and until is not None and until >= low else None
    return None


def _that_behind_noun(verb: Node) -> int | None:
    """Where "warned the Security Council that food X" opens, if the parse took all of it for one subject."""
    tree = verb.tree
    for at in range(verb.i + 1, min(verb.i + _NEAR, len(tree) - 1)):
        if tree[at].lower_ == "that" and at > verb.i + 1:
            return at + 1 if tree[at + 1].tag_ not in _FINITE and tree[at].dep_ in ("det", "mark") else None
        if tree[at].pos_ not in _NOMINAL or tree[at].lower_ == "that":
            return None
    return None


def _opens_bare(verb: Node, entry: CueEntry, low: int) -> int | None:
    """Where a clause without "that" opens, told by the word order alone; None where it does not tell.

    "told the forum he was against X": a pronoun in the nominative before a finite verb, with no verb and no comma
    before it. "said the run of attacks demands that X": behind a cue without a listener its clause opens at once.
    """
    tree = verb.tree
    if "t" not in entry.frames:
        if "b" not in entry.frames or verb.i + 1 >= low or tree[verb.i + 1].tag_ not in _DETERMINERS:
            return None
        until = next((index for index in range(verb.i + 1, low) if tree[index].lower_ == "that"), low)
        words = tree.between(verb.i + 1, until)
        if tree[verb.i + 1].lower_ == "that" or any(token.text == "," or _tells_time(token) for token in words):
            return None
        return verb.i + 1
    for index in range(verb.i + 1, min(max(low, verb.i + _NEAR), len(tree) - 1)):
        token = tree[index]
        if token.text == "," or token.lower_ in _OPENING or token.tag_ in _FINITE or token.tag_.startswith("W"):
            return None
        if index > verb.i + 1 and token.lower_ in _NOMINATIVE and tree[index + 1].tag_ in _FINITE:
            return index
    return None


def _tells_time(token: Node) -> bool:
    return token.tag_.startswith("NN") and token.lower_ in tables.load_terms("lexicon/time_words.csv")


def _clause_by_position(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    """A finite clause right behind a verb of saying that the parse hung elsewhere: it runs to the period's end."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBG", "VBN", "VB") or verb.dep_ in ("amod", "aux"):
        return None
    tree, start = verb.tree, verb.i + 1
    words = tree.words
    reach = _FAR if "t" in entry.frames else _NEAR
    end = min(start + reach, period.last + 1)
    for index, (form, tag) in enumerate(zip(words.lower[start:end], words.tag[start:end], strict=True), start):
        if form == "that" and (tag == "IN" or _opens_clause(verb, entry, index)):
            start = index + 1
            break
        if form in _QUESTIONS:
            start = index
            break
        if tag in _UNFINISHED:
            return None
    else:
        start = _behind_phrase(verb, start, period)
        if (
            "b" not in entry.frames
            or start > period.last
            or tree[start].is_punct
            or tree[start].tag_ in ("IN", "RP", "TO", "RB")
        ):
            return None
        listener = addressed(verb) if "t" in entry.frames else None
        if listener is not None and listener.i > verb.i:
            start = listener.right_edge.i + 1
    tags = words.tag[start : period.last + 1]
    first = next((tree[index] for index, tag in enumerate(tags, start) if tag in _FINITE), None)
    if (
        first is None and tree[start - 1].lower_ == "that" and tree[start - 1].dep_ == "mark"
    ):  # the tagger missed the verb
        first = next(
            (tree[index] for index in range(start, period.last + 1) if words.tag[index].startswith("VB")), None
        )
    if first is None or (first.dep_ == "conj" and first.head == verb):
        return None
    taken = (tree[start - 1].tag_ != "IN" or is_venue(period, verb.i + 1)) and _opens_clause(verb, entry, start - 1)
    if not taken and (first.dep_ in RELATIVE or first.head.dep_ in RELATIVE):
        return None
    if any(word in ",:" for word in words.lower[verb.i + 1 : start]) or period.in_quote(verb.i):
        return None
    return Found([(start, period.last)], "clause by position", confidence=0.6)


def _behind_phrase(verb: Node, start: int, period: Period) -> int:
    """The token behind a short phrase of place ("said on X the veto was a gift"), where a clause opens there."""
    tree, index = verb.tree, start + 1
    if start >= period.last or tree[start].lower_ not in ("on", "in", "at", "via"):
        return start
    while index < period.last and tree[index].tag_ in ("DT", "JJ") and index < start + 3:
        index += 1
    while index < period.last and tree[index].pos_ in ("NOUN", "PROPN", "NUM") and index < start + 6:
        index += 1
    opens = index > start + 1 and tree[index].tag_ in ("DT", "PRP", "PRP$", "EX") and tree[index].lower_ != "that"
    return index if opens else start


def _opens_clause(verb: Node, entry: CueEntry, index: int) -> bool:
    """ "said at a rally in X that a bomb went off": the parse took for a relative the "that" of a saying without an
    object, before words that are a subject of their own.
    """
    tree = verb.tree
    if tree[index].lower_ == "that" and "t" in entry.frames and tree[index - 1].lower_ in _LISTENERS:
        return tree[index - 2].i == verb.i  # "reminded them that X"
    if tree[index].lower_ != "that" or entry.kind != "speech" or "b" not in entry.frames or index + 1 >= len(tree):
        return False
    follows = next((token for token in tree.between(index + 1, index + 3) if not token.is_punct), tree[index])
    return follows.pos_ in ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM") and first_object(verb) is None


def _with_lost_conjunct(verb: Node, high: int, period: Period) -> int:
    """ "stressed that A had no plans, but aimed to B": a conjunct without a subject belongs to what is said."""
    for conjunct in children(verb, "conj"):
        entry = verb_entry(conjunct)
        if conjunct.i > high and subject(conjunct) is None and (entry is None or entry.kind != "speech"):
            high = max(high, conjunct.right_edge.i)
    return min(high, period.last)


def _to_the_end(verb: Node, high: int, period: Period) -> int:
    """A clause behind its cue runs on to the period's end where a conjunct or the quotation it leads into goes on.

    The end is not reached over another cue, a colon, or words that hang on the cue and are set off ("..., on Monday").
    """
    tree, index = period.tree, high + 1
    while index <= period.last and tree[index].is_space:
        index += 1
    if index > period.last or tree[index].lower_ not in ("and", "but", "or", ",", "while", "because", "since", "if"):
        return high
    after = index + 1 if tree[index].text == "," else index
    if tree[index].text == "," and (after > period.last or tree[after].lower_ not in _GOING_ON):
        return high
    for token in tree.between(index, period.last + 1):
        entry = verb_entry(token)
        if (entry is not None and entry.kind == "speech" and not period.in_quote(token.i)) or token.text in (":", ";"):
            return high
    return period.last
