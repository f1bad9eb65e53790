"""Which format an input is of: by what it begins with, and only then by the ending of its name."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from onrecord.errors import IntakeError
from onrecord.intake.columns import guess, header_of

#: What an archive begins with; "office" is a ZIP that is a document.
_ARCHIVES = ((b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x1f\x8b", "gz"), (b"\x28\xb5\x2f\xfd", "zst"))
_ENDINGS = {
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".parquet": "parquet", ".pq": "parquet", ".warc": "warc",
}  # fmt: skip
_TYPES = {"text/html": "html", "application/xhtml+xml": "html", "application/json": "jsonl", "text/csv": "csv"}
_ROOTS = {
    "rss": "feed", "feed": "feed", "rdf": "feed",
    "newsmessage": "newsml", "newsitem": "newsml", "packageitem": "newsml",
    "nitf": "nitf",
    "html": "html", "head": "html", "body": "html", "title": "html", "meta": "html", "article": "html", "div": "html",
    "p": "html", "script": "html", "link": "html", "h1": "html", "main": "html", "section": "html", "table": "html",
}  # fmt: skip
_BEFORE_ROOT = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!doctype(?:[^>\[]|\[.*?\])*>\s*)*", re.I | re.S)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([a-zA-Z][\w.-]*)")
_DOCTYPE = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<!doctype\s+(?:[\w-]+:)?([\w.-]+)", re.I | re.S)
_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*(?:\"|\}|$)|\s*\[\s*\]\s*$")
_NAME = re.compile(r"[\w.-]{0,40}(?: [\w.-]{1,40}){0,2}")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip


def archive_of(head: bytes) -> str | None:
    """The kind of archive that begins so: zip, gz or zst; raises IntakeError for archives and documents not opened.

    >>> archive_of(b"\\x1f\\x8b\\x08..."), archive_of(b"OSLO")
    ('gz', None)
    """
    kind = next((kind for magic, kind in _ARCHIVES if head.startswith(magic)), None)
    if kind == "zip" and (b"[Content_Types].xml" in head[:512] or b"mimetypeapplication/" in head[:512]):
        raise IntakeError("is an office document, not plain text", remedy="Save it as plain text first.")
    if head[257:262] == b"ustar":
        raise IntakeError("is a tar archive", remedy="Unpack it first: tar -xf FILE.")
    return kind


def format_of(head: bytes, name: str = "", kind: str | None = None) -> str:
    """The format of an input that begins with `head`, as one of FORMATS.

    `name` is a file's or an address, `kind` the media type that a server gave. Raises IntakeError for XML of a kind
    that is not read.

    >>> format_of(b"<?xml version='1.0'?><rss version='2.0'>"), format_of(b"OSLO, May 3 (AP) - ", "a.txt")
    ('feed', 'text')
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    text = shown(head)
    if text.lstrip("\ufeff \t\r\n\f").startswith("<"):
        found = _of_markup(text.lstrip("\ufeff"))
        if found is not None:
            return found
    elif _JSON.match(text.lstrip("\ufeff")):
        return "jsonl"
    ending = PurePosixPath(urlsplit(name).path if "://" in name else name).suffix.lower()
    hinted = _ENDINGS.get(ending) or _TYPES.get(kind or "")
    if hinted is not None:
        return hinted
    return "csv" if _is_header(header_of(text)) else "text"


def _is_header(names: list[str]) -> bool:
    """True for a first line that names the text and something else of a report, as no headline does."""
    roles = guess(names)
    return "text" in roles and bool(roles.keys() & {"title", "url", "published"}) and all(map(_NAME.fullmatch, names))


def _of_markup(text: str) -> str | None:
    """The format of a text that begins with a tag or a declaration."""
    declared = _DOCTYPE.match(text)
    before = _BEFORE_ROOT.match(text)
    root = _ROOT.match(text, before.end() if before else 0)
    for found in (root, declared):
        if found is not None and (known := _ROOTS.get(found[1].lower())) is not None:
            return known
    if root is not None and root[1] == "NewsML":
        raise IntakeError("is NewsML 1, which is not read", remedy="Give it as NewsML-G2 or NITF.")
    if text.lstrip().startswith("<?xml") or declared is not None:
        what = f"XML of the kind <{root[1]}>" if root else "XML"
        raise IntakeError(f"is {what}, which is not read", remedy="Give NewsML-G2, NITF, RSS, Atom or a web page.")
    return None


def shown(head: bytes) -> str:
    """The first bytes as text, as far as needed to tell the format: by the byte order mark, else as Latin-1."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(codec, errors="replace")
    return head.decode("latin-1")
