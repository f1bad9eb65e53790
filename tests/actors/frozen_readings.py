"""Readings for the actor cases from frozen parses, so that a newly trained pipeline does not turn a test red.

Cases are rows of `tests/cases/actors/cast.yaml`; their parses lie beside them in `parses.json`. After adding a case:

    python tests/actors/frozen_readings.py
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import spacy
import yaml
from spacy.tokens import Doc

from onrecord.language import Reading, Segment, note_reasons
from onrecord.layout import DatelineParts, Layout, Quotation
from onrecord.record import Span

CASES = Path(__file__).parents[1] / "cases" / "actors"
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')


def cases() -> list[dict[str, Any]]:
    """All cases."""
    data: list[dict[str, Any]] = yaml.safe_load((CASES / "cast.yaml").read_text(encoding="utf-8"))
    return data


def reading_of(case: dict[str, Any]) -> Reading:
    """Build the reading of a case: an optional headline, then one body segment for each paragraph."""
    parts = ([("headline", case["headline"])] if "headline" in case else []) + [("body", text) for text in case["text"]]
    text, segments = "", []
    for number, (part, words) in enumerate(parts):
        start = len(text)
        text += words + "\n"
        segments.append(Segment(part, number, start, start + len(words), _doc(words)))
    return Reading(_layout(text, segments, case["place"]), tuple(segments))


def _layout(text: str, segments: list[Segment], place: str) -> Layout:
    headline = next((Span.of(text, s.start, s.end) for s in segments if s.part == "headline"), None)
    body = tuple(Span.of(text, s.start, s.end) for s in segments if s.part == "body")
    dateline = DatelineParts(body[0], place, None, None, None, None, None, None)
    quotations = tuple(
        Quotation(match.start(), match.end(), match.start() + 1, match.end() - 1, 0, True, False, "speech")
        for match in _QUOTED.finditer(text)
    )
    return Layout(text, headline, None, None, dateline, None, body, (), quotations, (), None, ())


@cache
def _parses() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = json.loads((CASES / "parses.json").read_text(encoding="utf-8"))
    return data


def _doc(text: str) -> Doc:
    parse = _parses().get(text)
    assert parse is not None, f"no frozen parse of {text!r}: run python tests/actors/frozen_readings.py"
    doc = Doc(
        spacy.blank("en").vocab, words=parse["words"], spaces=[bool(space) for space in parse["spaces"]],
        tags=parse["tags"], pos=parse["pos"], lemmas=parse["lemmas"], heads=parse["heads"], deps=parse["deps"],
        ents=parse["ents"],
    )  # fmt: skip
    note_reasons(doc, text)
    return doc


def freeze() -> None:
    """Parse every text that is not frozen yet, and drop what no case needs."""
    from onrecord.language import load

    path = CASES / "parses.json"
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    texts = [text for case in cases() for text in [*filter(None, [case.get("headline")]), *case["text"]]]
    missing = [text for text in texts if text not in old]
    for text, doc in zip(missing, load().nlp.pipe(missing), strict=True):
        old[text] = {
            "words": [token.text for token in doc], "spaces": [int(bool(token.whitespace_)) for token in doc],
            "tags": [token.tag_ for token in doc], "pos": [token.pos_ for token in doc],
            "lemmas": [token.lemma_ for token in doc], "heads": [token.head.i for token in doc],
            "deps": [token.dep_ for token in doc],
            "ents": [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in doc],
        }  # fmt: skip
    rows = [
        f"{json.dumps(text, ensure_ascii=False)}: {json.dumps(old[text], ensure_ascii=False)}"
        for text in dict.fromkeys(texts)
    ]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    print(f"{len(missing)} texts parsed, {len(rows)} kept")  # noqa: T201


if __name__ == "__main__":
    freeze()
