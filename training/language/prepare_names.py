"""Corpora for the names: GUM's mentions and the data sets that mark names only, one label scheme."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import spacy
import yaml
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.language.conllu import Sentence, read_documents
from training.language.entities import (
    BTC_PARTS,
    MISSING,
    Named,
    cut_mentions,
    known_places,
    read_columns,
    read_meantime,
    relabel,
)
from training.language.names import Span, name_spans

LABELS = Path(__file__).parent / "labels.yaml"
PLACES = Path(__file__).parent / "places.yaml"
ADJECTIVE = "*"
EXCHANGED = 0.8
"""Share of the names that are exchanged in a copy; of them ``NEWS_SHARE`` come from ``places.yaml`` if they can."""
NEWS_SHARE = 0.5
DEV_SHARE = 10
"""Every n-th block of a set without its own split goes to the development part, the next one to the test part."""
BLOCK = 12
REPLACED_COPIES = 2
"""How many copies of the training sentences are added with their names exchanged."""

SOURCES = ("gum", "wikigold", "re3d", "meantime", "btc")

Split = dict[str, list[Named]]


def from_trees(documents: Iterable[list[Sentence]], labels: dict[str, str]) -> list[Named]:
    """GUM sentences with their names."""
    out = []
    for document in documents:
        for sentence, spans in zip(document, name_spans(document, labels), strict=True):
            words = [token.form for token in sentence.tokens]
            out.append(Named(words, spans, [token.space for token in sentence.tokens]))
    return out


def demonyms_in(documents: Iterable[list[Sentence]]) -> frozenset[str]:
    """Capitalised words that are adjectives inside sentences: Iraqi, American, Muslim."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for sentence in document:
            for token in sentence.tokens[1:]:
                if token.form.istitle() and len(token.form) > 3:
                    votes[token.form][token.xpos] += 1
    return frozenset(form for form, counted in votes.items() if counted["JJ"] > counted["NNP"])


def in_blocks(sentences: list[Named]) -> Split:
    """Split a set without its own parts by blocks of neighbouring sentences."""
    split: Split = {"train": [], "dev": [], "test": []}
    for start in range(0, len(sentences), BLOCK):
        turn = (start // BLOCK) % DEV_SHARE
        part = "dev" if turn == DEV_SHARE - 2 else "test" if turn == DEV_SHARE - 1 else "train"
        split[part] += sentences[start : start + BLOCK]
    return split


def read_all(data: Path) -> dict[str, Split]:
    """Every set by name and part."""
    labels: dict[str, dict[str, str]] = yaml.safe_load(LABELS.read_text(encoding="utf8"))
    banks = {part: read_documents(data / f"gum-{part}.conllu.xz") for part in ("train", "dev", "test")}
    demonyms = demonyms_in([*banks["train"], *read_documents(data / "ewt-train.conllu.xz")])
    gum = {part: from_trees(documents, labels["gum"]) for part, documents in banks.items()}
    gum["news"] = from_trees([d for d in banks["test"] if d[0].genre == "news"], labels["gum"])
    wikigold = in_blocks(list(relabel(read_columns(data / "ner/wikigold.conll.xz"), labels["wikigold"], demonyms)))
    places = known_places([*gum["train"], *wikigold["train"]])
    re3d = [
        sentence
        for path in sorted((data / "ner").glob("re3d-*.conll.xz"))
        for sentence in cut_mentions(relabel(read_columns(path), labels["re3d"], demonyms), places, demonyms)
    ]
    tweets = [
        sentence
        for part in BTC_PARTS
        for sentence in relabel(read_columns(data / f"ner/btc-{part}.conll.xz"), labels["btc"], demonyms)
    ]
    articles = list(read_meantime(data / "meantime-intra-doc.tar.xz", labels["meantime"]))
    wikinews = in_blocks([s for article in articles for s in _known_types(article, places)])
    sets: dict[str, Split] = {
        "gum": gum,
        "wikigold": wikigold,
        "re3d": in_blocks(re3d),
        "meantime": wikinews,
        "btc": {"train": tweets},
    }
    return sets


def _known_types(sentences: list[Named], places: frozenset[str]) -> list[Named]:
    """Give spans without a type the type PLACE where their words are a known place."""
    out = []
    for sentence in sentences:
        spans = [
            (a, b, "PLACE" if label == MISSING and " ".join(sentence.words[a:b]) in places else label)
            for a, b, label in sentence.spans
        ]
        out.append(Named(sentence.words, spans, sentence.spaces))
    return out


@dataclass(slots=True)
class Stock:
    """Names by label to put in place of others, as lists of words."""

    names: dict[str, list[list[str]]]
    news: dict[str, list[list[str]]]
    adjectives: list[list[str]]

    def draw(self, rng: random.Random, label: str, size: int) -> list[str]:
        """A name of a label; for two words of a person a first name and a last name from anywhere."""
        if label == "PERSON" and size == 2 and rng.random() < 0.6:
            pairs = [words for words in self.names["PERSON"] if len(words) == 2]
            return [rng.choice(pairs)[0], rng.choice(pairs)[1]]
        if label in self.news and rng.random() < NEWS_SHARE:
            return rng.choice(self.news[label])
        return rng.choice(self.names[label])


def gather(sentences: list[Named]) -> Stock:
    """The names of the training sentences and those of ``places.yaml``."""
    names: dict[str, list[list[str]]] = defaultdict(list)
    for sentence in sentences:
        for start, end, label in sentence.spans:
            if not sentence.words[start].startswith(("#", "@")):
                names[label].append(sentence.words[start:end])
    lists = yaml.safe_load(PLACES.read_text(encoding="utf8"))
    places = [name for country, _, capital in lists["countries"] for name in (country, country, capital)]
    return Stock(
        names=dict(names),
        news={
            "PLACE": [name.split() for name in [*places, *lists["places"]]],
            "ORG": [name.split() for name in lists["bodies"]],
        },
        adjectives=[adjective.split() for _, adjective, _ in lists["countries"]],
    )


def replace_names(sentences: list[Named], stock: Stock, rng: random.Random) -> list[Named]:
    """The same sentences with names, and adjectives of countries, exchanged for others of their kind."""
    known = {words[0] for words in stock.adjectives if len(words) == 1}
    out = []
    for sentence in sentences:
        adjectives = [(i, i + 1, ADJECTIVE) for i, form in enumerate(sentence.words) if form in known]
        spans = [span for span in sentence.spans if span[2] != MISSING]
        if not spans and not adjectives:
            continue
        inside = {i for start, end, _ in sentence.spans for i in range(start, end)}
        parts = sorted([*sentence.spans, *(a for a in adjectives if a[0] not in inside)])
        out.append(_rebuilt(sentence, parts, stock, rng))
    return out


def _rebuilt(sentence: Named, parts: list[Span], stock: Stock, rng: random.Random) -> Named:
    """A sentence with most of its parts exchanged."""
    words, spaces, at = [], [], 0
    spans: list[Span] = []
    for start, end, label in parts:
        words += sentence.words[at:start]
        spaces += sentence.spaces[at:start]
        new = sentence.words[start:end]
        if label == ADJECTIVE:
            new = rng.choice(stock.adjectives)
        elif label != MISSING and rng.random() < EXCHANGED:
            new = stock.draw(rng, label, len(new))
        if label != ADJECTIVE:
            spans.append((len(words), len(words) + len(new), label))
        words += new
        spaces += [*([True] * (len(new) - 1)), sentence.spaces[end - 1]]
        at = end
    return Named(words + sentence.words[at:], spans, spaces + sentence.spaces[at:])


def make_doc(vocab: Vocab, sentences: list[Named]) -> Doc:
    """One gold document with names; words of a span without type are left open."""
    words, spaces, tags = [], [], []
    for sentence in sentences:
        column = ["O"] * len(sentence.words)
        for start, end, label in sentence.spans:
            for i in range(start, end):
                column[i] = "" if label == MISSING else f"{'B' if i == start else 'I'}-{label}"
        words += sentence.words
        spaces += [*sentence.spaces[:-1], True]
        tags += column
    return Doc(vocab, words=words, spaces=spaces, ents=tags)


def write(path: Path, vocab: Vocab, sentences: list[Named], size: int = 3) -> dict[str, int]:
    """Write sentences as documents of ``size`` and count names by label."""
    binary = DocBin()
    counts: Counter[str] = Counter()
    for start in range(0, len(sentences), size):
        group = sentences[start : start + size]
        binary.add(make_doc(vocab, group))
        counts["words"] += sum(len(s.words) for s in group)
        counts.update(label for s in group for _, _, label in s.spans)
    path.parent.mkdir(parents=True, exist_ok=True)
    binary.to_disk(path)
    return dict(counts)


def prepare_names(
    data: Path, out: Path, seed: int, *, sources: tuple[str, ...] = SOURCES, copies: int = REPLACED_COPIES
) -> dict[str, dict[str, int]]:
    """Write ``train/`` and ``dev/`` (for training) and ``slices/`` (for evaluation)."""
    vocab = spacy.blank("en").vocab
    rng = random.Random(seed)
    sets = read_all(data)
    counts = {}
    train = [s for name in sources for s in sets[name]["train"]]
    stock = gather(train)
    for number in range(copies):
        extra = replace_names(train, stock, rng)
        counts[f"replaced-{number}"] = write(out / f"train/replaced-{number}.spacy", vocab, extra)
    for name, split in sets.items():
        for part, sentences in split.items():
            if part == "train" and name not in sources:
                continue
            folder = {"train": "train", "dev": "dev"}.get(part, "slices")
            counts[f"{name}-{part}"] = write(out / folder / f"{name}-{part}.spacy", vocab, sentences)
    return counts
