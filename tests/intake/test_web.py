"""Addresses, over a real server on this machine: limits, redirects, robots, manners, and what is refused."""

from __future__ import annotations

import dataclasses
import gzip
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import ATOM, BODY, FIRST, HEADLINE, PAGE_META, RSS, page, warc
from making import answer as archived

from onrecord.intake import Bad, IntakeOptions, Item, Meter, read_source, web_for
from onrecord.intake.robots import robots_of
from onrecord.intake.web import is_public

WHOLE = "\n\n".join([HEADLINE, *BODY])
Answer = tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]


@dataclasses.dataclass
class Site:
    """A server with answers by path, and what it was asked for and when."""

    url: str
    answers: dict[str, Answer]
    asked: list[tuple[str, float]] = dataclasses.field(default_factory=list)

    def page(self, path: str, body: bytes | str, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        data = body.encode() if isinstance(body, str) else body
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (200, {"Content-Type": kind, **more}, data)
        return self.url + path

    def leads(self, path: str, to: str) -> str:
        self.answers[path] = (302, {"Location": to}, b"")
        return self.url + path

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, time.monotonic()))
            answer = made.answers.get(self.path, (404, {}, b"none"))
            if not isinstance(answer, tuple):
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made = Site(f"http://127.0.0.1:{server.server_port}", {})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def got(url: str, **options: Any) -> list[Item | Bad]:
    return list(read_source(url, IntakeOptions(**{"private": True, "pause": 0.0, "timeout": 5.0, **options})))


def one(url: str, **options: Any) -> Item:
    (item,) = got(url, **options)
    assert isinstance(item, Item), item
    return item


def bad(url: str, **options: Any) -> Bad:
    (item,) = got(url, **options)
    assert isinstance(item, Bad), item
    return item


def test_a_page_is_read_from_its_address(site: Site) -> None:
    item = one(site.page("/a", page()))
    assert (item.text, item.url, item.place.source) == (WHOLE, f"{site.url}/a", f"{site.url}/a")
    assert (item.outlet or "").startswith("127.0.0.1")
    assert site.paths() == ["/robots.txt", "/a"]


def test_its_encodings_are_undone(site: Site) -> None:
    assert one(site.page("/a", page().encode("cp1252"), "text/html; charset=windows-1252")).text == WHOLE
    assert one(site.page("/b", gzip.compress(page().encode()), Content_Encoding="gzip")).text == WHOLE
    assert one(site.page("/c.txt", FIRST.encode("utf-16"), "text/plain")).text == FIRST


def test_archives_and_tables_are_read_from_addresses(site: Site) -> None:
    records = [archived(f"https://g.example/{n}", page().encode()) for n in range(3)]
    assert [type(item) for item in got(site.page("/x.warc.gz", warc(*records), "application/gzip"))] == [Item] * 3
    lines = b"".join(b'{"text": "%s"}\n' % (FIRST.encode() * 5) for _ in range(50))
    assert len(got(site.page("/x.jsonl", lines, "application/json"), max_mb=0.02)) == 50


def test_a_feed_gives_entries_or_the_pages_behind_them(site: Site) -> None:
    feed = RSS.replace("https://gazette.example", site.url)
    url = site.page("/feed.xml", feed, "application/rss+xml")
    site.page("/talks", page(PAGE_META))
    assert [item.title for item in got(url) if isinstance(item, Item)] == [HEADLINE, "Ferry & quay"]
    first, gone, summary = got(url, links=True)
    assert isinstance(first, Item)
    assert (first.text, str(first.place)) == (WHOLE, f"{url}: {site.url}/talks: 1")
    assert isinstance(gone, Bad)
    assert "gives status 404 (not found)" in gone.reason
    assert isinstance(summary, Item)
    assert summary.text == "Ferry & quay\n\nThe ferry sailed, the port said."


def test_a_page_takes_from_the_feed_what_it_does_not_say(site: Site) -> None:
    site.page("/talks", page())
    item = one(site.page("/f", ATOM.replace("https://gazette.example", site.url), "application/atom+xml"), links=True)
    assert (str(item.published), item.basis) == ("2026-05-03", "the feed (published)")
    assert item.text == WHOLE


def test_redirects_are_followed_so_far_and_no_further(site: Site) -> None:
    site.page("/end", page())
    item = one(site.leads("/a", "/b?x=1")) if site.leads("/b?x=1", f"{site.url}/end") else None
    assert item is not None
    assert item.url == f"{site.url}/end"
    assert "more than 5 redirects" in bad(site.leads("/loop", "/loop")).reason
    assert "no address of the web" in bad(site.leads("/file", "file:" + "///etc/passwd")).reason
    assert "cannot be fetched: Invalid URL" in bad(site.leads("/odd", "http://[::1")).reason


def test_ones_own_network_is_refused_unless_allowed(site: Site) -> None:
    url = site.page("/a", page())
    for address in (url, url.replace("127.0.0.1", "localhost"), url.replace("127.0.0.1", "2130706433")):
        told = bad(address, private=False)
        assert "is refused" in told.reason
        assert told.remedy == "Allow it with --private if you mean it."
    assert site.asked == []


def test_a_redirect_into_ones_own_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first check is told that this server is public: every later one must look for itself."""
    from onrecord.intake import web

    url = site.leads("/a", f"{site.url.replace('127.0.0.1', '127.0.0.2')}/inner")
    site.page("/inner", page())
    real = web.is_public
    monkeypatch.setattr(web, "is_public", lambda number: number == "127.0.0.1" or real(number))
    told = bad(url, private=False)
    assert "is refused: 127.0.0.2 is an address of this machine" in told.reason
    assert "/inner" not in site.paths()


def test_robots_are_heeded_unless_told_not_to(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private\n", "text/plain")
    url = site.page("/private/a", page())
    assert "robots.txt asks not to" in bad(url).reason
    assert "/private/a" not in site.paths()
    assert one(url, robots=False).text == WHOLE
    assert "robots.txt asks not to" in bad(site.leads("/open", "/private/a")).reason
    site.answers["/robots.txt"] = (503, {}, b"")
    assert "its robots.txt gives status 503" in bad(url).reason


def test_large_and_endless_answers_are_refused(site: Site) -> None:
    assert "is larger than 0.1 MB" in bad(site.page("/a", page() + " " * 200_000), max_mb=0.1).reason
    bomb = gzip.compress(page().encode() + b" " * 50_000_000)
    assert "is larger than 1 MB" in bad(site.page("/b", bomb, Content_Encoding="gzip"), max_mb=1).reason
    twice = site.page("/twice", gzip.compress(bomb), Content_Encoding="gzip, gzip")
    assert "is packed several times over" in bad(twice, max_mb=1).reason

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"<p>on and on</p>" * 1000)
        except OSError:
            pass

    site.answers["/c"] = endless
    assert "is larger than 1 MB" in bad(f"{site.url}/c", max_mb=1).reason


def test_slow_answers_are_given_up(site: Site) -> None:
    def silent(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.8)

    def dripping(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(40):
                handler.wfile.write(b"<p>")
                time.sleep(0.05)
        except OSError:
            pass

    site.answers["/silent"], site.answers["/dripping"] = silent, dripping
    begun = time.monotonic()
    assert "gives no answer within 0.3 seconds" in bad(f"{site.url}/silent", timeout=0.3).reason
    assert "is sent too slowly" in bad(f"{site.url}/dripping", timeout=0.3).reason
    assert time.monotonic() - begun < 2


def test_answers_cut_off_and_servers_away_are_told(site: Site) -> None:
    site.answers["/cut"] = (200, {"Content-Type": "text/html", "Content-Length": "5000"}, b"<p>")
    assert "cannot be fetched" in bad(f"{site.url}/cut").reason
    assert "cannot be fetched" in bad("http://127.0.0.1:1/").reason
    assert "has no address" in bad("http://nobody.invalid/").reason
    site.answers["/b"] = (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"no gzip")
    assert "cannot be fetched" in bad(f"{site.url}/b").reason


def test_one_host_is_asked_politely(site: Site) -> None:
    urls = [site.page(f"/{n}", page()) for n in range(2)]
    options = IntakeOptions(private=True, pause=0.2)
    meter = Meter()
    with web_for(urls, options) as web:
        for url in urls:
            assert [type(item) for item in read_source(url, options, web=web, meter=meter)] == [Item]
    assert site.paths() == ["/robots.txt", "/0", "/1"]
    times = [moment for _, moment in site.asked]
    # of the server, which on a busy machine may note a request late; impolite ones come within milliseconds
    assert all(later - sooner >= 0.1 for sooner, later in itertools.pairwise(times))


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True), ("127.0.0.1", False),
        ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False),
        ("::", False), ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("ff02::1", False),
    ],
)  # fmt: skip
def test_what_is_public(number: str, public: bool) -> None:
    assert is_public(number) is public


ROBOTS = """# ours
User-agent: other
Disallow: /

User-agent: *
User-agent: someone
Crawl-delay: 2
Disallow: /a
Allow: /a/b
Disallow: /*.pdf$
Disallow: /x*y
Disallow:
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", True), ("/a", False), ("/a/b", True), ("/a/b/c", True), ("/q.pdf", False), ("/q.pdf?x", True),
     ("/x/and/y/", False), ("/x", True), ("/%61", False)],
)  # fmt: skip
def test_the_longest_rule_wins(path: str, allowed: bool) -> None:
    assert robots_of(ROBOTS, "onrecord").allow(path) is allowed


def test_robots_name_readers_and_delays() -> None:
    assert robots_of(ROBOTS, "onrecord/1.0").delay == 2
    assert not robots_of(ROBOTS, "other/2.0").allow("/")
    assert robots_of("", "onrecord").allow("/")


@given(st.text(alphabet="ab*$/\n:dis", max_size=200), st.text(alphabet="ab/", max_size=200))
def test_any_robots_are_read(text: str, path: str) -> None:
    assert robots_of(f"User-agent: *\nDisallow: {text}", "onrecord").allow(path) in (True, False)
