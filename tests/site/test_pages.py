"""Every page over the examples: what it shows, where its links lead, and what it must never do."""

from __future__ import annotations

import re
import sqlite3
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from tests.site.conftest import Visitor

from onrecord.store import open_store
from onrecord.views.web.site.serve import datasette_over

_PATHS = ("/", "/-/search?q=lock", "/-/ties", "/-/read", "/-/dyad/PRY/URY", "/-/actor/URY")


def links(page: Any) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]+)"', page.text)]


def one(store: Path, select: str, *values: object) -> Any:
    with sqlite3.connect(store) as db:
        found = db.execute(select, values).fetchone()
    db.close()
    return found[0]


@pytest.fixture(scope="module")
def every_path(example_store: Path) -> list[str]:
    report = one(example_store, "SELECT id FROM reports ORDER BY statements DESC")
    speaker = one(example_store, "SELECT id FROM speakers WHERE name = 'Pilar Etcheverry'")
    return [*_PATHS, f"/-/report/{report}", f"/-/report/{report}?why=1", f"/-/speaker/{speaker}"]


def test_every_link_of_every_page_leads_somewhere(visitor: Visitor, every_path: list[str]) -> None:
    asked: set[str] = set()
    for path in every_path:
        page = visitor.get(path)
        assert page.status_code == 200, path
        asked |= {link for link in links(page) if link.startswith("/")}
    kinds = {re.sub(r"/[0-9a-f]{12,16}|\?.*|#.*", "", link) for link in asked}
    assert {"/-/report", "/-/speaker", "/-/search", "/-/ties"} <= kinds
    assert [link for link in sorted(asked) if visitor.get(link).status_code not in (200, 302)] == []


def test_every_cell_of_a_table_leads_to_the_characters_it_was_read_from(visitor: Visitor) -> None:
    page = visitor.get("/-/dyad/PRY/URY")
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page.text, re.DOTALL)
    assert len(cells) > 60
    assert [cell for cell in cells if not re.search(r'href="/-/report/\w+\?at=\d+-\d+#at"', cell)] == []


def test_a_place_is_pointed_out_in_the_text(visitor: Visitor, example_store: Path) -> None:
    report, start, stop, words = one_row(
        example_store,
        "SELECT report, start, stop, substr(text, start + 1, stop - start) FROM statements"
        " JOIN reports ON reports.id = report WHERE content LIKE 'One does not negotiate%'",
    )
    page = visitor.get(f"/-/report/{report}?at={start}-{stop}")
    assert 'id="at"' in page.text
    shown = "".join(re.findall(r'<span class="asked[^>]*>(.*?)</span>', page.text.partition("<article")[2]))
    assert unescape(shown) == words


def one_row(store: Path, select: str) -> Any:
    with sqlite3.connect(store) as db:
        found = db.execute(select).fetchone()
    db.close()
    return found


@pytest.mark.parametrize("at", ["5-3", "0-99999999", "x-y", "-1-2", "1-2<script>", "999999999999-9999999999999"])
def test_places_that_are_none_are_passed_over(visitor: Visitor, example_store: Path, at: str) -> None:
    report = one(example_store, "SELECT id FROM reports")
    page = visitor.get(f"/-/report/{report}", params={"at": at})
    assert page.status_code == 200
    assert "<script>" not in page.text


def test_search_finds_words_phrases_and_beginnings(visitor: Visitor) -> None:
    for words in ("pencil stamp", '"running till"', "negot*"):
        page = visitor.get("/-/search", params={"q": words})
        assert 'class="line ' in page.text, words
    assert "No statement was found" in visitor.get("/-/search?q=zzzzzz").text
    unclosed = visitor.get("/-/search", params={"q": "lock)"}).text
    assert "closes a bracket" in unclosed
    assert "No statement was found" not in unclosed, "nothing was searched for"


def test_search_narrows_by_each_field(visitor: Visitor) -> None:
    page = visitor.get(
        "/-/search?name=ramiro+ledesma&kind=direct&force=assert&code=PRY&since=2025-04-01&until=2025-04-30"
    )
    assert page.text.count('class="line ') == 2
    assert "The meeting of April 8" in page.text
    assert "Nobody has told us" in page.text


def test_a_state_is_found_by_its_name_as_by_its_code(visitor: Visitor) -> None:
    for field in ("code", "to"):
        by_code, by_name = (visitor.get(f"/-/search?{field}={asked}") for asked in ("URY", "uruguay"))
        assert by_name.text.count('class="line ') == by_code.text.count('class="line ') > 0, field


def test_a_day_that_is_none_is_told(visitor: Visitor) -> None:
    for path in ("/-/search?q=lock&since=soon", "/-/dyad/PRY/URY?until=soon"):
        assert "“soon” is not a day" in visitor.get(path).text


def test_the_dyad_as_of_a_day_knows_nothing_later(visitor: Visitor) -> None:
    page = visitor.get("/-/dyad/PRY/URY?until=2025-04-03")
    assert re.search(r"dialogue: <strong>suspended</strong>", page.text)
    assert "Sep 2025" not in page.text
    assert re.search(r"dialogue: <strong>active</strong>", visitor.get("/-/dyad/PRY/URY").text)


def test_reports_that_contradict_each_other_stand_side_by_side(visitor: Visitor) -> None:
    found = re.search(r'<ul class="contradictions">(.*?)</ul>', visitor.get("/-/dyad/PRY/URY").text, re.DOTALL)
    assert found is not None
    for words in ("Pilar Etcheverry", "suspended its dialogue", "Ramiro Ledesma", "continuing its dialogue"):
        assert words in found[1]


def test_the_map_is_narrowed(visitor: Visitor) -> None:
    shown = [
        int(found[1])
        for path in ("/-/ties", "/-/ties?actor=pry", "/-/ties?actor=pry&kind=dialogue")
        if (found := re.search(r"\b(\d+) ties? among \d+ actors", visitor.get(path).text))
    ]
    assert len(shown) == 3
    assert shown[0] > shown[1] > shown[2] > 0
    assert "No tie is on record that fits" in visitor.get("/-/ties?kind=nothing").text


@pytest.mark.parametrize(
    "path", ["/-/report/0000000000000000", "/-/speaker/000000000000", "/-/actor/QQQ", "/-/dyad/QQQ/RRR"]
)
def test_what_is_not_there_is_told(visitor: Visitor, path: str) -> None:
    page = visitor.get(path)
    assert page.status_code == 404
    assert "Not in the store" in page.text


def test_policy_lets_no_inline_script_run(visitor: Visitor, every_path: list[str]) -> None:
    for path in every_path:
        page = visitor.get(path)
        policy = dict(part.strip().split(" ", 1) for part in page.headers["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == "'self'"
        scripts = re.findall(r"<script([^>]*)>", page.text)
        assert all("src=" in script or 'type="application/json"' in script for script in scripts)
        assert not re.search(r"<[^>]+\son\w+=", page.text)
        assert not re.search(r'href="(?!/|\?|#|https?:)', page.text)


def test_pages_are_small(visitor: Visitor, every_path: list[str]) -> None:
    for path in every_path:
        page = visitor.get(path)
        files = re.findall(r'(?:src|href)="(/-/onrecord/[^"]+)"', page.text)
        parts = [len(visitor.get(file).content) for file in set(files) if "bokeh" not in file]
        assert len(page.content) + sum(parts) < 300_000, path


def test_files_are_packed_and_kept(visitor: Visitor) -> None:
    (file,) = (link for link in re.findall(r'src="([^"]+)"', visitor.get("/").text) if "bokeh" in link)
    sent = visitor.get(file, headers={"accept-encoding": "gzip"})
    assert sent.headers["content-encoding"] == "gzip"
    assert "immutable" in sent.headers["cache-control"]
    assert visitor.get("/-/onrecord/000000000000/secret.js").status_code == 404


def test_datasette_alone_shows_the_same(example_store: Path, visitor: Visitor) -> None:
    from datasette.app import Datasette

    plain = Visitor(Datasette([str(example_store)]))
    try:
        assert plain.get("/-/ties").text == visitor.get("/-/ties").text
        assert "What is on record" in plain.get("/").text
        assert plain.get("/examples/statements.json?_size=1").json()["rows"]
    finally:
        plain.close()


def test_beside_another_database_the_first_page_is_datasettes(example_store: Path, tmp_path: Path) -> None:
    from datasette.app import Datasette

    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    both = Visitor(Datasette([str(other), str(example_store)]))
    only = Visitor(Datasette([str(other)]))
    try:
        assert "What is on record" not in both.get("/").text
        assert "What is on record" in both.get("/-/record").text
        assert only.get("/-/record").status_code == 404
    finally:
        both.close()
        only.close()


def test_a_site_that_only_some_may_see_shows_nothing_to_others(example_store: Path) -> None:
    from datasette.app import Datasette

    closed = Visitor(Datasette([str(example_store)], metadata={"allow": {"id": "root"}}))
    try:
        assert [closed.get(path).status_code for path in _PATHS] == [403] * len(_PATHS)
    finally:
        closed.close()


def test_an_empty_store_has_every_page(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    open_store(path).close()
    empty = Visitor(datasette_over(path))
    try:
        assert "still empty" in empty.get("/").text
        assert [empty.get(page).status_code for page in ("/-/search", "/-/search?q=a", "/-/ties", "/-/read")] == [
            200
        ] * 4
    finally:
        empty.close()


def test_bars_lead_to_what_was_said_in_them(visitor: Visitor) -> None:
    page = visitor.get("/?by=month")
    found = {parse_qs(urlparse(link).query)["published"][0] for link in links(page) if "published" in link}
    assert "2025-04-01..2025-04-30" in found
    said = visitor.get("/-/search?published=2025-04-01..2025-04-30&outlet=dpa")
    assert said.text.count('class="line ') == 6


def test_a_tie_that_is_only_denied_has_no_band() -> None:
    from datetime import date

    from onrecord.store.query_dyads import TieLine
    from onrecord.views.web.site.pages.dyad import tie_bands

    def line(state: str, day: str | None) -> TieLine:
        return TieLine("t", "r", "t1", day, "trade", state, "A B", "", "w", None, None, None, 0, 1)

    class Nowhere:
        def at(self, _: object) -> str:
            return "/"

    def told(*lines: TieLine) -> list[tuple[str, str, str]]:
        found = tie_bands(list(lines), date(2025, 3, 1), Nowhere())  # type: ignore[arg-type]
        return [(band.label, band.start.isoformat(), band.end.isoformat()) for band in found]

    assert told(line("denied", "2025-01-01")) == []
    assert told(line("active", None)) == []
    assert told(line("active", "2025-01"), line("active", "2025-02-01"), line("ended", "2025-02-03")) == [
        ("active", "2025-01-01", "2025-02-03"),
        ("ended", "2025-02-03", "2025-03-02"),
    ]


def test_a_store_of_an_older_schema_says_what_to_do(tmp_path: Path) -> None:
    from datasette.app import Datasette

    from onrecord.cli import main

    path = tmp_path / "old.db"
    open_store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm004_pages'")
    db.close()
    old = Visitor(Datasette([str(path)]))
    try:
        assert "Bring it up" in old.get("/").text
    finally:
        old.close()
    assert main(["serve", str(path)]) == 1


@pytest.mark.parametrize("content", [None, b"", b"no store", b"SQLite format 3\x00" + bytes(200)])
def test_what_is_no_store_is_not_served(
    tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    from onrecord.cli import main

    path = tmp_path / "other.db"
    if content is not None:
        path.write_bytes(content)
    assert main(["serve", str(path)]) == 1
    assert str(path) in capsys.readouterr().err.splitlines()[-1]


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    from onrecord.cli import main

    assert main(["serve", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    for words in ("--port", "--host", "127.0.0.1", "--write", "--open", "onrecord serve wire.db --open", "Ctrl-C"):
        assert words in told


@pytest.mark.slow
def test_the_bench_of_the_site_runs_over_a_small_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from benchmarks.site import generated, measured, table

    found = measured(generated(tmp_path / "small.db", 300))
    assert set(found) >= {"home", "search", "report", "speaker", "actor", "dyad", "map of ties", "read"}
    assert max(view.size for views in found.values() for view in views) < 300_000
    assert "longest ms" in table(found)
