"""Read the data sets that mark names only, bring their marking to ours, and set them in running text."""

from __future__ import annotations

import lzma
import tarfile
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from training.language.names import LINKING, TITLES, Span
from training.language.words import words

BTC_PARTS = ("e", "g")
MEANTIME_SENTENCES = 6
"""Entities of MEANTIME are marked in the headline, date line and first sentences of an article only."""
CLOSING = frozenset(words("text")["closing"])
OPENING = frozenset(words("text")["opening"])
NOT_NAMES = frozenset(words("names")["not_names"])
MISSING = "?"
"""Label of a span whose type is not known: the trainer learns nothing from its words."""


@dataclass(slots=True)
class Named:
    """One sentence with its names."""

    words: list[str]
    spans: list[Span]
    spaces: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.spaces:
            self.spaces = detokenise(self.words)


def detokenise(words: list[str]) -> list[bool]:
    """For each word whether a space follows in ordinary text."""
    spaces = [True] * len(words)
    inside = False
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else ""
        before = words[i - 1] if i else ""
        if i and word in CLOSING and not (word == "’" and after != "s"):
            spaces[i - 1] = False
        if word in OPENING or (word == "’" and after == "s"):
            spaces[i] = False
        if word in ('"', "``", "''"):
            if inside and i:
                spaces[i - 1] = False
            else:
                spaces[i] = False
            inside = not inside
        joins = word == "-" and before[-1:].isalnum() and after[:1].isalnum()
        joins = joins or (word in ".,:" and before.isdigit() and after.isdigit())
        joins = joins or (word == "/" and bool(before) and bool(after))
        if joins:
            spaces[i - 1] = spaces[i] = False
    return spaces


def spans_of(tags: list[str]) -> list[Span]:
    """Spans of a BIO or IO column (an I- after another label, or after O, opens a span)."""
    spans: list[Span] = []
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, label = tag.partition("-")
        goes_on = bool(spans) and spans[-1][1] == -1 and prefix == "I" and spans[-1][2] == label
        if goes_on:
            continue
        if spans and spans[-1][1] == -1:
            spans[-1] = (spans[-1][0], i, spans[-1][2])
        if prefix in ("B", "I"):
            spans.append((i, -1, label))
    return spans


def read_columns(path: Path) -> Iterator[Named]:
    """Sentences of a two-column file, word first and label last."""
    words: list[str] = []
    tags: list[str] = []
    with lzma.open(path, "rt", encoding="utf8") as lines:
        for line in (*lines, ""):
            cells = line.split()
            if len(cells) >= 2:
                words.append(cells[0])
                tags.append(cells[-1])
            elif words:
                yield Named(words, spans_of(tags))
                words, tags = [], []


def name_core(words: list[str], start: int, end: int) -> tuple[int, int] | None:
    """The longest run of capitalised words inside a mention, titles cut off; None if there is none."""
    best: tuple[int, int] | None = None
    first: int | None = None
    for i in range(start, end + 1):
        capital = i < end and words[i][:1].isupper() and words[i].lower() not in NOT_NAMES
        linking = i < end and first is not None and words[i].lower() in LINKING and words[i] not in (",", ".", "the")
        if capital and first is None:
            first = i
        elif first is not None and not capital and not linking:
            last = i
            while last > first and words[last - 1].lower() in LINKING:
                last -= 1
            if last > first and (best is None or last - first > best[1] - best[0]):
                best = (first, last)
            first = None
    return best


def without_titles(words: list[str], start: int, end: int) -> tuple[int, int] | None:
    """A person's name without the titles before it; None where nothing but a title is left."""
    titles = [i for i in range(start, end) if words[i].lower() in TITLES]
    if titles:
        start = titles[-1] + 1
    return (start, end) if start < end else None


def cut_mentions(sentences: Iterable[Named], places: frozenset[str], demonyms: frozenset[str]) -> Iterator[Named]:
    """re3d marks whole phrases: keep their names, and let acting countries be places."""
    for sentence in sentences:
        spans: list[Span] = []
        for start, end, label in sentence.spans:
            core = name_core(sentence.words, start, end)
            if core is not None and label == "PERSON":
                core = without_titles(sentence.words, *core)
            if core is None:
                continue
            text = " ".join(sentence.words[core[0] : core[1]])
            if text in demonyms:
                continue
            if label == "PERSON" and text.isupper():
                label = "ORG"
            spans.append((*core, "PLACE" if text in places else label))
        yield Named(sentence.words, spans, sentence.spaces)


def relabel(sentences: Iterable[Named], labels: Mapping[str, str], demonyms: frozenset[str]) -> Iterator[Named]:
    """Map labels; drop spans without one, nationality adjectives and @handles."""
    for sentence in sentences:
        spans = []
        for start, end, label in sentence.spans:
            text = " ".join(sentence.words[start:end])
            adjective = text in demonyms or text.capitalize() in demonyms
            if sentence.words[start].lower() == "the" and end - start > 1:
                start += 1
            if label in labels and not adjective and not text.startswith(("@", "http")):
                spans.append((start, end, labels[label]))
        if sentence.words != ["-DOCSTART-"]:
            yield Named(sentence.words, spans, sentence.spaces)


def read_meantime(archive: Path, labels: Mapping[str, str]) -> Iterator[list[Named]]:
    """The annotated sentences of each MEANTIME article."""
    with tarfile.open(archive, "r:xz") as bundle:
        for member in sorted(bundle.getmembers(), key=lambda m: m.name):
            stream = bundle.extractfile(member) if member.name.endswith(".xml") else None
            if stream is not None:
                yield _article(ElementTree.parse(stream).getroot(), labels)


def _article(root: ElementTree.Element, labels: Mapping[str, str]) -> list[Named]:
    """One article: innermost named mentions, with the type of the entity that they refer to."""
    tokens = {t.get("t_id", ""): t for t in root.findall("token")}
    kinds = {e.get("m_id", ""): e.get("ent_type", "") for e in root.findall("Markables/ENTITY")}
    refers = {
        source.get("m_id", ""): target.get("m_id", "")
        for link in root.findall("Relations/REFERS_TO")
        for target in link.findall("target")
        for source in link.findall("source")
    }
    order = {t_id: place for place, t_id in enumerate(tokens)}
    found: list[Span] = []
    for mention in root.findall("Markables/ENTITY_MENTION"):
        places = sorted(order[a.get("t_id", "")] for a in mention.findall("token_anchor"))
        if not mention.get("syntactic_type", "").endswith("NAM") or not places:
            continue
        kind = kinds.get(refers.get(mention.get("m_id", ""), ""), "")
        found.append((places[0], places[-1] + 1, labels.get(kind, MISSING)))
    found.sort(key=lambda span: span[1] - span[0])
    sentences: dict[int, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens.values()):
        sentences[int(token.get("sentence", "0"))].append(place)
    words = [t.text or "" for t in tokens.values()]
    out = []
    for number, places in sorted(sentences.items()):
        if number >= MEANTIME_SENTENCES:
            break
        first = places[0]
        used: set[int] = set()
        spans: list[Span | None] = []
        for start, end, label in found:
            inside = first <= start and end <= places[-1] + 1
            if inside and used.isdisjoint(range(start, end)):
                used.update(range(start, end))
                spans.append(_trim(words, start, end, label, first))
        out.append(Named([words[p] for p in places], sorted(s for s in spans if s is not None)))
    return out


def _trim(words: list[str], start: int, end: int, label: str, first: int) -> Span | None:
    """A mention without its article and titles, counted from the start of its sentence."""
    core = name_core(words, start, end)
    if core is not None and label == "PERSON":
        core = without_titles(words, *core)
    return (core[0] - first, core[1] - first, label) if core is not None else None


def known_places(sentences: Iterable[Named]) -> frozenset[str]:
    """Names that are places more often than anything else."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for start, end, label in sentence.spans:
            votes[" ".join(sentence.words[start:end])][label] += 1
    return frozenset(text for text, counted in votes.items() if counted.most_common(1)[0][0] == "PLACE")
