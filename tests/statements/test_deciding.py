"""The decision on cues: what the artefact may hold, and that it decides as its counts and weights say."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from onrecord import models
from onrecord.errors import ModelError
from onrecord.language import load, read_language
from onrecord.layout import lay_out
from onrecord.statements import candidates, columns, evidence
from onrecord.statements.candidates import of_token
from onrecord.statements.choosing import candidates_for, choose
from onrecord.statements.deciding import ANY, Counts, decision
from onrecord.statements.lexicon import verb_entry
from onrecord.statements.quoting import Period, periods

FOLDER = Path(models.__file__).parent / "cues"
#: Names that the code gives to features; all other words in a feature's name are tags, labels or words of grammar.
NAMES = {
    "behind",
    "frame", "rule", "prior", "general", "class", "listed", "none", "speech", "mind", "show", "act", "tag", "dep",
    "subject", "inverted", "passive", "negated", "aux", "mark", "to", "quoted", "above", "heading", "question",
    "possessed", "length", "opens", "word", "own", "that", "finite", "end", "the", "gap", "before", "far", "comma",
    "between", "holds", "quotation", "inside", "head", "listener", "same", "shorter", "longer", "ends", "it", "cut",
    "commas", "says", "again", "last", "next", "then", "hangs", "rest", "begins", "later", "content", "cue", "root",
    "other", "WH", "I", "he", "who", "proper", "source", "plural", "common", "gerund", "infinitive", "object",
    "and", "with", "what", "follows", "clause", "around", "by", "position", "bias", "on", "out", "pout", "a", "an",
    "ca", "cb", "cp",
}  # fmt: skip


def _period(text: str) -> Period:
    reading = read_language(lay_out(text))
    return periods(reading, reading.segments[-1])[0]


def _keys(name: str) -> list[str]:
    with (FOLDER / name).open(encoding="utf-8") as file:
        return [row[0] for row in csv.reader(line for line in file if not line.startswith("#"))][1:]


@pytest.mark.parametrize("name", ["weights.csv", "bounds.csv"])
def test_no_feature_names_a_word_of_the_text(name: str) -> None:
    nlp = load().nlp
    labels = {label for pipe in ("tagger", "parser", "morphologizer", "ner") for label in nlp.get_pipe(pipe).labels}
    grammar = set(columns.OPENERS | columns.CUTS | evidence._MARKS | candidates._PREPOSITIONS) | set(
        evidence._MODALS.values()
    )
    frames = {word for key in _keys("counts.csv") for word in key.split()[-1].split(":")}
    closed = NAMES | grammar | frames | {part for label in labels for part in re.split(r"[^A-Za-z]+", label)}
    words = {word for key in _keys(name) for word in re.findall(r"[A-Za-z]+", key)}
    assert words <= closed | {"TIME", "POS", "Case"}, words - closed


def test_a_listed_lemma_is_a_cue_in_five_documents_or_more() -> None:
    for (part, lemma, frame), (cues, uses) in decision().counts.uses.items():
        assert cues <= uses
        if lemma != ANY and frame == ANY:
            assert cues >= 5, (part, lemma)


def test_an_unknown_word_is_judged_by_its_frame_alone() -> None:
    counts = Counts({("v", ANY, "c"): (50, 100), ("v", "say", ANY): (90, 100), ("v", "say", "c"): (88, 90)})
    assert counts.logit("v", "say", "c") > counts.logit("v", "frobnicate", "c") == counts.logit("v", "zork", "c")
    assert counts.lists("v", "say") and not counts.lists("v", "zork")


def test_leaving_a_document_out_lowers_what_it_raised() -> None:
    counts = Counts({("v", ANY, "c"): (50, 100), ("v", "vow", "c"): (9, 10)})
    assert counts.logit("v", "vow", "c", less=(9, 9)) < counts.logit("v", "vow", "c")


def test_the_frame_that_holds_a_statement_is_likelier_than_one_that_does_not() -> None:
    period = _period("The envoy said on Monday that the dam would be opened in May.")
    verb = next(token for token in period.tokens() if token.text == "said")
    likely = {
        each.frame: decision().probability(each, period) for each in candidates_for(verb, verb_entry(verb), period)
    }
    assert likely["c"] > 0.8
    assert likely.get("p:on", 0.0) < 0.2


def test_a_deed_without_words_is_no_statement() -> None:
    period = _period("The rebels crossed the river and burned the bridge behind them.")
    assert [choose(token, verb_entry(token), period) for token in period.tokens()] == [None] * len(
        list(period.tokens())
    )


def test_what_is_told_names_the_heaviest_features() -> None:
    period = _period("The minister praised the ceasefire.")
    verb = next(token for token in period.tokens() if token.text == "praised")
    found = choose(verb, verb_entry(verb), period)
    assert found is not None and found.decided is not None
    weighed = decision().weighed(next(each for each in of_token(verb, period) if each.frame == "o"), period)
    assert abs(weighed[0][1]) == max(abs(weight) for _, weight in weighed)
    assert found.decided().startswith("“praise” is a cue in")


def test_a_changed_artefact_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "cues"
    copy.mkdir()
    for path in FOLDER.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    (copy / "weights.csv").write_text("# changed\nkey,weight\nbias,9\n", encoding="utf-8")
    monkeypatch.setattr(models, "_HERE", tmp_path)
    models.artefact.cache_clear()
    try:
        with pytest.raises(ModelError, match=r"weights\.csv"):
            models.artefact("cues")
    finally:
        models.artefact.cache_clear()
