"""Grow trees for what news does and the treebanks show too rarely, from their own sentences.

Attachments follow what UD English EWT and GUM do in natural sentences:

* ``S, X said.`` and ``"S," said X.``: *said* is the root, S its ``ccomp``; comma and quotation marks
  hang on S (95 of 102 natural cases with quotation marks).
* ``S1, X said, S2``: S keeps the root, *said* is ``parataxis`` of it, both commas hang on *said*.
* ``according to X``: ``obl`` of the root of S.
* A dateline is a sentence of its own (``WASHINGTON (CNN) --``), with the agency as ``list``.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from training.language.conllu import ROOT, Sentence, Token
from training.language.stock import (
    LISTS,
    Stock,
    choose_speaker,
    cut,
    finish,
    gather,
    make_cue,
    punct,
    shifted,
    top,
    word,
)
from training.language.wire import accusation, bare_content, day_between

QUOTES = (('"', '"'), ("“", "”"), ("‘", "’"))


def content_first(stock: Stock, rng: random.Random) -> list[Sentence]:
    """``S, X said.``, ``S, said X.``, each also in quotation marks and with a second quoted sentence."""
    clause = rng.choice(stock.clauses)
    inverted = rng.random() < 0.3
    quoted = rng.random() < 0.5
    cue = make_cue(stock, rng, inverted=inverted)
    body = cut(clause, list(range(len(clause.tokens) - 1)))
    opening, closing = rng.choices(QUOTES, (6, 5, 1))[0]
    tokens: list[Token] = []
    at = int(quoted)
    head = top(body) + at
    said = at + len(body) + 1 + int(quoted) + top(cue)
    if quoted:
        tokens.append(punct(opening, head, "``", space=False))
    tokens += shifted(body, at, said, "ccomp")
    tokens.append(punct(",", head, space=not quoted))
    if quoted:
        tokens.append(punct(closing, head, "''"))
    tokens += shifted(cue, len(tokens), ROOT, "ROOT")
    tokens.append(punct(".", said))
    out = [finish(tokens, clause)]
    if quoted and rng.random() < 0.35:
        more = rng.choice(stock.clauses)
        out.append(in_quotes(more, opening, closing))
    return out


def and_adding(stock: Stock, rng: random.Random) -> list[Sentence]:
    """``S, X said, adding that S2.``"""
    made = content_first(stock, rng)
    first, more = made[0].tokens, rng.choice(stock.clauses)
    said = made[0].root()
    body = cut(more, list(range(len(more.tokens) - 1)))
    if not body[0].is_name and body[0].form != "I":
        body[0].form = body[0].form[:1].lower() + body[0].form[1:]
    end = first.pop()
    at = len(first)
    head = at + 3 + top(body)
    first.append(punct(",", at + 1))
    first.append(word("adding", "add", "VERB VBG VerbForm=Ger", said, "advcl"))
    first.append(word("that", "that", "SCONJ IN", head, "mark"))
    first += shifted(body, at + 3, at + 1, "ccomp")
    first.append(end)
    return [finish(first, made[0]), *made[1:]]


def content_after(stock: Stock, rng: random.Random) -> list[Sentence]:
    """``X said: "S."``, often with a second quoted sentence, and then a plain one."""
    clause = rng.choice(stock.clauses)
    opening, closing = rng.choices(QUOTES, (8, 4, 1))[0]
    cue = make_cue(stock, rng)
    long = rng.random() < 0.3
    body = cut(clause, list(range(len(clause.tokens))))
    at = len(cue) + 2
    head = at + top(body)
    tokens = shifted(cue, 0, ROOT, "ROOT")
    tokens += [punct(rng.choice(":,"), head), punct(opening, head, "``", space=False)]
    tokens += shifted(body, at, top(cue), "ccomp")
    out = [finish(tokens, clause)]
    last = out[0]
    if long:
        last = finish(cut(plain := rng.choice(stock.clauses), list(range(len(plain.tokens)))), plain)
        out.append(last)
    last.tokens[-1].space = False
    last.tokens.append(punct(closing, head if not long else last.root(), "''"))
    return [*out, *content_or_plain(stock, rng)]


def in_quotes(clause: Sentence, opening: str, closing: str) -> Sentence:
    """A whole sentence inside quotation marks."""
    body = cut(clause, list(range(len(clause.tokens))))
    head = top(body) + 1
    tokens = [punct(opening, head, "``", space=False), *shifted(body, 1, ROOT, "ROOT"), punct(closing, head, "''")]
    tokens[-2].space = False
    return finish(tokens, clause)


def content_around(stock: Stock, rng: random.Random) -> list[Sentence]:
    """``S1, X said, S2`` (also in quotation marks), cut at a natural boundary of S."""
    for _ in range(50):
        clause = rng.choice(stock.clauses)
        points = boundaries(clause)
        if points:
            break
    else:
        return content_first(stock, rng)
    point = rng.choice(points)
    size = len(clause.tokens)
    left = clause.tokens[:point]
    dropped = left[-1].form == ","
    keep_left = point - 1 if dropped else point
    cue = make_cue(stock, rng, inverted=rng.random() < 0.25)
    gap = 2 + len(cue)
    order = {i: i if i < keep_left else i - int(dropped) + gap for i in range(size)}
    parts = clause.copy().tokens
    for token in parts:
        token.head = order[token.head] if token.head != ROOT else ROOT
    said = keep_left + 1 + top(cue)
    tokens = parts[:keep_left]
    tokens.append(punct(",", said))
    tokens += shifted(cue, keep_left + 1, order[clause.root()], "parataxis")
    tokens.append(punct(",", said))
    tokens += parts[point:]
    sentence = finish(tokens, clause)
    return [_quote_both(sentence, keep_left, keep_left + gap) if rng.random() < 0.4 else sentence]


def _quote_both(sentence: Sentence, left: int, right: int) -> Sentence:
    """Quotation marks around the two halves of a split statement: ``"S1," X said, "S2."``"""
    root = sentence.root()
    marks = {0: ('"', "``"), left + 1: ('"', "''"), right: ('"', "``"), len(sentence.tokens): ('"', "''")}
    order: dict[int, int] = {}
    tokens: list[Token] = []
    heads: list[tuple[int, int]] = []
    for i in range(len(sentence.tokens) + 1):
        if i in marks:
            form, tag = marks[i]
            if tag == "''" and tokens:
                tokens[-1].space = False
            heads.append((len(tokens), root))
            tokens.append(punct(form, ROOT, tag, space=tag == "''"))
        if i < len(sentence.tokens):
            order[i] = len(tokens)
            tokens.append(sentence.tokens[i])
    added = dict(heads)
    for place, token in enumerate(tokens):
        old = added.get(place, token.head)
        token.head = order[old] if old != ROOT else ROOT
    return Sentence(tokens, sentence.sent_id, sentence.document, sentence.genre)


def boundaries(clause: Sentence) -> list[int]:
    """Places where a speaker may be put into a sentence: no arc but those to the root spans them oddly."""
    tokens, root = clause.tokens, clause.root()
    found = []
    for point in range(3, len(tokens) - 4):
        before, here = tokens[point - 1], tokens[point]
        crossing = [
            i for i, t in enumerate(tokens)
            if t.head not in (ROOT, root) and (i < point) != (t.head < point) and t.dep != "punct"
        ]  # fmt: skip
        opens = here.base in ("mark", "cc", "case", "advmod", "det", "nsubj") and here.head > point
        if not crossing and (before.form == "," or (opens and point > root)):
            found.append(point)
    return found


def according_to(stock: Stock, rng: random.Random) -> list[Sentence]:
    """``S, according to X.`` and ``According to X, S.``"""
    clause = rng.choice(stock.clauses)
    speaker = choose_speaker(stock, rng, pronouns=0.0)
    first = rng.random() < 0.4
    body = cut(clause, list(range(len(clause.tokens) - 1)))
    at = 0 if first else len(body) + 1
    root = top(body) + (len(speaker) + 3 if first else 0)
    source = at + 2 + top(speaker)
    phrase = [word("according", "accord", "VERB VBG VerbForm=Ger", source, "case"),
              word("to", "to", "ADP IN", at, "fixed")]  # fmt: skip
    phrase += shifted(speaker, at + 2, root, "obl")
    if first:
        if not body[0].is_name and body[0].form != "I":
            body[0].form = body[0].form[:1].lower() + body[0].form[1:]
        tokens = [*phrase, punct(",", source), *shifted(body, len(phrase) + 1, ROOT, "ROOT")]
    else:
        tokens = [*shifted(body, 0, ROOT, "ROOT"), punct(",", source), *phrase]
    tokens.append(punct(".", root))
    return [finish(tokens, clause)]


def headline(stock: Stock, rng: random.Random) -> list[Sentence]:
    """A sentence without articles and full stop, some with ``- ministry`` or ``: minister`` behind it."""
    clause = rng.choice(stock.clauses)
    tokens = clause.tokens
    leaves = {i for i, t in enumerate(tokens) if t.lemma in ("the", "a") and t.dep == "det" and not clause.children(i)}
    body = cut(clause, [i for i in range(len(tokens) - 1) if i not in leaves])
    root = top(body)
    if rng.random() < 0.6:
        dash = rng.choice(("-", "–", "—", ":", ","))
        speaker = rng.choice(stock.speakers)
        kept = [i for i, t in enumerate(speaker) if not (t.dep == "det" and t.lemma in ("the", "a"))]
        holder = Sentence(speaker)
        phrase = cut(holder, kept)
        named = phrase[top(phrase)].upos in ("PROPN", "NOUN")
        if named and len(phrase) <= 5:
            head = len(body) + 1 + top(phrase)
            body[-1].space = dash not in (",", ":")
            body.append(punct(dash, head, ":" if dash != "," else ","))
            body += shifted(phrase, len(body), root, "parataxis")
    made = finish(body, clause)
    made.sent_id = "synthetic-headline"
    return [made]


def dateline(stock: Stock, rng: random.Random) -> list[Sentence]:
    """A dateline as a sentence of its own, then a plain sentence."""
    city, agency = rng.choice(LISTS["cities"]), rng.choice(LISTS["agencies"])
    tokens = [word(city, city.capitalize(), "PROPN NNP Number=Sing", ROOT, "ROOT")]
    if rng.random() < 0.6:
        month = rng.choice(LISTS["months"])
        tokens += [punct(",", 2), word(month, month, "PROPN NNP Number=Sing", 0, "nmod:unmarked")]
        day = str(rng.randint(1, 31))
        tokens.append(word(day, day, "NUM CD NumForm=Digit|NumType=Card", 2, "nummod"))
    style = rng.randrange(3)
    place = len(tokens) + 1
    name = word(agency, agency, "PROPN NNP Number=Sing", 0, "list")
    if style == 0:
        tokens += [punct("(", place, "-LRB-", space=False), name, punct(")", place, "-RRB-"), punct("--", 0, ":")]
    elif style == 1:
        tokens += [punct("(", place, "-LRB-", space=False), name, punct(")", place, "-RRB-"), punct("-", 0, ":")]
    else:
        if len(tokens) > 1:
            tokens.append(punct(".", 0))
            place += 1
        tokens += [punct("/", place, ",", space=False), name, punct("/", place, ",", space=False), punct(".", 0)]
        name.space = False
    return [finish(tokens, Sentence([], "dateline")), *content_or_plain(stock, rng)]


def content_or_plain(stock: Stock, rng: random.Random) -> list[Sentence]:
    """Half of the time a plain sentence, else one with its speaker behind it."""
    if rng.random() < 0.5:
        return content_first(stock, rng)
    clause = rng.choice(stock.clauses)
    return [finish(cut(clause, list(range(len(clause.tokens)))), clause)]


APART = ("synthetic-dateline", "synthetic-headline")
"""First sentences that begin a passage; a headline is all of its passage."""

MAKERS: dict[str, Callable[[Stock, random.Random], list[Sentence]]] = {
    "content_first": content_first,
    "content_around": content_around,
    "content_after": content_after,
    "and_adding": and_adding,
    "according_to": according_to,
    "headline": headline,
    "dateline": dateline,
    "day_between": day_between,
    "accusation": accusation,
    "bare_content": bare_content,
}


def synthesise(sentences: list[Sentence], amounts: dict[str, int], seed: int) -> list[list[Sentence]]:
    """Synthetic passages: ``amounts`` says how many of each maker; one passage is one to three sentences."""
    rng = random.Random(seed)
    stock = gather(sentences)
    passages = [MAKERS[name](stock, rng) for name, amount in sorted(amounts.items()) for _ in range(amount)]
    rng.shuffle(passages)
    merged: list[list[Sentence]] = []
    for passage in passages:
        joins = passage[0].sent_id not in APART and bool(merged) and merged[-1][0].sent_id not in APART
        if joins and len(merged[-1]) < 3 and rng.random() < 0.5:
            merged[-1].extend(passage)
        else:
            merged.append(list(passage))
    return merged
