"""A document of GUM with its mentions by offsets, as one JSON object.

text        paragraphs parted by an empty line, sentences of one paragraph by a space
sentences   start, end, paragraph (its number), speaker (who says it in a conversation, else null)
mentions    in text order, the outer one first: start, end; head (the word that governs it); core (GUM's head words, of
            a coordination from the first to the last); type (person, place, organization, ...); status (new, giv:act,
            giv:inact, acc:inf, acc:com, acc:aggr); chain (mentions of one number are one entity; a number that occurs
            once is a mention on its own); link (coref, ana, cata, appos, pred, disc, sgl); form (name, noun, pronoun);
            number (Sing, Plur or null); gender (of pronouns, else null); relation (of the head, UD); identity
            (GUM's link to Wikipedia or null)
wholes      chain -> the chains that it is made of ("they" for two persons)
sayings     a reporting verb and its subject: verb (start, end), lemma, subject (start, end), mention (index or null)

All places are code points, half open. *I*, *we* and *you* are in the chains as GUM has them.
"""

from __future__ import annotations

from typing import Any

from training.language.conllu import ROOT, Sentence, Token
from training.language.names import Mention, read_mentions
from training.language.words import words

REPORTING = frozenset(words("evaluation")["reporting"])
_PLURAL_PARTS = ("conj",)
_SUBJECTS = ("nsubj", "nsubj:outer")

Place = tuple[int, int]


def as_document(sentences: list[Sentence], split: str) -> dict[str, Any]:
    """One document from its sentences in order; raises ValueError where a mention's head lies outside of it."""
    text, places = running_text(sentences)
    found = sorted(read_mentions(sentences), key=lambda each: _place(each, places, outer_first=True))
    return {
        "document": sentences[0].document,
        "genre": sentences[0].genre,
        "split": split,
        "text": text,
        "sentences": _sentences(sentences, places),
        "mentions": [_mention(each, sentences[each.sentence], places[each.sentence]) for each in found],
        "wholes": _wholes(sentences),
        "sayings": _sayings(sentences, places, found),
    }


def running_text(sentences: list[Sentence]) -> tuple[str, list[list[Place]]]:
    """The text of a document, and the place of every token by sentence.

    >>> hello = [Token(w, w, "X", "X", "", ROOT, "ROOT", w == "Well") for w in ("Well", "so", "!")]
    >>> running_text([Sentence(hello), Sentence(hello), Sentence(hello[:1], new_paragraph=True)])[0]
    'Well so! Well so!\\n\\nWell'
    """
    text = ""
    places: list[list[Place]] = []
    for sentence in sentences:
        if text:
            text += "\n\n" if sentence.new_paragraph else " "
        here: list[Place] = []
        for token in sentence.tokens:
            here.append((len(text), len(text) + len(token.form)))
            text += token.form + (" " if token.space else "")
        text = text.rstrip(" ")
        places.append(here)
    return text, places


def _place(mention: Mention, places: list[list[Place]], *, outer_first: bool = False) -> Place:
    start, end = places[mention.sentence][mention.start][0], places[mention.sentence][mention.end][1]
    return (start, -end) if outer_first else (start, end)


def _sentences(sentences: list[Sentence], places: list[list[Place]]) -> list[dict[str, Any]]:
    rows = []
    paragraph = -1
    for sentence, here in zip(sentences, places, strict=True):
        paragraph += sentence.new_paragraph or paragraph < 0
        rows.append(
            {"start": here[0][0], "end": here[-1][1], "paragraph": paragraph, "speaker": sentence.speaker or None}
        )
    return rows


def head_of(mention: Mention, sentence: Sentence) -> int:
    """Index of the token that governs a mention: the first one whose own head lies outside of it."""
    inside = range(mention.start, mention.end + 1)
    heads = [i for i in inside if sentence.tokens[i].head not in inside]
    if not heads:
        raise ValueError(f"a mention in {sentence.sent_id} has no head; is the tree a ring?")
    return next((i for i in heads if sentence.tokens[i].base != "punct"), heads[0])


def _mention(mention: Mention, sentence: Sentence, here: list[Place]) -> dict[str, Any]:
    head = head_of(mention, sentence)
    token = sentence.tokens[head]
    core = [mention.start + int(place) - 1 for place in mention.core.split(",") if place]
    features = dict(pair.split("=", 1) for pair in token.feats.split("|") if "=" in pair)
    several = any(
        sentence.tokens[i].head == head and sentence.tokens[i].base in _PLURAL_PARTS for i in _inside(mention)
    )
    return {
        "start": here[mention.start][0],
        "end": here[mention.end][1],
        "head": list(here[head]),
        "core": [here[core[0]][0], here[core[-1]][1]] if core else list(here[head]),
        "type": mention.kind,
        "status": mention.status,
        "chain": mention.chain,
        "link": mention.link,
        "form": form(token),
        "number": "Plur" if several else features.get("Number"),
        "gender": features.get("Gender"),
        "relation": token.dep,
        "identity": mention.identity or None,
    }


def _inside(mention: Mention) -> range:
    return range(mention.start, mention.end + 1)


def form(head: Token) -> str:
    """Whether a mention with this head is a name, a pronoun or another noun phrase."""
    if head.upos == "PRON":
        return "pronoun"
    return "name" if head.upos == "PROPN" else "noun"


def _wholes(sentences: list[Sentence]) -> dict[str, list[int]]:
    """The chains that are made of others: "9<24,10<24" is {"24": [9, 10]}."""
    out: dict[str, list[int]] = {}
    for sentence in sentences:
        for token in sentence.tokens:
            for pair in filter(None, token.misc.get("SplitAnte", "").split(",")):
                part, _, whole = pair.partition("<")
                out.setdefault(whole, []).append(int(part))
    return out


def _sayings(sentences: list[Sentence], places: list[list[Place]], found: list[Mention]) -> list[dict[str, Any]]:
    """Every reporting verb with a subject; of several mentions with that head the longest one counts."""
    by_head: dict[tuple[int, int], int] = {}
    for index, mention in reversed(list(enumerate(found))):
        by_head[mention.sentence, head_of(mention, sentences[mention.sentence])] = index
    rows = []
    for number, sentence in enumerate(sentences):
        for at, token in enumerate(sentence.tokens):
            governor = sentence.tokens[token.head] if token.head != ROOT else None
            if token.dep not in _SUBJECTS or governor is None:
                continue
            if governor.upos != "VERB" or governor.lemma not in REPORTING:
                continue
            index = by_head.get((number, at))
            subject = _place(found[index], places) if index is not None else places[number][at]
            rows.append(
                {
                    "verb": list(places[number][token.head]),
                    "lemma": governor.lemma,
                    "subject": list(subject),
                    "mention": index,
                }
            )
    return sorted(rows, key=lambda row: row["verb"])
