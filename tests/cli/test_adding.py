"""`onrecord add`, `watch` and `reread` as commands: what they print, how they end, and feeds over a real server."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.keeping.writing_reports import report

from onrecord.cli import main
from onrecord.store import open_store

Streams = pytest.CaptureFixture[str]


def rows(store: Path, question: str) -> list[tuple[object, ...]]:
    with open_store(store, write=False) as opened:
        return opened.db.execute(question).fetchall()


def test_add_tells_what_became_of_what_came(tmp_path: Path, capsys: Streams) -> None:
    store, source = tmp_path / "news.db", tmp_path / "list.jsonl"
    lines = [json.dumps({"text": report(number), "url": f"https://a.example/{number}"}) for number in range(3)]
    source.write_text("\n".join([*lines, lines[0][:40]]), encoding="utf-8")
    arguments = ["add", str(store), str(source), "--as-of", "2026-06-01", "--date", "2026-05-03"]
    assert main(arguments) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"{store}: 3 reports added, 1 not read (")
    assert f"{source}: 4 is cut off" in err
    assert main(arguments) == 1
    assert capsys.readouterr().out == f"{store}: 3 known already, 1 not read\n"
    assert rows(store, "SELECT DISTINCT published, as_of, format FROM reports") == [
        ("2026-05-03", "2026-06-01", "jsonl")
    ]
    source.write_text("\n".join(lines), encoding="utf-8")
    assert main([*arguments, "--outlet", "The Gazette"]) == 0
    assert capsys.readouterr().out.startswith(f"{store}: 3 reports read anew")
    assert main(["reread", str(store)]) == 0
    assert capsys.readouterr().out == f"{store}: nothing came\n"


def test_standard_input_and_several_reports_in_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import types

    store = tmp_path / "news.db"
    text = report(1) + "\n=====\n\n" + report(2)
    monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=io.BytesIO(text.encode()), isatty=lambda: False))
    assert main(["add", str(store), "-"]) == 0
    assert rows(store, "SELECT source FROM reports ORDER BY 1") == [("standard input: 1",), ("standard input: 2",)]


def test_what_is_no_store_is_told(tmp_path: Path, capsys: Streams) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE mine (x)")
    db.close()
    assert main(["add", str(other), str(other)]) == 1
    assert "is an SQLite file, but no store of onrecord. Name another file." in capsys.readouterr().err
    assert main(["reread", str(tmp_path / "none.db")]) == 1
    assert "does not exist" in capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["--model", "no such pipeline"], ["--format", "parquet"]])
def test_no_store_is_made_for_what_cannot_be_read(tmp_path: Path, more: list[str], capsys: Streams) -> None:
    store, empty = tmp_path / "new.db", tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert main(["add", str(store), str(tmp_path / "missing.txt"), str(empty), *more]) == 1
    assert list(tmp_path.iterdir()) == [empty]
    out, err = capsys.readouterr()
    if not more:
        assert out == f"{store}: 2 not read; no store was made\n"
        assert "missing.txt does not exist" in err


def test_a_store_is_made_for_a_report_behind_what_cannot_be_read(tmp_path: Path, capsys: Streams) -> None:
    store, source = tmp_path / "new.db", tmp_path / "report.txt"
    source.write_text(report(1), encoding="utf-8")
    assert main(["add", str(store), str(tmp_path / "missing.txt"), str(source)]) == 1
    assert capsys.readouterr().out.startswith(f"{store}: 1 report added, 1 not read (")
    assert rows(store, "SELECT place FROM bad") == [(str(tmp_path / "missing.txt"),)]


def test_many_that_cannot_be_read_are_kept(tmp_path: Path, capsys: Streams) -> None:
    store, source = tmp_path / "new.db", tmp_path / "list.jsonl"
    source.write_text("\n".join(["{"] * 25), encoding="utf-8")
    assert main(["add", str(store), str(source)]) == 1
    out, err = capsys.readouterr()
    assert out == f"{store}: 25 not read\n"
    assert f"5 more could not be read; the table bad of {store} has them all" in err
    assert rows(store, "SELECT count(*) FROM bad") == [(25,)]


@pytest.fixture
def site() -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """A server of pages by path, with what was asked of it; what it gave once it gives with an ETag."""
    pages: dict[str, str] = {}
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            mark = f'"{hash(body)}"'
            same = bool(body) and self.headers.get("If-None-Match") == mark
            asked.append(self.path + (" unchanged" if same else ""))
            self.send_response(304 if same else 200 if body else 404)
            self.send_header("Content-Length", "0" if same else str(len(body)))
            self.send_header("ETag", mark)
            self.end_headers()
            self.wfile.write(b"" if same else body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", pages, asked
    server.shutdown()
    thread.join()
    server.server_close()


def feed(url: str, entries: dict[int, str]) -> str:
    items = "".join(
        f"<entry><title>Report {number}</title><link href='{url}/{number}'/><updated>{changed}</updated>"
        f"<summary>Of number {number}.</summary></entry>"
        for number, changed in entries.items()
    )
    return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Gazette</title>{items}</feed>"


def page(number: int, more: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in report(number, sentences=8).split("\n")[2:])
    return f"<html><head><title>Report {number}</title></head><body><article>{paragraphs}{more}</article></body></html>"


def test_a_feed_is_polled_and_its_pages_are_fetched_once(
    site: tuple[str, dict[str, str], list[str]], tmp_path: Path, capsys: Streams
) -> None:
    url, pages, asked = site
    store = tmp_path / "news.db"
    pages |= {"/feed": feed(url, {1: "2026-05-03T10:00:00Z", 2: "2026-05-03T11:00:00Z"}), "/1": page(1), "/2": page(2)}
    poll = ["watch", str(store), f"{url}/feed", "--once", "--links", "--private"]
    assert main(poll) == 0
    assert capsys.readouterr().out.startswith(f"{store}: 2 reports added (")
    assert rows(store, "SELECT source, outlet, published FROM reports ORDER BY 1") == [
        (f"{url}/{number}", "Gazette", "2026-05-03") for number in (1, 2)
    ]
    asked.clear()
    pages["/feed"] = feed(url, {3: "2026-05-04T09:00:00Z", 1: "2026-05-03T10:00:00Z", 2: "2026-05-04T08:00:00Z"})
    pages |= {"/2": page(2, "<p>Harran said the mint would stay open.</p>"), "/3": page(3)}
    assert main(poll) == 0
    assert asked == ["/robots.txt", "/feed", "/3", "/2"], "a page that has not changed is not asked for"
    assert "1 report added, 1 newer or older version of a report" in capsys.readouterr().out
    assert rows(store, "SELECT added, removed, kept > 3 FROM revisions") == [(1, 0, 1)]


def test_a_feed_is_read_with_own_frames(
    site: tuple[str, dict[str, str], list[str]], tmp_path: Path, capsys: Streams
) -> None:
    url, pages, _ = site
    store, frames = tmp_path / "news.db", tmp_path / "my.yaml"
    frames.write_text(
        "# mine\nframes:\n- {verbs: [sail through], type: MOBILIZE, recipient: [obj]}\n", encoding="utf-8"
    )
    pages |= {"/feed": feed(url, {1: "2026-05-03T10:00:00Z"})}
    pages["/1"] = page(1, "<p>A Chilean warship sailed through Peruvian waters.</p>")
    assert main(["watch", str(store), f"{url}/feed", "--once", "--links", "--private", "--frames", str(frames)]) == 0
    assert capsys.readouterr().out.startswith(f"{store}: 1 report added")
    assert rows(store, "SELECT type, actors, recipients FROM events WHERE type = 'MOBILIZE'") == [
        ("MOBILIZE", "CHL", "PER")
    ]
    assert rows(store, "SELECT name FROM frame_tables") == [(str(frames),)]


def test_a_feed_that_has_not_changed_gives_nothing(site: tuple[str, dict[str, str], list[str]]) -> None:
    from onrecord.intake import IntakeOptions, read_source

    url, pages, asked = site
    pages["/feed"] = feed(url, {1: "2026-05-03T10:00:00Z"})
    options = IntakeOptions(private=True, robots=False, pause=0, validators={})
    assert len(list(read_source(f"{url}/feed", options))) == 1
    assert list(read_source(f"{url}/feed", options)) == []
    pages["/feed"] = feed(url, {1: "2026-05-03T10:00:00Z", 2: "2026-05-03T10:00:00Z"})
    assert len(list(read_source(f"{url}/feed", options))) == 2
    assert asked == ["/feed", "/feed unchanged", "/feed"]
