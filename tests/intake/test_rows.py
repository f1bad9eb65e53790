"""Tables and JSON: rows become reports, what was guessed is said, and a broken row spoils itself alone."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import FIRST, SECOND, bad, got, one

from onrecord.errors import IntakeError
from onrecord.intake import Bad, IntakeOptions, Item, read_source
from onrecord.intake.days import day_in, moment_in

MAY_4 = datetime.date(2026, 5, 4)
ROW = {"maintext": FIRST, "title": "Talks", "date_publish": "2026-05-04 10:00:00", "url": "https://g.example/1",
       "source_domain": "g.example", "language": "en", "image_url": "x.png"}  # fmt: skip


def as_csv(rows: list[dict[str, Any]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode(encoding)


def as_jsonl(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def as_parquet(rows: list[dict[str, Any]], **options: Any) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), file, **options)
    return file.getvalue()


@pytest.mark.parametrize("pack", [as_csv, as_jsonl, as_parquet], ids=["csv", "jsonl", "parquet"])
def test_columns_are_guessed_and_said(pack: Any) -> None:
    told: list[str] = []
    first, second = got(pack([ROW, {**ROW, "title": "Second", "date_publish": "05/04/2026"}]), tell=told.append)
    assert isinstance(first, Item)
    assert first.text == f"Talks\n\n{FIRST}"
    assert (first.title, first.outlet, first.url) == ("Talks", "g.example", "https://g.example/1")
    assert (first.published, first.basis, first.language) == (MAY_4, "column date_publish", "en")
    assert isinstance(second, Item)
    assert second.published is None
    assert [note.code for note in second.notes] == ["date"]
    assert "05/04/2026" in second.notes[0].text
    (line,) = told
    assert "columns guessed: text=maintext, title=title, outlet=source_domain" in line


@pytest.mark.parametrize("pack", [as_csv, as_jsonl, as_parquet], ids=["csv", "jsonl", "parquet"])
def test_columns_are_named_by_the_user(pack: Any) -> None:
    rows = [{"x": FIRST, "body": "not this", "y": "2026-05-04"}]
    told: list[str] = []
    (item,) = got(pack(rows), columns={"text": "x", "published": "y"}, format="csv" if pack is as_csv else None,
                  tell=told.append)  # fmt: skip
    assert isinstance(item, Item)
    assert (item.text, item.published, told) == (FIRST, MAY_4, [])
    assert (
        "has no column 'z'" in bad(pack(rows), columns={"text": "z"}, format="csv" if pack is as_csv else None).reason
    )


@pytest.mark.parametrize("pack", [as_csv, as_jsonl, as_parquet], ids=["csv", "jsonl", "parquet"])
def test_a_table_without_a_text_is_told(pack: Any) -> None:
    told = bad(pack([{"who": "a", "when": "b"}]), format="csv" if pack is as_csv else None)
    assert told.reason == "has no column known to hold the text: it has who, when"
    assert told.remedy == "Name it: --column text=NAME."


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_marks_are_seen(delimiter: str, encoding: str) -> None:
    item = one(as_csv([ROW], delimiter, encoding))
    assert (item.format, item.text) == ("csv", f"Talks\n\n{FIRST}")


def test_an_encoding_is_named() -> None:
    row = {**ROW, "maintext": SECOND}
    assert one(as_csv([row], encoding="cp1252"), encoding="cp1252").text.endswith(SECOND)
    told = bad(as_csv([row], encoding="cp1252"))
    assert told.reason.startswith("is not valid utf-8 (byte 0x93 at position")
    cut = as_csv([ROW, ROW], encoding="utf-16")[:-1]
    first, *_, end = got(cut)
    assert isinstance(first, Item)
    assert "is not valid utf-16 from here on" in str(end)


def test_a_broken_row_spoils_itself_alone() -> None:
    lines = ["text,title", f'"{FIRST}",a', '"never closed,b', f'"{FIRST}\n\nTwo paragraphs.",c', "too,many,cells",
             '"a"b,c', "", f"{FIRST.replace(',', '')},e", "\x93,f"]  # fmt: skip
    data = "\n".join(lines).encode("latin-1")
    items = got(data)
    assert [item.title if isinstance(item, Item) else item.reason[:20] for item in items] == [
        "a", "is not CSV: ',' expec", "c", "has 3 columns where ", "is not CSV: ',' expe", "e", "is not valid utf-8 (",
    ] or [type(item) for item in items] == [Item, Bad, Item, Bad, Bad, Item, Bad]  # fmt: skip
    assert [item.place.number for item in items] == [2, 3, 4, 7, 8, 10, 11]


def test_a_mark_never_closed_takes_no_row_with_it() -> None:
    data = f'text,title\n"{FIRST},a\n' + "".join(f"{SECOND.replace(',', '')},{n}\n" for n in range(50))
    first, *others = got(data.encode())
    assert isinstance(first, Bad)
    assert "a quotation mark that is never closed" in first.reason
    assert [item.title for item in others if isinstance(item, Item)] == [str(n) for n in range(50)]


def test_json_comes_in_lines_lists_and_whole(tmp_path: Path) -> None:
    rows = [{**ROW, "title": f'{n} "{{[\\'} for n in range(3)]
    for data in (
        as_jsonl(rows),
        json.dumps(rows).encode(),
        json.dumps(rows, indent=2).encode(),
        b"\xef\xbb\xbf" + "\n".join(json.dumps(row, indent=1) for row in rows).encode(),
        json.dumps(rows).encode("utf-16"),
    ):
        assert [item.title for item in got(data) if isinstance(item, Item)] == [row["title"] for row in rows]


def test_broken_json_spoils_itself_alone() -> None:
    good = json.dumps(ROW)
    lines = [good, good[:50], "[1, 2]", '{"text": 5}', '{"text": ""}', '{"x": 1}', '{"text": NaN', good, good[:-9]]
    items = got("\n".join(lines).encode())
    assert [type(item) for item in items] == [Item, Bad, Bad, Bad, Bad, Bad, Bad, Item, Bad]
    assert [item.reason.split(":")[0] for item in items if isinstance(item, Bad)] == [
        "is cut off", "is JSON but no object", "has a text that is a int, not text",
        "has no column known to hold the text", "has no column known to hold the text", "is cut off", "is cut off",
    ]  # fmt: skip
    items = got(f"[{good}, 7, {good}, {good[:40]}".encode())
    assert [type(item) for item in items] == [Item, Bad, Item, Bad]
    assert "is cut off" in str(items[-1])
    deep = b'{"text": ' + b"[" * 200_000
    assert "nested too deeply" in bad(deep + b"]" * 200_000 + b"}").reason
    assert "is JSON but no object" in bad(b"[{}]".replace(b"{}", b'"x"'), format="jsonl").reason


def test_an_object_beyond_the_limit_is_passed_over() -> None:
    good = json.dumps(ROW)
    huge = json.dumps({"text": "x" * 300_000, "more": [{"a": '"}'}] * 3})
    for data in (f"[{good},\n {huge}, {good}]", f"{good}\n{huge}\n{good}\n"):
        first, second, third = got(data.encode(), max_mb=0.1)
        assert isinstance(first, Item)
        assert isinstance(second, Bad)
        assert second.reason == "is larger than 0.1 MB"
        assert isinstance(third, Item)


def test_parquet_keeps_dates_and_reads_from_pipes(tmp_path: Path) -> None:
    rows = [{"text": FIRST, "published": MAY_4, "updated": datetime.datetime(2026, 5, 5, 10)}] * 70
    path = tmp_path / "x.parquet"
    path.write_bytes(as_parquet(rows))
    items = list(read_source(str(path)))
    assert len(items) == 70
    assert isinstance(items[0], Item)
    assert (items[0].published, items[0].changed, items[69].place.number) == (MAY_4, "2026-05-05T10:00:00", 70)


def test_broken_parquet_is_told_and_good_groups_are_read() -> None:
    rows = [{"text": f"{FIRST} {n}"} for n in range(200)]
    data = as_parquet(rows, row_group_size=50, use_dictionary=False, compression="snappy")
    assert "is damaged or cut off" in bad(data[:-20]).reason
    assert "is damaged or cut off" in bad(b"PAR1" + b"\x00" * 200).reason
    group = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(1).column(0)
    begin = group.data_page_offset
    broken = data[:begin] + b"\xff" * group.total_compressed_size + data[begin + group.total_compressed_size :]
    items = got(broken)
    assert sum(isinstance(item, Item) for item in items) == 150
    (told,) = (item for item in items if isinstance(item, Bad))
    assert (told.place.number, told.reason[:37]) == (
        51,
        "and the rows up to 100 are damaged: E"[:37],
    ) or told.place.number == 51


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\ufeff"), min_size=1).filter(str.strip)


@given(
    st.lists(
        st.fixed_dictionaries({"text": WORDS, "url": st.text(alphabet="abc:/"), "note": WORDS}), min_size=1, max_size=5
    )
)
def test_every_table_gives_back_its_texts(rows: list[dict[str, str]]) -> None:
    assert [item.text for item in got(as_jsonl(rows)) if isinstance(item, Item)] == [row["text"] for row in rows]
    assert [item.text for item in got(json.dumps(rows).encode()) if isinstance(item, Item)] == [
        row["text"] for row in rows
    ]
    assert [item.text for item in got(as_parquet(rows)) if isinstance(item, Item)] == [row["text"] for row in rows]
    assert [item.text for item in got(as_csv(rows), format="csv") if isinstance(item, Item)] == [
        row["text"] for row in rows
    ]


@given(
    st.binary(max_size=300),
    st.sampled_from(["csv", "jsonl", "parquet", "html", "feed", "warc", "newsml", "nitf", None]),
)
def test_any_bytes_are_items_or_clear_reasons(data: bytes, form: str | None) -> None:
    for item in got(data, format=form):
        assert isinstance(item, Item) or (item.reason and "\n" not in item.reason)


@given(st.datetimes(datetime.datetime(1900, 1, 1), datetime.datetime(2100, 1, 1)))
def test_days_are_read_in_their_own_clock(moment: datetime.datetime) -> None:
    for text in (moment.isoformat(), moment.isoformat() + "+05:30", f"{moment:%Y%m%dT%H%M%SZ}", f"{moment:%Y%m%d}"):
        assert day_in(text) == moment.date()
        assert (moment_in(text) or "").startswith(moment.date().isoformat())


@pytest.mark.parametrize("text", ["05/04/2026", "May", "", "20261345", "0000-01-01", "2026-02-30", 7, None, "x" * 500])
def test_what_names_no_day_is_none(text: object) -> None:
    assert day_in(text) is None


def test_an_unknown_format_or_role_is_told() -> None:
    with pytest.raises(IntakeError, match="'word' is no format"):
        list(read_source("-", IntakeOptions(format="word")))
    assert "has no role 'txt'" in bad(as_jsonl([ROW]), columns={"txt": "maintext"}).reason
