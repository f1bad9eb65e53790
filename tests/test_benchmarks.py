"""The comparison of figures fails when it should: a fall, a figure gone, other gold, unread documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import score, speed
from benchmarks.cold import cold_start
from benchmarks.figures import Figure, Row, compare, gold_hashes, load_committed, load_figures, value_of
from benchmarks.readme import scores_table

DATES = Figure("Dates", "wire", "dates", ("date", "f1"), noise=0.01, first=None, target=0.8)


def test_the_list_of_figures_is_sound() -> None:
    figures = load_figures()
    assert 12 <= len(figures) <= 48
    assert len({figure.id for figure in figures}) == len(figures)
    assert all(0 <= figure.noise <= 0.05 for figure in figures)


@pytest.mark.parametrize(
    ("committed", "now", "fell"),
    [
        (None, 0.5, False),  # a new figure
        (0.5, 0.5, False),
        (0.5, 0.49, False),  # within the noise
        (0.5, 0.489, True),
        (0.5, 0.7, False),
        (0.5, None, True),  # it was measured and is not any more
    ],
)
def test_a_figure_falls_beyond_its_noise(committed: float | None, now: float | None, fell: bool) -> None:
    assert Row(DATES, committed, now).fell is fell


def test_a_figure_that_the_scorer_does_not_know_is_an_error() -> None:
    assert value_of(DATES, {}) is None
    assert value_of(DATES, {"wire": {"date": None}}) is None
    with pytest.raises(KeyError, match=r"wire / date / f1"):
        value_of(DATES, {"wire": {"statement": 1.0}})


def test_what_is_wrong_is_said_in_words() -> None:
    rows = [Row(DATES, 0.5, 0.4), Row(DATES, 0.5, 0.6)]
    wrong = score.verdict(rows, ["wire"], {"wire": {"missing": 1}, "news": {"failed documents": 0}})
    assert wrong == [
        "wire / date / f1 fell from 0.5 to 0.4 (noise 0.01)",
        "1 documents of wire could not be read, see build/scores.txt",
        "the gold of wire is not the one the committed figures were measured on",
    ]


def test_the_table_shows_what_fell_and_what_is_reached() -> None:
    rows = [Row(DATES, 0.5, 0.4), Row(DATES, None, 0.8), Row(DATES, 0.5, None)]
    _, group, fell, new, gone = score.lines_of(rows)
    assert group == "Dates"
    assert fell.split() == ["dates", "0.500", "0.400", "-0.100", "0.80", "·", "FELL"]
    assert new.split() == ["dates", "0.800", "0.80", "✓"]
    assert gone.endswith("FELL")


def test_figures_kept_are_the_figures_compared(tmp_path: Path) -> None:
    path = tmp_path / "scores.json"
    assert load_committed(path)["figures"] == {}
    score.keep([Row(DATES, None, 0.5)], {"wire": "0" * 64}, path)
    committed = load_committed(path)
    (row,) = compare((DATES,), committed["figures"], {"wire": {"date": {"f1": 0.4}}})
    assert row == Row(DATES, 0.5, 0.4)
    assert "| dates | 0.500 | 0.80 |" in scores_table((DATES,), committed)


def test_gold_is_known_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "eval").mkdir()
    (tmp_path / "seed").mkdir()
    (tmp_path / "eval" / "news.jsonl").write_text("{}\n", encoding="utf-8")
    (tmp_path / "seed" / "one.txt").write_text("one", encoding="utf-8")
    before = gold_hashes(tmp_path, {"news", "seed"})
    (tmp_path / "seed" / "one.txt").write_text("two", encoding="utf-8")
    after = gold_hashes(tmp_path, {"news", "seed"})
    assert before["news"] == after["news"]
    assert before["seed"] != after["seed"]


def test_score_is_skipped_where_there_is_no_gold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_SHARED", str(tmp_path))
    assert score.main([]) == 0
    assert "skipped" in capsys.readouterr().out


def test_score_fails_when_a_figure_fell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "eval").mkdir()
    (tmp_path / "eval" / "score.py").touch()
    monkeypatch.setenv("ONRECORD_SHARED", str(tmp_path))
    monkeypatch.setattr(score, "load_figures", lambda: (DATES,))
    gold = gold_hashes(tmp_path, {"wire"})
    monkeypatch.setattr(score, "load_committed", lambda: {"gold": gold, "figures": {DATES.id: 0.5}})
    given = tmp_path / "scores.json"
    for value, status in ((0.5, 0), (0.3, 1)):
        given.write_text(json.dumps({"wire": {"date": {"f1": value}}}), encoding="utf-8")
        assert score.main(["--from", str(given)]) == status


def test_both_sides_of_a_speed_row_run_in_turns() -> None:
    ran: list[str] = []
    bench = speed.Bench("b", "a", lambda texts: (lambda: ran.append("a"), lambda: ran.append("b")))
    result = speed.measure(bench, ["some words"], rounds=2)
    assert ran == ["a", "b"] + ["a", "b"] * 2
    assert result.ratio > 0


def test_a_cold_start_is_measured_in_fresh_processes() -> None:
    loading, reading = cold_start(1)
    assert 0.1 < loading < reading * 2  # seconds; to read holds to load
