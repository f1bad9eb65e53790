"""Reading files: text comes out exactly, what is none comes out as one clear error, and the rest is still read."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import IntakeError
from onrecord.intake import Bad, IntakeOptions, Item, Place, read_source
from onrecord.intake.text import decoded

TEXT = "MINSK, 6 May – “Yes,” Zoë said.\r\nСказал он.\n\x0c…"


def read(path: Path | str, stdin: bytes = b"", **options: Any) -> Item | Bad:
    (got,) = read_source(str(path), IntakeOptions(**{"format": "text", **options}), stdin=io.BytesIO(stdin))
    return got


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-32"],
)
def test_text_comes_out_as_it_stands(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read(path) == Item(TEXT, Place(str(path)), "text")


def test_big_endian_utf_16_is_known_by_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert read(path) == Item(TEXT, Place(str(path)), "text")


def test_another_encoding_is_used_when_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("“Non,” a dit Zoë.".encode("cp1252"))
    got = read(path, encoding="cp1252")
    assert isinstance(got, Item)
    assert got.text == "“Non,” a dit Zoë."


def test_standard_input_is_a_dash() -> None:
    assert read("-", b"Talks go on.") == Item("Talks go on.", Place("standard input"), "text")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "holds no text"),
        (b"\xef\xbb\xbf", "holds no text"),
        (b"%PDF-1.7 ...", "is a PDF file, not plain text. Turn it into text first"),
        (b"PK\x03\x04....", "is a damaged ZIP archive"),
        (b"PK\x03\x04....[Content_Types].xml", "is an office document"),
        (b"\x1f\x8b\x08....", "is damaged"),
        (b"\x89PNG\r\n", "is an image"),
        (b"talks\x00go on", "is binary, not plain text (zero byte at 5)"),
        ("talks".encode("utf-16-le"), "--encoding utf-16-le"),
        (b" \n<!DOCTYPE html><html>", "is an HTML or XML page"),
        (b"one\ntwo \x93yes\x94", "is not valid utf-8 (byte 0x93 at position 8, line 2). Name the encoding"),
        (b"\xff\xfea", "is not valid utf-16 (byte 0x61 at position 2, line 1)"),
    ],
)
def test_what_is_no_text_is_told_in_one_line(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    got = read(path)
    assert isinstance(got, Bad)
    assert got.start == data
    assert str(got).startswith(str(path))
    assert told in str(got)
    assert "\n" not in str(got)


def test_a_wrong_name_of_an_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"Talks go on.")
    assert "klingon is not the name of an encoding" in str(read(path, encoding="klingon"))
    assert "base64 is not the name of an encoding" in str(read(path, encoding="base64"))
    path.write_bytes(b"\xff\xff")
    assert "is not valid ascii" in str(read(path, encoding="ascii"))


def test_missing_files_and_directories_are_told(tmp_path: Path) -> None:
    assert "does not exist. Check the path." in str(read(tmp_path / "none.txt"))
    assert "holds no file. Check the folder or the pattern." in str(read(tmp_path))
    assert "holds no file" in str(read(tmp_path / "*.txt"))
    assert "cannot be read" in str(read("a\x00b"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_forbidden_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"x")
    path.chmod(0)
    assert "may not be read" in str(read(path))


def test_too_much_is_refused_without_reading_it_all() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            buffer[:] = b"a" * len(buffer)
            self.taken += len(buffer)
            return len(buffer)

    endless = Endless()
    (got,) = read_source("-", IntakeOptions(max_mb=0.002, format="text"), stdin=cast(BinaryIO, endless))
    assert str(got) == "standard input is larger than 0.002 MB. Split it, or raise the limit with --max-mb."
    assert endless.taken <= 200_000


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Talks go on.", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x93Yes\x94")
    (tmp_path / "worse.txt").write_bytes(b"")
    got = list(read_source(str(tmp_path)))
    assert [(Path(item.place.source).name, type(item)) for item in got] == [
        ("bad.txt", Bad), ("good.txt", Item), ("worse.txt", Bad),
    ]  # fmt: skip


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_survives(text: str) -> None:
    if text.removeprefix("\ufeff").strip():
        assert decoded(text.encode(), "x", "utf-8").text == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_text_or_a_clear_error(data: bytes) -> None:
    try:
        source = decoded(data, "x")
    except IntakeError as error:
        assert str(error).startswith("x ")
    else:
        assert source.text.strip()
