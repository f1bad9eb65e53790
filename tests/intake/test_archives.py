"""Archives: opened on the way, with limits that no bomb passes, and the good beside the bad still read."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import pytest
import zstandard
from making import BODY, FIRST, HEADLINE, RSS, bad, got, one, page, zipped

from onrecord.intake import Bad, IntakeOptions, Item, Meter, read_source, size_of

LINES = "".join(json.dumps({"text": f"{FIRST} {n} {os.urandom(20).hex()}"}) + "\n" for n in range(400)).encode()


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gz", "zst"])
def test_a_packed_file_is_read_as_what_it_holds(pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    assert one(pack(FIRST.encode())).text == FIRST
    assert one(pack(page().encode())).format == "html"
    assert len(got(pack(LINES))) == 400
    path = tmp_path / "list.csv.gz"
    path.write_bytes(pack(b"when;words\n1;Talks go on.\n"))
    (item,) = read_source(str(path), IntakeOptions(columns={"text": "words"}))
    assert isinstance(item, Item)
    assert (item.format, item.text) == ("csv", "Talks go on.")


@pytest.mark.parametrize(
    "pack", [gzip.compress, zstandard.ZstdCompressor(write_checksum=True).compress], ids=["gz", "zst"]
)
def test_a_packed_file_cut_off_gives_what_came_before(pack: object) -> None:
    assert callable(pack)
    packed = pack(b"".join(b'{"text": "%s"}\n' % os.urandom(600).hex().encode() for _ in range(800)))
    *items, end = got(packed[: len(packed) // 2])
    assert items
    assert all(isinstance(item, Item) for item in items[:-1])
    assert isinstance(end, Bad)
    assert "is cut off" in end.reason
    packed = packed[:-12] + bytes([packed[-12] ^ 1]) + packed[-11:]
    end = got(packed)[-1]
    assert isinstance(end, Bad)
    assert "is damaged" in end.reason or "is cut off" in end.reason


def test_several_members_of_gzip_are_one_file() -> None:
    half = LINES.index(b"\n", len(LINES) // 2) + 1
    assert len(got(gzip.compress(LINES[:half]) + gzip.compress(LINES[half:]) + b"\x00" * 100)) == 400
    assert len(got(zstandard.compress(LINES[:half]) + zstandard.compress(LINES[half:]))) == 400


def test_a_zip_gives_its_members_in_order_each_as_what_it_is(tmp_path: Path) -> None:
    data = zipped(
        a__html=page().encode(), b__jsonl=LINES, c__txt=b"", d__txt=FIRST.encode(), e__xml=RSS.encode(), __DS_Store=b"x"
    )
    path = tmp_path / "wire.zip"
    path.write_bytes(data)
    items = list(read_source(str(path)))
    assert [str(item.place).removeprefix(f"{path}: ") for item in items if isinstance(item, Item)] == [
        "a.html", *(f"b.jsonl: {n}" for n in range(1, 401)), "d.txt", "e.xml: 1", "e.xml: 2",
    ]  # fmt: skip
    (empty,) = (item for item in items if isinstance(item, Bad))
    assert str(empty) == f"{path}: c.txt is empty. Give a report's text."
    assert len(got(data)) == len(items)


def test_a_member_that_is_damaged_or_locked_does_not_stop_the_others() -> None:
    data = bytearray(zipped(a__txt=FIRST.encode() * 3, b__txt=FIRST.encode()))
    data[60] ^= 0xFF
    first, second = got(bytes(data))
    assert isinstance(first, Bad)
    assert "is damaged" in first.reason
    assert isinstance(second, Item)
    data = bytearray(zipped(a__txt=FIRST.encode(), b__txt=FIRST.encode()))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert [type(item) for item in got(bytes(data))] == [Bad, Item]


def test_a_zip_cut_off_or_broken_is_told() -> None:
    assert "is a damaged ZIP archive" in bad(zipped(a__txt=FIRST.encode())[:-30]).reason
    assert "is a tar archive" in bad(b"a.txt".ljust(257, b"\x00") + b"ustar" + b"\x00" * 250).reason


def test_archives_are_opened_two_deep_and_no_deeper() -> None:
    twice = zipped(inner__zip=zipped(a__txt=FIRST.encode()), x__txt__gz=gzip.compress(FIRST.encode()))
    assert [str(item.place) for item in got(twice)] == ["standard input: inner.zip: a.txt", "standard input: x.txt.gz"]
    assert "archive in an archive" in bad(zipped(c__zip=twice[:0] + zipped(b__zip=zipped(a__txt=b"x")))).reason
    assert "archive in an archive" in bad(gzip.compress(gzip.compress(gzip.compress(b"x")))).reason


def nothing(size: int) -> Iterator[bytes]:
    """Zeros in pieces."""
    return itertools.repeat(b"0" * 1_000_000, size // 1_000_000)


def bomb_gz(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(piece) for piece in nothing(size)), packer.flush()])


def bomb_zip(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("bomb.jsonl", "w") as member:
            for piece in nothing(size):
                member.write(piece)
        archive.writestr("good.txt", FIRST)
    return file.getvalue()


def test_a_bomb_is_refused_and_what_lies_beside_it_is_read() -> None:
    first, second = got(bomb_zip(200_000_000), max_mb=1000)
    assert isinstance(first, Bad)
    assert first.reason == "unpacks to more than 200 times its size, as a zip bomb does"
    assert isinstance(second, Item)
    assert second.text == FIRST
    assert "as a zip bomb does" in bad(bomb_gz(100_000_000), max_mb=1000).reason
    packer = zstandard.ZstdCompressor().compressobj()
    bomb = b"".join([*(packer.compress(piece) for piece in nothing(100_000_000)), packer.flush()])
    assert "as a zip bomb does" in bad(bomb, max_mb=1000).reason


def test_all_members_share_one_limit() -> None:
    data = zipped(**{f"m{n}__txt": os.urandom(300_000).hex().encode() for n in range(6)})
    *items, over, rest = got(data, max_total_mb=2)
    assert [type(item) for item in items] == [Item] * 3
    assert "to more than 2 MB" in str(over)
    assert "more files, which were left unread" in str(rest)


class Line100(io.RawIOBase):
    """A hundred megabytes of one line between two good ones, made as they are read."""

    def __init__(self) -> None:
        good = json.dumps({"text": FIRST}).encode() + b"\n"
        self.pieces = itertools.chain([good, b'{"text": "'], nothing(100_000_000), [b'"}\n', good])
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        self.rest = self.rest or next(self.pieces, b"")
        size = min(len(buffer), len(self.rest))
        buffer[:size] = self.rest[:size]
        self.rest = self.rest[size:]
        return size


def test_a_line_of_100_mb_is_passed_over_in_little_memory() -> None:
    import tracemalloc

    tracemalloc.start()
    items = list(read_source("-", IntakeOptions(max_mb=4), stdin=cast(BinaryIO, Line100())))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(item) for item in items] == [Item, Bad, Item]
    assert isinstance(items[1], Bad)
    assert items[1].reason == "is larger than 4 MB"
    assert items[1].start.startswith(b'{"text": "000')
    assert peak < 14_000_000


def test_folders_and_patterns_are_read_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.html", "b/1.jsonl", ".hidden.txt", "b/.git/x.txt", "c.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            {"html": page().encode(), "sonl": LINES[: LINES.index(b"\n") + 1]}.get(name[-4:], FIRST.encode())
        )
    names = [item.place.source.removeprefix(f"{tmp_path}/") for item in read_source(str(tmp_path))]
    assert names == ["a.html", "c.csv", "b/1.jsonl", "b/2.txt"]
    assert [Path(item.place.source).name for item in read_source(str(tmp_path / "**" / "*.txt"))] == ["2.txt"]
    odd = tmp_path / "odd[1].txt"
    odd.write_text(FIRST)
    assert [item.place.source for item in read_source(str(odd))] == [str(odd)]


def test_the_meter_counts_what_lies_on_disk(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(LINES))
    (tmp_path / "b.zip").write_bytes(zipped(a__txt=FIRST.encode(), b__txt=FIRST.encode()))
    (tmp_path / "c.html").write_bytes(page().encode())
    meter = Meter()
    assert sum(isinstance(item, Item) for item in read_source(str(tmp_path), meter=meter)) == 403
    assert meter.done == size_of([str(tmp_path)]) == sum(path.stat().st_size for path in tmp_path.iterdir())
    assert size_of(["-"]) is None


def test_what_a_page_holds_stays_whole_through_an_archive() -> None:
    assert one(zipped(a__html=page().encode())).text == "\n\n".join([HEADLINE, *BODY])
