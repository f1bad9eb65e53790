"""Pages and feeds by address: within limits of time and size, politely, never into one's own network by accident."""

from __future__ import annotations

import io
import ipaddress
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from typing import BinaryIO, cast
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from onrecord.errors import IntakeError
from onrecord.intake.item import IntakeOptions, Meter
from onrecord.intake.robots import Robots, robots_of
from onrecord.intake.sniff import archive_of, format_of
from onrecord.intake.stream import HEAD, MEGABYTE, Unchanged, too_large

_PORTS = {"http": 80, "https": 443}
_MOVED = (301, 302, 303, 307, 308)
_ROBOTS_BYTES = 500_000
_IN_MEMORY = 4_000_000
#: A server that sends less, in bytes a second, holds us up on purpose or by its failings.
_SLOWEST = 1000
_STREAMED = ("warc", "jsonl", "csv", "parquet")
_ACCEPT = "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.8"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: its bytes, where they came from in the end, their media type and encoding."""

    file: BinaryIO
    address: str
    kind: str | None
    charset: str | None


class Web:
    """Reads addresses one after the other; remembers each host's wishes and when it was asked last."""

    def __init__(self, options: IntakeOptions, meter: Meter | None = None) -> None:
        self._options = options
        self._meter = meter or Meter()
        self._robots: dict[str, Robots | IntakeError] = {}
        self._asked: dict[str, float] = {}
        self._client = httpx.Client(
            timeout=options.timeout, follow_redirects=False, trust_env=False, headers=self._headers(), http2=False
        )

    def _headers(self) -> dict[str, str]:
        return {"User-Agent": self._options.agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def fetch(self, address: str, *, again: bool = False) -> Fetched:
        """What stands at an http(s) address, redirects followed, each checked anew; close its file when done.

        `again` asks only for what has changed since it was last fetched so (with `validators` among the options), and
        raises Unchanged where nothing has. Raises IntakeError for what is refused, fails, is too large or too slow.
        """
        for _ in range(self._options.redirects + 1):
            self._check_robots(address)
            fetched = self._get(address, None, self._options.validators if again else None)
            if isinstance(fetched, Fetched):
                return fetched
            address = fetched
        raise IntakeError(f"leads through more than {self._options.redirects} redirects")

    def _check_robots(self, address: str) -> None:
        """Raise IntakeError where the site asks not to read an address."""
        if not self._options.robots:
            return
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._robots_at(site)
        robots = self._robots[site]
        if isinstance(robots, IntakeError):
            raise robots
        if not robots.allow(parts.path + (f"?{parts.query}" if parts.query else "")):
            raise IntakeError(
                "may not be read: the site's robots.txt asks not to", remedy="Ask the site, or get it by hand."
            )

    def _robots_at(self, site: str) -> Robots | IntakeError:
        """A site's wishes: none where it has no such file, none of its pages where it cannot answer."""
        address: str | Fetched = f"{site}/robots.txt"
        try:
            for _ in range(self._options.redirects + 1):
                address = self._get(str(address), _ROBOTS_BYTES)
                if isinstance(address, Fetched):
                    with address.file as file:
                        return robots_of(file.read(_ROBOTS_BYTES).decode("utf-8", "replace"), self._options.agent)
        except _Status as status:
            if status.code < 500:
                return Robots()
            return IntakeError(f"may not be read: its robots.txt gives status {status.code}", remedy="Try again later.")
        except IntakeError as error:
            return error
        return Robots()

    def _get(
        self, address: str, at_most: int | None, validators: dict[str, dict[str, str]] | None = None
    ) -> Fetched | str:
        """One request: what it gives, or the address to which it leads; `at_most` cuts what is longer."""
        parts = _parts(address)
        host = parts.hostname or ""
        numeric = self._checked_host(host, parts.port or _PORTS[parts.scheme])
        self._wait(f"{parts.scheme}://{parts.netloc}")
        url = httpx.URL(address).copy_with(host=numeric, fragment=None)
        request = self._client.build_request(
            "GET",
            url,
            headers={"Host": parts.netloc.rpartition("@")[2], **(validators or {}).get(address, {})},
            extensions={"sni_hostname": host},
        )
        with _said(self._options):
            answer = self._client.send(request, stream=True)
            try:
                if answer.status_code in _MOVED and "location" in answer.headers:
                    return urljoin(address, answer.headers["location"])
                if answer.status_code == httpx.codes.NOT_MODIFIED and address in (validators or {}):
                    raise Unchanged("has not changed")
                if answer.status_code != httpx.codes.OK:
                    raise _Status(answer.status_code)
                if "," in answer.headers.get("content-encoding", ""):
                    raise IntakeError("is packed several times over, as a bomb is")
                taken = self._taken(answer, address, at_most)
                if validators is not None:
                    validators[address] = _validators(answer)
                return taken
            finally:
                answer.close()

    def _taken(self, answer: httpx.Response, address: str, at_most: int | None) -> Fetched:
        """The body, in memory while small, else in a temporary file."""
        header = Message()
        header["Content-Type"] = answer.headers.get("content-type", "")
        kind = header.get_content_type() if answer.headers.get("content-type") else None
        charset = header.get_content_charset()
        spool = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - handed on
        try:
            self._fill(spool, answer, address, kind, at_most)
        except BaseException:
            spool.close()
            raise
        spool.seek(0)
        return Fetched(spool, address, kind, charset)

    def _fill(
        self, spool: BinaryIO, answer: httpx.Response, address: str, kind: str | None, at_most: int | None
    ) -> None:
        begun = time.monotonic()
        size, limit = 0, at_most
        for piece in answer.iter_bytes():
            if at_most is not None and size + len(piece) >= at_most:
                spool.write(piece[: at_most - size])
                return
            spool.write(piece)
            size += len(piece)
            self._meter.done += len(piece)
            if limit is None and size >= HEAD:
                limit = self._limit(spool, address, kind)
            if size > (limit or int(self._options.max_mb * MEGABYTE)):
                raise too_large((limit or 0) / MEGABYTE or self._options.max_mb)
            passed = time.monotonic() - begun
            if passed > self._options.timeout and answer.num_bytes_downloaded < passed * _SLOWEST:
                raise IntakeError("is sent too slowly", remedy="Try again later.")

    def _limit(self, spool: BinaryIO, address: str, kind: str | None) -> int:
        """How many bytes may come: those of one report, or of an archive or a table that is streamed."""
        spool.seek(0)
        head = spool.read(HEAD)
        spool.seek(0, io.SEEK_END)
        many = archive_of(head) or format_of(head, address, kind) in _STREAMED
        return int((self._options.max_total_mb if many else self._options.max_mb) * MEGABYTE)

    def _wait(self, site: str) -> None:
        """Wait until a site may be asked again."""
        robots = self._robots.get(site)
        pause = max(self._options.pause, (robots.delay or 0) if isinstance(robots, Robots) else 0)
        asked = self._asked.get(site)
        if asked is not None and (left := asked + pause - time.monotonic()) > 0:
            time.sleep(left)
        self._asked[site] = time.monotonic()

    def _checked_host(self, host: str, port: int) -> str:
        """The number of a host to connect to, so that nobody can answer with another between check and connection."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise IntakeError(f"cannot be reached: {host} has no address", remedy="Check the address.") from error
        numbers = [str(one[4][0]) for one in found]
        if not self._options.private:
            for number in numbers:
                if not is_public(number):
                    what = "an address" if host == number else f"{number}, an address"
                    raise IntakeError(
                        f"is refused: {host} is {what} of this machine or a private network",
                        remedy="Allow it with --private if you mean it.",
                    )
        return numbers[0]


def _validators(answer: httpx.Response) -> dict[str, str]:
    """What to ask a server with next time, so that it can say that nothing has changed."""
    asked = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
    return {name: answer.headers[header] for name, header in asked.items() if header in answer.headers}


def is_public(number: str) -> bool:
    """True for an address of the open internet: not loopback, private, link-local, shared, multicast or reserved.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(address.packed[-4:])
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class _Status(IntakeError):
    """An answer that is no page."""

    def __init__(self, code: int) -> None:
        self.code = code
        words = {404: " (not found)", 403: " (forbidden)", 401: " (it asks for a login)", 429: " (asked too often)"}
        super().__init__(f"gives status {code}{words.get(code, '')}", remedy="Check the address.")


def _parts(address: str) -> SplitResult:
    """The parts of an http(s) address; raises IntakeError for another."""
    try:
        parts = urlsplit(address)
        named = parts.scheme in _PORTS and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        named = False
    if not named:
        raise IntakeError(f"leads to {address[:200]!r}, no address of the web", remedy="Give http:// or https://.")
    return parts


@contextmanager
def _said(options: IntakeOptions) -> Iterator[None]:
    """Tell what went wrong on the way as an IntakeError."""
    try:
        yield
    except httpx.ConnectTimeout as error:
        raise IntakeError(f"gives no connection within {options.timeout:g} seconds", remedy="Try again.") from error
    except httpx.TimeoutException as error:
        raise IntakeError(f"gives no answer within {options.timeout:g} seconds", remedy="Try again.") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        words = " ".join(str(error).split()) or type(error).__name__
        raise IntakeError(f"cannot be fetched: {words}", remedy="Check the address, or try again.") from error
