"""Parsing around asides: what only says how a source is given is left out of its sentence while that is parsed.

"An aide, who asked not to be named because he was not authorised to speak to the media, said that X" is parsed as "An
aide said that X"; the aside is then put back with the parse that it has of its own, hanging on the noun or verb before
it. Parsers lose the main clause behind such asides more often than behind other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.layout.anonymity import asides_in, find_reasons

_KEPT = "onrecord_reasons"
_LEFT_OUT = "onrecord_asides"
_IN_PHRASE = frozenset({"nmod", "compound", "appos", "flat", "nmod:poss", "amod", "nummod", "pobj", "prep", "advmod"})
_OF_VERB = frozenset({"obj", "iobj", "obl", "dobj", "dative", "obl:tmod", "obl:unmarked"})
_RELATIVE = frozenset({"who", "whom"})
_DESCRIBING = frozenset({"acl", "acl:relcl", "amod", "relcl"})
_BELOW = frozenset({"ccomp", "xcomp", "advcl", "conj"})


def in_reason(doc: Doc, index: int) -> bool:
    """True for a token of the words that say that or why a source is unnamed."""
    return any(index in tokens for tokens in doc.user_data.get(_KEPT, ()))


def holder_of_aside(token: Token) -> Token | None:
    """The noun or verb on which the aside hangs that holds the token; None for a token in none."""
    tokens = next((tokens for tokens in token.doc.user_data.get(_LEFT_OUT, ()) if token.i in tokens), range(0))
    inside = (token.doc[index] for index in tokens)
    return next((one.head for one in inside if one.head.i not in tokens and one.dep_ != "punct"), None)


def behind_aside(doc: Doc, index: int) -> int:
    """The first token behind the aside that holds token `index`, or `index` itself where none does."""
    return next((tokens.stop for tokens in doc.user_data.get(_LEFT_OUT, ()) if index in tokens), index)


def has_reasons(doc: Doc) -> bool:
    """True where some of the doc's words say that or why a source is unnamed."""
    return _KEPT in doc.user_data


def note_reasons(doc: Doc, text: str) -> None:
    """Keep with the doc of a text which of its tokens say that or why a source is unnamed."""
    spans = (reason.span for reason in find_reasons(text, 0, len(text)))
    ranges = [_tokens(doc, span.start, span.end) for span in spans]
    if ranges:
        doc.user_data[_KEPT] = ranges


def without_asides(docs: Iterable[Doc]) -> Iterator[tuple[int, list[int], Doc]]:
    """For each parsed doc with asides: its number, the tokens that are left without them, and those as a new doc."""
    for number, doc in enumerate(docs):
        if _KEPT not in doc.user_data:
            continue
        ranges = [_tokens(doc, low, high) for low, high in asides_in(doc.text, 0, len(doc.text))]
        out = {index for tokens in ranges for index in tokens}
        left = [token.i for token in doc if token.i not in out]
        if not out or len(left) < 2:
            continue
        words = [doc[index].text for index in left]
        doc.user_data[_LEFT_OUT] = ranges
        spaces = [
            bool(doc[index].whitespace_ or (index + 1 in out and doc[_last(out, index + 1)].whitespace_))
            for index in left
        ]
        yield number, left, Doc(doc.vocab, words=words, spaces=spaces)


def put_back(doc: Doc, left: Sequence[int], inner: Doc) -> Doc:
    """The doc with the parse of `inner` on the tokens `left`, and its own parse inside the asides."""
    place = {index: number for number, index in enumerate(left)}
    tokens = [inner[place[token.i]] if token.i in place else token for token in doc]
    roots = {index: _root(doc, tokens) for tokens in doc.user_data[_LEFT_OUT] for index in tokens}
    heads, deps = [], []
    for token in doc:
        if token.i in place:
            heads.append(left[inner[place[token.i]].head.i])
            deps.append(inner[place[token.i]].dep_)
        elif token.i == roots[token.i]:
            anchor = _anchor(doc, inner, left, token.i)
            heads.append(left[anchor.i])
            deps.append("acl:relcl" if anchor.pos_ in ("NOUN", "PROPN", "PRON") else "advcl")
        elif token.head == token or token.head.i not in roots or roots[token.head.i] != roots[token.i]:
            heads.append(roots[token.i])
            deps.append("punct" if token.is_punct else "dep")
        else:
            heads.append(token.head.i)
            deps.append(token.dep_)
    whole = Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        morphs=[str(token.morph) for token in tokens],
        lemmas=[token.lemma_ for token in tokens],
        heads=heads,
        deps=deps,
        ents=_entities(tokens),
    )
    whole.user_data.update({name: doc.user_data[name] for name in (_KEPT, _LEFT_OUT)})
    return whole


def _root(doc: Doc, tokens: range) -> int:
    """The word of an aside on which the others hang: the first whose head stands outside it."""
    outside = (index for index in tokens if doc[index].head.i not in tokens or doc[index].head.i == index)
    return next((index for index in outside if not doc[index].is_punct), tokens.start)


def _entities(tokens: Sequence[Token]) -> list[str]:
    """Entity tags; one that an aside cuts in two begins anew behind it."""
    tags, before = [], "O"
    for token in tokens:
        tag = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
        if tag.startswith("I-") and before[2:] != tag[2:]:
            tag = f"B-{tag[2:]}"
        tags.append(tag)
        before = tag
    return tags


def _anchor(doc: Doc, inner: Doc, left: Sequence[int], index: int) -> Token:
    """On what an aside hangs: the noun phrase or verb right before it, else the verb right behind it."""
    at = next((number for number in range(len(left) - 1, -1, -1) if left[number] < index), 0)
    opening = doc[left[at] + 1 : left[at] + 5]
    behind = next((number for number, kept in enumerate(left) if kept > index), None)
    if left[at] > index or (behind is not None and inner[at].sent != inner[behind].sent):
        return inner[behind or 0].sent.root
    while at > 0 and (inner[at].is_punct or inner[at].is_space or inner[at].lower_ == "there"):
        at -= 1
    token = _phrase_head(inner[at])
    of_noun = any(word.lower_ in _RELATIVE for word in opening) or (len(opening) and opening[0].tag_ == "VBG")
    while not of_noun and token.dep_ in _OF_VERB and token.head.pos_ == "VERB" and token.head.i < token.i:
        token = token.head
    while token.pos_ in ("VERB", "AUX") and token.dep_ in _BELOW and token.head.i < token.i:
        token = token.head
    return token


def _phrase_head(token: Token) -> Token:
    """The noun of which the phrase that ends here is told: "people briefed on the plan" are people."""
    while token.head.i < token.i:
        if token.dep_ in _IN_PHRASE and token.head.pos_ not in ("VERB", "AUX"):
            token = token.head
        elif token.dep_ in _OF_VERB and token.head.dep_ in _DESCRIBING and token.head.head.i < token.head.i:
            token = token.head.head
        else:
            break
    return token


def _last(out: set[int], index: int) -> int:
    while index + 1 in out:
        index += 1
    return index


def _tokens(doc: Doc, start: int, end: int) -> range:
    """The tokens that share a character with start:end, spaces at its edges left out."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return range(0)
    first, last = span.start, span.end
    while first < last and doc[first].is_space:
        first += 1
    return range(first, last)
