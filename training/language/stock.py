"""What synthetic trees are built from: clauses, speakers and cues cut out of natural sentences."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise

from training.language.conllu import ROOT, Sentence, Token
from training.language.words import words

LISTS = words("synthesis")
VERBS: dict[str, tuple[str, str, int]] = {form: tuple(row) for form, row in LISTS["verbs"].items()}
"""Reporting verbs by form: lemma, tag, weight."""
REPORTING = frozenset(lemma for lemma, _, _ in VERBS.values())
FEATS = {
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
}


def punct(form: str, head: int, xpos: str = "", space: bool = True) -> Token:
    """One punctuation token."""
    return Token(form, form, "PUNCT", xpos or form, "", head, "punct", space)


def word(form: str, lemma: str, tags: str, head: int, dep: str) -> Token:
    """One word; ``tags`` is UPOS, XPOS and optionally FEATS with blanks between."""
    upos, xpos, *feats = tags.split(" ")
    return Token(form, lemma, upos, xpos, feats[0] if feats else "", head, dep)


@dataclass(slots=True)
class Stock:
    """What the treebanks give to build with.

    Clauses (some with a plural subject), speakers, whole cues, sentences that open with subject and finite verb,
    and gerunds with their objects.
    """

    clauses: list[Sentence]
    speakers: list[list[Token]]
    cues: list[list[Token]]
    leads: list[Sentence]
    gerunds: list[list[Token]]
    plural_clauses: list[Sentence]


def cut(sentence: Sentence, indices: list[int]) -> list[Token]:
    """Copies of some tokens with heads renumbered; a head outside becomes ``ROOT``."""
    place = {old: new for new, old in enumerate(indices)}
    copied = sentence.copy().tokens
    out = [copied[i] for i in indices]
    for token in out:
        token.head = place.get(token.head, ROOT)
    return out


def top(tokens: list[Token]) -> int:
    """Index of the token without a head."""
    return next(i for i, token in enumerate(tokens) if token.head == ROOT)


def shifted(tokens: list[Token], by: int, head: int, dep: str) -> list[Token]:
    """Copies of tokens placed ``by`` further right, their top attached to ``head`` as ``dep``."""
    out = [
        Token(t.form, t.lemma, t.upos, t.xpos, t.feats, t.head + by if t.head != ROOT else head,
              t.dep if t.head != ROOT else dep, t.space)
        for t in tokens
    ]  # fmt: skip
    out[-1].space = True
    return out


def is_clause(sentence: Sentence) -> bool:
    """Whether a sentence is a plain statement that someone could have said."""
    tokens = sentence.tokens
    if not 6 <= len(tokens) <= 38 or tokens[-1].form != "." or tokens[-1].head != sentence.root():
        return False
    root = sentence.root()
    subject = any(tokens[i].base == "nsubj" for i in sentence.children(root))
    marks = any(t.form in "\"“”‘’'`()[]" or t.form in ("''", "``") for t in tokens)
    attributed = tokens[root].lemma in REPORTING
    plain = tokens[root].upos in ("VERB", "ADJ", "NOUN") and tokens[0].form[:1].isupper()
    return subject and plain and not marks and not attributed


def speakers_in(sentence: Sentence) -> list[list[Token]]:
    """Noun phrases that could speak: subjects of reporting verbs and subjects headed by a name."""
    found = []
    for i, token in enumerate(sentence.tokens):
        if token.dep != "nsubj" or token.head == ROOT or token.upos not in ("PROPN", "NOUN", "PRON"):
            continue
        verb = sentence.tokens[token.head]
        if verb.lemma not in REPORTING and not (token.upos == "PROPN" and verb.upos == "VERB"):
            continue
        indices = sentence.subtree(i)
        whole = indices == list(range(indices[0], indices[-1] + 1))
        inside = any(t.base in ("acl", "ccomp", "parataxis") for t in (sentence.tokens[j] for j in indices))
        closed = sentence.tokens[indices[-1]].upos != "PUNCT"
        if whole and closed and len(indices) <= 12 and not inside and token.lemma not in LISTS["not_speakers"]:
            phrase = cut(sentence, indices)
            if indices[0] == 0 and not phrase[0].is_name and phrase[0].form != "I":
                phrase[0].form = phrase[0].form[:1].lower() + phrase[0].form[1:]
            found.append(phrase)
    return found


def cue_in(sentence: Sentence) -> list[Token] | None:
    """The words of ``X said (to Y)`` around a following content clause, if the root is such a verb."""
    root = sentence.root()
    tokens = sentence.tokens
    if tokens[root].lemma not in REPORTING or tokens[root].xpos not in ("VBD", "VBZ", "VBP"):
        return None
    content = [i for i in sentence.children(root) if tokens[i].dep == "ccomp" and i > root]
    if len(content) != 1:
        return None
    gone = set(sentence.subtree(content[0]))
    gone |= {i for i in sentence.children(root) if tokens[i].dep == "punct"}
    kept = [i for i in range(len(tokens)) if i not in gone]
    bases = {tokens[i].base for i in kept if tokens[i].head == root}
    if len(kept) > 14 or "nsubj" not in bases or bases & {"conj", "cc", "advcl", "parataxis", "mark"}:
        return None
    cue = cut(sentence, kept)
    if kept[0] == 0 and not cue[0].is_name and cue[0].form != "I":
        cue[0].form = cue[0].form[:1].lower() + cue[0].form[1:]
    return cue


def finish(tokens: list[Token], origin: Sentence) -> Sentence:
    """A sentence from built tokens: capital at the start, no space before closing marks."""
    tokens[0].form = tokens[0].form[:1].upper() + tokens[0].form[1:]
    for left, right in pairwise(tokens):
        if right.upos == "PUNCT" and right.form in (",", ".", ")", ":", "?", "!"):
            left.space = False
    return Sentence(tokens, f"synthetic-{origin.sent_id}", "synthetic", origin.genre)


def led_by_subject(sentence: Sentence) -> int:
    """Length of the subject that opens a sentence right before its finite root verb; 0 if it is built otherwise."""
    tokens, root = sentence.tokens, sentence.root()
    verb = tokens[root]
    if verb.upos != "VERB" or verb.xpos not in ("VBD", "VBZ") or not 1 <= root <= 9:
        return 0
    subjects = [i for i in sentence.children(root) if tokens[i].dep == "nsubj" and i < root]
    whole = bool(subjects) and sentence.subtree(subjects[-1]) == list(range(root))
    noun = whole and tokens[subjects[-1]].upos in ("PROPN", "NOUN")
    ended = tokens[-1].form == "." and tokens[-1].head == root
    return root if noun and ended and tokens[root - 1].upos != "PUNCT" and len(tokens) <= 45 else 0


def doing(sentence: Sentence) -> list[list[Token]]:
    """Phrases like ``backing the rebels``: gerunds with an object, without what introduces them."""
    tokens, found = sentence.tokens, []
    for i, token in enumerate(tokens):
        below = sentence.children(i)
        bases = {tokens[j].base for j in below}
        if token.xpos != "VBG" or token.upos != "VERB" or "obj" not in bases or bases & {"nsubj", "aux", "conj", "cc"}:
            continue
        indices = [j for j in sentence.subtree(i) if j >= i]
        inside = [tokens[j] for j in indices]
        plain = all(t.upos != "PUNCT" and t.form not in ("I", "you", "my", "your", "me") for t in inside)
        if plain and 3 <= len(indices) <= 12 and indices == list(range(i, i + len(indices))):
            phrase = cut(sentence, indices)
            if sum(t.head == ROOT for t in phrase) == 1:
                found.append(phrase)
    return found


def _counts(clause: Sentence) -> bool:
    """Whether a clause opens with a short plural subject that a number could stand before."""
    root, tokens = clause.root(), clause.tokens
    plural = [i for i in clause.children(root) if tokens[i].base == "nsubj" and tokens[i].xpos == "NNS"]
    return bool(plural) and plural[0] <= 3 and clause.subtree(plural[0])[0] == 0


def gather(sentences: list[Sentence]) -> Stock:
    """The building material in a list of natural sentences."""
    clauses = [s for s in sentences if is_clause(s)]
    return Stock(
        clauses=clauses,
        speakers=[phrase for s in sentences for phrase in speakers_in(s)],
        cues=[cue for s in sentences if (cue := cue_in(s)) is not None],
        leads=[s for s in sentences if led_by_subject(s)],
        gerunds=[phrase for s in sentences for phrase in doing(s)],
        plural_clauses=[s for s in clauses if _counts(s)],
    )


def _listener(rng: random.Random, verb: int, at: int) -> list[Token]:
    """Who was told: reporters, the Associated Press."""
    words = rng.choice(LISTS["listeners"]).split()
    last = at + len(words) - 1
    out = []
    for i, form in enumerate(words):
        head, dep = (verb, "iobj") if i == len(words) - 1 else (last, "det" if form == "the" else "compound")
        if form[0].isupper():
            tags = "PROPN NNP Number=Sing"
        elif form == "the":
            tags = "DET DT Definite=Def|PronType=Art"
        elif form == "state":
            tags = "NOUN NN Number=Sing"
        else:
            tags = "NOUN NNS Number=Plur" if form.endswith("s") else "NOUN NN Number=Sing"
        if form == "Associated":
            head, dep, tags = last, "amod", "VERB NNP Tense=Past|VerbForm=Part"
        lemma = form if form[0].isupper() else form.removesuffix("s") if tags.startswith("NOUN NNS") else form
        out.append(word(form, lemma, tags, head, dep))
    return out


def choose_speaker(stock: Stock, rng: random.Random, *, pronouns: float) -> list[Token]:
    """A speaker of the stock; a pronoun with the given chance only."""
    speaker = rng.choice(stock.speakers)
    while speaker[top(speaker)].upos == "PRON" and rng.random() >= pronouns:
        speaker = rng.choice(stock.speakers)
    return speaker


def make_cue(stock: Stock, rng: random.Random, *, inverted: bool = False) -> list[Token]:
    """``X said`` or ``said X`` with a speaker and verb of the stock, or a whole natural cue."""
    if not inverted and rng.random() < 0.3:
        return [*rng.choice(stock.cues)]
    speaker = choose_speaker(stock, rng, pronouns=0.0 if inverted else 0.15)
    form = rng.choices(list(VERBS), [weight for _, _, weight in VERBS.values()])[0]
    if inverted and form == "told":
        form = "said"
    lemma, xpos, _ = VERBS[form]
    verb = Token(form, lemma, "VERB", xpos, FEATS[xpos], ROOT, "ROOT")
    if inverted:
        cue = [verb, *shifted(speaker, 1, 0, "nsubj")]
        return cue + _tail(rng, 0, len(cue))
    place = len(speaker)
    cue = [*shifted(speaker, 0, place, "nsubj"), verb]
    if form == "told":
        cue += _listener(rng, place, place + 1)
    return cue + _tail(rng, place, len(cue))


def _tail(rng: random.Random, verb: int, at: int) -> list[Token]:
    """What may follow a cue: nothing, a day, "in a statement"."""
    chance = rng.random()
    if chance < 0.6:
        return []
    if chance < 0.8:
        words_of = rng.choice(LISTS["tails"])
        return [
            word(form, lemma, tags, at + head if head >= 0 else verb, dep) for form, lemma, tags, head, dep in words_of
        ]
    day = rng.choice(LISTS["days"])
    if chance < 0.9:
        return [word(day, day, "PROPN NNP Number=Sing", verb, "obl:unmarked")]
    return [word("on", "on", "ADP IN", at + 1, "case"), word(day, day, "PROPN NNP Number=Sing", verb, "obl")]
