"""Synthetic trees for wire leads: a day between subject and verb, countries that act, accusations, bare content.

Attachments follow natural sentences of UD English EWT and GUM: ``on Tuesday`` is ``obl`` and ``Tuesday``
``obl:unmarked`` of the verb, ``on Tuesday evening`` is ``obl`` with a ``compound``; ``accused X of doing`` has X as
``obj`` and *doing* as ``advcl`` with *of* as ``mark``; ``at least 20 men`` has *least* as ``nmod`` of the number,
``more than 20`` has *than* as ``fixed``.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from training.language.conllu import ROOT, Sentence, Token
from training.language.stock import (
    FEATS,
    LISTS,
    Stock,
    choose_speaker,
    cut,
    finish,
    led_by_subject,
    make_cue,
    punct,
    shifted,
    top,
    word,
)

PROPN = "PROPN NNP Number=Sing"
CARDINAL = "NUM CD NumForm=Digit|NumType=Card"
COUNTRY_SHARE = 0.5
"""How often a subject that can be one gives way to a country, a capital or a body."""


@cache
def _places() -> dict[str, Any]:
    """Countries with their capitals."""
    return dict(yaml.safe_load(Path(__file__).with_name("places.yaml").read_text(encoding="utf8")))


def power(rng: random.Random) -> list[Token]:
    """A country, its capital or a body as a noun phrase without a head."""
    places = _places()
    country, _, capital = rng.choice(places["countries"])
    words = rng.choice((country, country, country, capital, rng.choice(LISTS["powers"]))).split()
    last = len(words) - 1
    phrase = [word(form, form, PROPN, last, "compound") for form in words[:-1]]
    phrase.append(word(words[-1], words[-1], PROPN, ROOT, "ROOT"))
    if words[0] in LISTS["adjectives_in_names"]:
        phrase[0] = word(words[0], words[0], "ADJ NNP Degree=Pos", last, "amod")
    if words[-1] in LISTS["plural_names"]:
        lemma = words[-1].removesuffix("s")
        phrase[-1] = word(words[-1], lemma, "PROPN NNPS Number=Plur", ROOT, "ROOT")
    if words[-1] in LISTS["with_article"]:
        article = word("the", "the", "DET DT Definite=Def|PronType=Art", last + 1, "det")
        phrase = [article, *shifted(phrase, 1, ROOT, "ROOT")]
    return phrase


def when(rng: random.Random, at: int) -> list[Token]:
    """A day, with or without its part, as words at ``at`` that hang on the verb right behind them."""
    day = rng.choice(LISTS["days"])
    part = rng.choice(LISTS["dayparts"])
    style = rng.choices(("on", "bare", "on part", "part", "late on", "late"), (8, 4, 2, 2, 2, 2))[0]
    late, on = style.startswith("late"), style.startswith(("on", "late on"))
    verb = at + int(late) + int(on) + 1 + int("part" in style)
    out: list[Token] = []
    if late:
        adverb = rng.choice(("late", "early", "late"))
        out.append(word(adverb, adverb, "ADV RB Degree=Pos", verb, "advmod"))
    head = at + len(out) + int(on) + int("part" in style)
    if on:
        out.append(word("on", "on", "ADP IN", head, "case"))
    relation = "obl" if on else "obl:unmarked"
    if "part" not in style:
        return [*out, word(day, day, PROPN, verb, relation)]
    noun = word(part, part, "NOUN NN Number=Sing", verb, relation)
    return [*out, word(day, day, PROPN, head, "compound"), noun]


def _open(phrase: list[Token], rest: list[Token], day: list[Token]) -> list[Token]:
    """Subject, day and the rest of a sentence (whose first token is the verb), renumbered."""
    verb = len(phrase) + len(day)
    return [*shifted(phrase, 0, verb, "nsubj"), *day, *shifted(rest, verb, ROOT, "ROOT")]


def day_between(stock: Stock, rng: random.Random) -> list[Sentence]:
    """A natural sentence with a day put between its subject and its verb, its subject often a country."""
    origin = rng.choice(stock.leads)
    size = led_by_subject(origin)
    subject = cut(origin, list(range(size)))
    singular = subject[top(subject)].xpos in ("NN", "NNP")
    if (singular or origin.tokens[size].xpos == "VBD") and rng.random() < COUNTRY_SHARE:
        subject = power(rng)
    day = when(rng, len(subject))
    rest = cut(origin, list(range(size, len(origin.tokens))))
    return [finish(_open(subject, rest, day), origin)]


def _accusing(stock: Stock, rng: random.Random, verb: Token, at: int) -> list[Token]:
    """``accusing X of doing``, placed at ``at``; the verb keeps its head and relation."""
    form = rng.choice(stock.gerunds)
    target = power(rng) if rng.random() < 0.6 else choose_speaker(stock, rng, pronouns=0.0)
    mark = rng.choices(("of", "for"), (5, 1))[0]
    if mark == "for":
        verb = Token(verb.form.replace("accus", "blam"), "blame", verb.upos, verb.xpos, verb.feats, verb.head, verb.dep)
    out = [verb, *shifted(target, at + 1, at, "obj")]
    deed = at + len(out) + 1
    return [*out, word(mark, mark, "SCONJ IN", deed, "mark"), *shifted(form, deed, at, "advcl")]


def accusation(stock: Stock, rng: random.Random) -> list[Sentence]:
    """``Chad (on Tuesday) accused Sudan of doing S.`` and ``S, accusing Sudan of doing S2.``"""
    if rng.random() < 0.4:
        origin = rng.choice(stock.leads)
        tokens = cut(origin, list(range(len(origin.tokens) - 1)))
        at = len(tokens) + 1
        gerund = word("accusing", "accuse", "VERB VBG VerbForm=Ger", top(tokens), "advcl")
        root = top(tokens)
        tokens += [punct(",", at), *_accusing(stock, rng, gerund, at), punct(".", root)]
        return [finish(tokens, origin)]
    subject = power(rng) if rng.random() < 0.7 else choose_speaker(stock, rng, pronouns=0.0)
    day = when(rng, len(subject)) if rng.random() < 0.6 else []
    at = len(subject) + len(day)
    tag = rng.choices(("VBD", "VBZ"), (4, 1))[0]
    verb = Token("accused" if tag == "VBD" else "accuses", "accuse", "VERB", tag, FEATS[tag], ROOT, "ROOT")
    tokens = [*shifted(subject, 0, at, "nsubj"), *day, *_accusing(stock, rng, verb, at), punct(".", at)]
    return [finish(tokens, Sentence([], "accusation"))]


def number(rng: random.Random, noun: int) -> list[Token]:
    """``between 20 and 30``, ``at least 20``, ``some 20`` before a phrase whose noun is at ``noun``."""
    low = rng.choice((rng.randint(3, 99), 10 * rng.randint(2, 90)))
    style = rng.choices(("between", "least", "than", "about", "plain"), (4, 3, 3, 3, 2))[0]
    count = word(str(low), str(low), CARDINAL, 0, "nummod")
    if style == "between":
        high = str(low + rng.choice((5, 10, 20, 50)))
        out = [word("between", "between", "ADP IN", 1, "case"), count, word("and", "and", "CCONJ CC", 3, "cc")]
        out.append(word(high, high, CARDINAL, 1, "conj"))
    elif style == "least":
        out = [word("at", "at", "ADP IN", 1, "case"), word("least", "least", "ADJ JJS Degree=Sup", 2, "nmod"), count]
    elif style == "than":
        pair = rng.choice((("more", "much", "ADV RBR Degree=Cmp"), ("fewer", "few", "ADV RBR Degree=Cmp")))
        out = [word(*pair, 2, "advmod"), word("than", "than", "ADP IN", 0, "fixed"), count]
    elif style == "about":
        form = rng.choice(("about", "some", "around", "nearly"))
        out = [word(form, form, "ADV RB", 1, "advmod"), count]
    else:
        out = [count]
    count.head = len(out) + noun
    return out


def _counted(clause: Sentence, rng: random.Random) -> list[Token]:
    """A clause whose plural subject is counted: ``between 20 and 30 soldiers were killed``; else as it is."""
    body = cut(clause, list(range(len(clause.tokens) - 1)))
    root = top(body)
    subject = [i for i, t in enumerate(body) if t.head == root and t.base == "nsubj" and t.xpos == "NNS"]
    if subject and clause.subtree(subject[0])[0] == 0:
        start = 1 if body[0].dep == "det" and body[0].head == subject[0] else 0
        before = body[start : subject[0]]
        if all(t.upos in ("ADJ", "NOUN", "PROPN") and t.head == subject[0] for t in before) and rng.random() < 0.8:
            return _renumbered(body[start:], number(rng, subject[0] - start), start)
    return body


def _renumbered(rest: list[Token], numeral: list[Token], start: int) -> list[Token]:
    """The numeral before the rest of a clause of which ``start`` tokens were cut off."""
    for token in rest:
        if token.head != ROOT:
            token.head += len(numeral) - start
    rest[0].form = rest[0].form if rest[0].is_name else rest[0].form[:1].lower() + rest[0].form[1:]
    return [*numeral, *rest]


def bare_content(stock: Stock, rng: random.Random) -> list[Sentence]:
    """``X said S.`` without *that*, X often with a day before the verb, S often opened by a number."""
    clause = rng.choice(stock.plural_clauses if rng.random() < 0.5 else stock.clauses)
    body = _counted(clause, rng)
    if not body[0].is_name and body[0].form != "I":
        body[0].form = body[0].form[:1].lower() + body[0].form[1:]
    if rng.random() < 0.4:
        cue = make_cue(stock, rng)
    else:
        speaker = power(rng) if rng.random() < COUNTRY_SHARE else choose_speaker(stock, rng, pronouns=0.0)
        day = when(rng, len(speaker)) if rng.random() < 0.6 else []
        said = len(speaker) + len(day)
        verb = Token("said", "say", "VERB", "VBD", FEATS["VBD"], ROOT, "ROOT")
        cue = [*shifted(speaker, 0, said, "nsubj"), *day, verb]
    said = top(cue)
    tokens = [*shifted(cue, 0, ROOT, "ROOT"), *shifted(body, len(cue), said, "ccomp"), punct(".", said)]
    return [finish(tokens, clause)]
