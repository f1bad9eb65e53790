"""A user's own actors win over the shipped ones, and a bad row is named by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.actors import code_of, country_of_place, read_own, with_own
from onrecord.actors.ambiguous import second_meanings
from onrecord.actors.gazetteer import lookup
from onrecord.actors.own import COLUMNS
from onrecord.errors import IntakeError, TableError

HEAD = "# own\n" + ",".join(COLUMNS) + "\n"


def table(folder: Path, rows: str) -> Path:
    path = folder / "my.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def test_own_rows_win_within_the_block_only(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "Free Harbour League,group,NOR,OPP,,FHL;Harbour League,desk\n"
        '"Georgia",city,USA,,,,desk\n'
        "Marla Quist,person,SWE,GOV,,Quist,desk\n"
        "Harbour Gazette,outlet,NOR,JRN,newspaper,,desk\n",
    )
    assert code_of("the FHL") is None
    with with_own(path):
        assert code_of("the FHL") == ("NOR", "OPP")
        assert code_of("Quist") == ("SWE", "GOV")
        assert code_of("Syrian rebels") == ("SYR", "REB")
        entry, outlet = lookup("Georgia"), lookup("Harbour Gazette")
        assert entry is not None and (entry.kind, entry.code) == ("city", "USA")
        assert outlet is not None and outlet.medium == "newspaper"
    assert code_of("the FHL") is None
    entry = lookup("Georgia")
    assert entry is not None and entry.kind == "state"


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        ("A Front,band,NOR,REB,,,desk\n", 3, "kind 'band'"),
        ("A Front,group,NOR,REB,,,desk\nB Front,group,nor,REB,,,desk\n", 4, "code 'nor'"),
        ("A Front,group,NOR,rebels,,,desk\n", 3, "sector 'rebels'"),
        ("A Front,state,,GOV,,,desk\n", 3, "without a code"),
        ("A Times,outlet,NOR,JRN,,,desk\n", 3, "medium ''"),
        ("A Front,group,NOR,REB,radio,,desk\n", 3, "medium 'radio'"),
        ("A Front,group,NOR,REB,,,\n", 3, "no source"),
        ('"A, B Front",group,NOR,REB,,,\n', 3, "no source"),
        ("A Front,group,NOR\n", 3, "3 columns"),
        ("A Front,group,NOR,REB,,,x\nA Front,group,NOR,REB,,,x\n", 4, "repeats"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, rows: str, line: int, words: str) -> None:
    with pytest.raises(TableError, match=f"my.csv, line {line} ") as caught, with_own(table(tmp_path, rows)):
        pass
    assert words in str(caught.value)


def test_a_file_that_is_not_there_and_a_wrong_header(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="cannot be read"), with_own(tmp_path / "none.csv"):
        pass
    (tmp_path / "x.csv").write_text("# own\nkey,code\nA,NOR\n", encoding="utf-8")
    with pytest.raises(TableError, match="columns key, code"), with_own(tmp_path / "x.csv"):
        pass


def test_own_rows_win_over_second_meanings_holders_and_towns(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "Congo,organisation,CNGO,NGO,,,desk\nBashar al-Assad,person,NOR,BUS,,Assad,desk\nAarhus,city,SWE,,,,desk\n",
    )
    assert second_meanings("Congo's M23 in Goma")["Congo"].code == "COD"
    with with_own(path):
        assert second_meanings("Congo's M23 in Goma") == {}
        assert code_of("President Assad") == ("NOR", "GOV")
        assert country_of_place("AARHUS") == "SWE"
    assert code_of("President Assad") == ("SYR", "GOV")
    assert country_of_place("AARHUS") == "DNK"


def test_the_same_bytes_are_the_same_table(tmp_path: Path) -> None:
    path = table(tmp_path, "A Front,group,NOR,REB,,,desk\n")
    windows = tmp_path / "windows.csv"
    windows.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_own(path) == read_own(path)
    assert hash(read_own(path)) == hash(read_own(path))
    assert read_own(windows).names == read_own(path).names
