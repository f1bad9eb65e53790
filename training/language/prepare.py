"""Turn the treebanks into spaCy's binary documents: one per paragraph, at most six sentences each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.language.conllu import Sentence, read_documents
from training.language.synthesise import synthesise

MAX_SENTENCES = 6
SYNTHETIC = {
    "content_first": 2400,
    "content_around": 700,
    "content_after": 700,
    "and_adding": 250,
    "according_to": 350,
    "headline": 450,
    "dateline": 350,
    "day_between": 900,
    "accusation": 350,
    "bare_content": 600,
}
"""How many passages of each kind are grown from the training sentences."""
SYNTHETIC_DEV = {name: amount // 16 for name, amount in SYNTHETIC.items()}
NEWS_COPIES = 2
"""How often a news document of GUM is seen per pass over the data; other genres once."""


def make_doc(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """One gold document from sentences that follow each other."""
    tokens = [(token, offset) for offset, sentence in _with_offsets(sentences) for token in sentence.tokens]
    doc = Doc(
        vocab,
        words=[token.form for token, _ in tokens],
        spaces=[token.space for token, _ in tokens],
        tags=[token.xpos for token, _ in tokens],
        pos=[token.upos for token, _ in tokens],
        morphs=[token.feats for token, _ in tokens],
        lemmas=[token.lemma for token, _ in tokens],
        heads=[offset + token.head if token.head >= 0 else place for place, (token, offset) in enumerate(tokens)],
        deps=[token.dep for token, _ in tokens],
    )
    doc.user_data = {"sent_id": sentences[0].sent_id, "genre": sentences[0].genre}
    return doc


def _with_offsets(sentences: list[Sentence]) -> Iterator[tuple[int, Sentence]]:
    """Each sentence with the place of its first token; a sentence ends with a space."""
    offset = 0
    for sentence in sentences:
        sentence.tokens[-1].space = True
        yield offset, sentence
        offset += len(sentence.tokens)


def passages(document: list[Sentence]) -> Iterator[list[Sentence]]:
    """A document cut at paragraphs and after ``MAX_SENTENCES`` sentences."""
    current: list[Sentence] = []
    for sentence in document:
        if current and (sentence.new_paragraph or len(current) >= MAX_SENTENCES):
            yield current
            current = []
        current.append(sentence)
    if current:
        yield current


def write(path: Path, vocab: Vocab, groups: Iterable[list[Sentence]]) -> dict[str, int]:
    """Write passages as one DocBin and count what went in."""
    binary = DocBin(store_user_data=True)
    counts = {"docs": 0, "sentences": 0, "words": 0}
    for group in groups:
        binary.add(make_doc(vocab, group))
        counts["docs"] += 1
        counts["sentences"] += len(group)
        counts["words"] += sum(len(sentence.tokens) for sentence in group)
    path.parent.mkdir(parents=True, exist_ok=True)
    binary.to_disk(path)
    return counts


def prepare(data: Path, out: Path, seed: int) -> dict[str, dict[str, int]]:
    """Write ``train/``, ``dev/`` and ``test/`` corpora of trees; returns counts by corpus."""
    vocab = spacy.blank("en").vocab
    documents = {
        f"{bank}-{part}": read_documents(data / f"{bank}-{part}.conllu.xz")
        for bank in ("gum", "ewt")
        for part in ("train", "dev", "test")
    }
    counts: dict[str, dict[str, int]] = {}
    for name, docs in documents.items():
        groups = [group for doc in docs for group in passages(doc)]
        if name == "gum-train":
            groups += [g for g in groups if g[0].genre == "news"] * (NEWS_COPIES - 1)
        counts[name] = write(out / name.partition("-")[2] / f"{name}.spacy", vocab, groups)
        news = [g for g in groups if g[0].genre == "news"]
        if news and not name.endswith("train"):
            counts[f"{name}-news"] = write(out / "slices" / f"{name}-news.spacy", vocab, news)
    for part, amounts in (("train", SYNTHETIC), ("dev", SYNTHETIC_DEV)):
        natural = [s for bank in ("gum", "ewt") for doc in documents[f"{bank}-{part}"] for s in doc]
        grown = synthesise(natural, amounts, seed)
        folder = "train" if part == "train" else "slices"
        counts[f"synthetic-{part}"] = write(out / folder / f"synthetic-{part}.spacy", vocab, grown)
    return counts
