"""The loader refuses every malformed table with a message that names the file and the line."""

from __future__ import annotations

import unicodedata
from importlib import resources

import pytest

from onrecord.errors import TableError
from onrecord.tables import load_csv, load_terms, load_yaml, parse_csv, parse_yaml


def test_reads_rows_with_comments_blank_cells_and_quotes() -> None:
    text = '# source\n# more\nkey,code,note\n"Minsk, old town",BLR,\nKyiv,UKR, said "so"\n'
    assert parse_csv(text, "x.csv") == (
        {"key": "Minsk, old town", "code": "BLR", "note": ""},
        {"key": "Kyiv", "code": "UKR", "note": 'said "so"'},
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("key\na\n", 1, "comment"),
        ("# s\nkey,code\na,b\nc\n", 4, "1 columns where the header has 2"),
        ("# s\nkey,code\na,b\na,c\n", 4, "repeats the key 'a' of line 3"),
        ("# s\nkey,code\n,b\n", 3, "empty key"),
        ("# s\nkey,key\n", 2, "repeated column"),
        ("# s\nkey\n" + unicodedata.normalize("NFD", "Élysée") + "\n", 3, "normal form C"),
        ('# s\nkey\n"open\n', 3, "not CSV"),
    ],
)
def test_a_bad_csv_is_named(text: str, line: int, words: str) -> None:
    with pytest.raises(TableError) as caught:
        parse_csv(text, "lexicon/x.csv")
    assert f"lexicon/x.csv, line {line} " in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\n", 1, "comment"),
        ("# s\na: 1\na: 2\n", 3, "repeats the key 'a'"),
        ("# s\na: {b: 1, b: 2}\n", 2, "repeats the key 'b'"),
        ("# s\na: [1\n", 3, "expected"),
    ],
)
def test_a_bad_yaml_is_named(text: str, line: int, words: str) -> None:
    with pytest.raises(TableError) as caught:
        parse_yaml(text, "ontology/x.yaml")
    assert f"ontology/x.yaml, line {line} " in str(caught.value)
    assert words in str(caught.value)


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(TableError, match="missing"):
        load_csv("lexicon/no-such-table.csv")
    with pytest.raises(TableError, match="does not lie in the tables folder"):
        load_csv("../errors.py")


def test_a_table_is_read_once() -> None:
    assert load_csv("gazetteer/seats.csv") is load_csv("gazetteer/seats.csv")
    assert "Kremlin" in load_terms("gazetteer/seats.csv")


def test_every_shipped_table_loads() -> None:
    root = resources.files("onrecord.tables")
    names = [
        f"{folder.name}/{file.name}"
        for folder in root.iterdir()
        if folder.is_dir() and not folder.name.startswith("_")
        for file in folder.iterdir()
    ]
    assert names
    for name in names:
        if name.endswith(".csv"):
            assert load_csv(name), f"{name} holds no row"
        elif name.endswith((".yaml", ".yml")):
            assert load_yaml(name), f"{name} holds nothing"
