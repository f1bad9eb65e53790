"""What onrecord reads in the gold texts, each beside the gold's own, paired by the rules of the shared scorers."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.score import shared_folder
from onrecord import Record, Span, Statement
from onrecord.compose import given_of, read_given
from onrecord.record.why import Why

AS_OF = "2026-12-01"
#: The overlap of contents from which on two statements are the same, as the scorers have it.
FLOOR = 0.5

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement that onrecord read, the rule that it was read by, and whether content and speaker are right."""

    statement: Statement
    rule: str
    right: bool
    with_speaker: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One gold text: what onrecord read there, all gold statements, and those that have no like."""

    id: str
    text: str
    judged: tuple[Judged, ...]
    gold: tuple[Json, ...]
    missed: tuple[Json, ...]


def has_gold() -> bool:
    """True where the gold sets lie beside the checkout."""
    return (shared_folder() / "eval" / "polnear-dev.jsonl").exists()


def polnear(part: str = "dev", every: int = 1) -> Iterator[Compared]:
    """Every nth article of PolNeAR dev or train, in the order of the file, paired as score_attributions.py does."""
    lines = (shared_folder() / "eval" / f"polnear-{part}.jsonl").read_text(encoding="utf-8").splitlines()
    for article in (json.loads(line) for line in lines[::every] if line.strip()):
        yield _compared(article, *_flat(*_read(article["text"], article.get("published"))))


def wire() -> Iterator[Compared]:
    """The reports of wire-dev, paired as score_reports.py does; what the gold leaves optional is left out."""
    scorer = _scorer("score_reports")
    folder = shared_folder() / "eval" / "wire-dev"
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = gold["report"]["text"]
        record, rules = _read(text, None)
        told: Any = record.to_dict()["statements"]
        found, of_gold = scorer.match_statements(gold["statements"], told)
        judged = []
        for place, (statement, rule) in enumerate(zip(record.statements, rules, strict=True)):
            true = gold["statements"][of_gold[place]] if place in of_gold else None
            if true is None or not true.get("optional"):
                is_his = true is not None and _same_speaker(scorer, true["speaker"], told[place]["speaker"])
                judged.append(Judged(statement, rule, true is not None, is_his))
        missed = [
            each for place, each in enumerate(gold["statements"]) if place not in found and not each.get("optional")
        ]
        yield Compared(path.name.partition(".")[0], text, tuple(judged), tuple(gold["statements"]), tuple(missed))


def _read(text: str, date: str | None) -> tuple[Record, list[str]]:
    """The record of a text and the rule of each statement; "the model" where the model of cues decided."""
    trace: list[Why] = []
    record = read_given(text, given_of(date=date, as_of=AS_OF), trace)
    return record, [_rule_of(dict(why.lines)) for why in trace]


def _rule_of(lines: dict[str, str]) -> str:
    named = re.search(r"\(rule “(.*?)”", lines["content"])
    assert named is not None, lines["content"]
    return "the model" if "decided" in lines else named[1]


def _flat(record: Record, rules: list[str]) -> tuple[list[Statement], list[str]]:
    """Statements and rules without those inside others, since the gold has none."""
    content = {statement.id: statement.content for statement in record.statements}
    kept = [
        (statement, rule)
        for statement, rule in zip(record.statements, rules, strict=True)
        if not lies_in(statement, content.get(statement.within or "", ()))
    ]
    return [statement for statement, _ in kept], [rule for _, rule in kept]


def lies_in(statement: Statement, outer: Sequence[Span]) -> bool:
    """True when the whole content stands inside the spans."""
    return all(any(span.holds(inner) for span in outer) for inner in statement.content)


def offsets(spans: Sequence[Span]) -> list[dict[str, int]]:
    """The spans in the shape of the scorers."""
    return [{"start": span.start, "end": span.end} for span in spans]


def _compared(article: Json, statements: list[Statement], rules: list[str]) -> Compared:
    scorer, text = _scorer("score_attributions"), article["text"]
    words = scorer.word_tokens(text)
    rest = (words, [start for start, _ in words], text, scorer.quote_regions(text))
    told = [
        {"speaker": offsets(each.speaker.spans), "cue": offsets(each.cue.spans), "content": offsets(each.content)}
        for each in statements
    ]
    gold = scorer.prepare(article["attributions"], ("source",), *rest)
    ours = scorer.prepare(told, ("speaker",), *rest)
    some_gold = [place for place, each in enumerate(gold) if each["content"]]
    some_ours = [place for place, each in enumerate(ours) if each["content"]]
    pairs = scorer.match([gold[place] for place in some_gold], [ours[place] for place in some_ours], FLOOR)
    of_gold = {some_ours[mine]: some_gold[true] for true, mine, _ in pairs}
    judged = tuple(
        Judged(
            statements[place],
            rules[place],
            place in of_gold,
            place in of_gold
            and _same_source(scorer, gold[of_gold[place]]["source"], ours[place]["source"], words, text),
        )
        for place in some_ours
    )
    found = set(of_gold.values())
    missed = tuple(article["attributions"][place] for place in some_gold if place not in found)
    return Compared(article["id"], text, judged, tuple(article["attributions"]), missed)


def _same_source(scorer: Any, true: set[int], mine: set[int], words: list[tuple[int, int]], text: str) -> bool:
    """Each holds the head word of the other, or both are empty."""
    if not true or not mine:
        return not true and not mine
    return scorer.head_index(true, words, text) in mine and scorer.head_index(mine, words, text) in true


def _same_speaker(scorer: Any, true: Json, mine: Json) -> bool:
    """The same name; where the gold has none, no other name and the same code."""
    if true.get("name"):
        return bool(scorer.name_eq(true["name"], mine.get("name")))
    alike = [scorer.ctext(true.get("spans")), true.get("organisation")]
    if mine.get("name") and not any(scorer.tf1(each, mine["name"]) >= FLOOR for each in alike if each):
        return False
    allowed = [scorer.actor(code) for code in [true.get("code"), *true.get("code_any", [])]]
    return "code" not in true or scorer.actor(mine.get("code")) in allowed


def _scorer(name: str) -> Any:
    folder = str(shared_folder() / "eval")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(name)


def write_json(path: Path, data: Json) -> None:
    """Write a result so that lines of it can be compared."""
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
