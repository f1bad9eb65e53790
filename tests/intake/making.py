"""Inputs of every format, made in code, so that each test can break its own copy."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import Any

from onrecord.intake import Bad, IntakeOptions, Item, read_source

HEADLINE = "Harbour talks to resume"
FIRST = "The envoy said the talks on the harbour would go on, and that nobody should leave the table before the summer."
SECOND = (
    "“We will stay,” Minister Ilka Sorrentz told reporters in Oslo. It was the third round of talks in as many weeks."
)
THIRD = (
    "The two sides have met since January in the old customs house, where the first agreement was signed a year ago."
)
BODY = [FIRST, SECOND, THIRD]


def got(data: bytes, **options: Any) -> list[Item | Bad]:
    """What standard input with these bytes gives."""
    told = options.pop("tell", None)
    return list(read_source("-", IntakeOptions(**options), stdin=io.BytesIO(data), tell=told))


def one(data: bytes, **options: Any) -> Item:
    """The one report of an input."""
    (item,) = got(data, **options)
    assert isinstance(item, Item), item
    return item


def bad(data: bytes, **options: Any) -> Bad:
    """The one reason why an input gives nothing."""
    (item,) = got(data, **options)
    assert isinstance(item, Bad), item
    return item


def page(head: str = "", *, headline: str = HEADLINE, body: list[str] | None = None, lang: str = "en-GB") -> str:
    """A web page with a menu, a report and a footer."""
    paragraphs = "".join(f"<p>{words}</p>\n" for words in (BODY if body is None else body))
    return (
        f"<!doctype html>\n<html lang='{lang}'><head><title>{headline} | Harbour Gazette</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/w'>World</a></nav><article><h1>{headline}</h1>\n{paragraphs}</article>"
        "<footer>Copyright Harbour Gazette</footer></body></html>"
    )


PAGE_META = (
    '<meta property="og:site_name" content="Harbour Gazette">'
    '<meta property="article:published_time" content="2026-05-03T10:00:00Z">'
    '<meta property="article:modified_time" content="2026-05-04T08:00:00Z">'
    '<link rel="canonical" href="https://gazette.example/talks">'
)

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Gazette</title><link>https://gazette.example/</link><language>en-gb</language>
<item><title>{HEADLINE}</title><link>https://gazette.example/talks</link>
<pubDate>Sun, 03 May 2026 23:30:00 -0500</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded></item>
<item><title>Ferry &amp; quay</title><link>https://gazette.example/ferry</link>
<description>The ferry sailed, the port said.</description></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Gazette</title><id>urn:g</id>
<updated>2026-05-04T10:00:00Z</updated>
<entry><title>{HEADLINE}</title><id>urn:g:1</id><link href="https://gazette.example/talks"/>
<published>2026-05-03T10:00:00+02:00</published><updated>2026-05-04T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FIRST}</p><p>{SECOND}</p></div></content></entry></feed>"""

NEWSML = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>
<newsItem guid="urn:newsml:harbour.example:20260503:talks" version="3" standard="NewsML-G2" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="HNA"><name>Harbour News Agency</name></provider>
<versionCreated>2026-05-04T09:00:00Z</versionCreated><firstCreated>2026-05-03T10:00:00Z</firstCreated>
<embargoed>2026-05-05T00:00:00Z</embargoed><pubStatus qcode="stat:usable"/>
<edNote>CORRECTS name of the minister in paragraph 2.</edNote><signal qcode="sig:correction"/></itemMeta>
<contentMeta><urgency>3</urgency><contentCreated>2026-05-02T20:00:00Z</contentCreated>
<creditline>HNA/Quay Desk</creditline><by>Marla Quist</by><dateline>OSLO, May 3 (HNA) -</dateline>
<language tag="en-GB"/><headline>{HEADLINE}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<title>x</title></head><body><p>{FIRST}</p><p>{SECOND}</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:newsml:harbour.example:20260503:photo"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta>
<contentSet><remoteContent href="x.jpg"/></contentSet></newsItem>
</itemSet></newsMessage>"""

NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf xml:lang="en"><head><docdata management-status="embargoed"><doc-id regsrc="HNA" id-string="hna-20260503-7"/>
<urgency ed-urg="4"/><date.issue norm="20260503T100000Z"/><date.release norm="20260504T060000Z"/>
<ed-msg info="Editors: CORRECTS spelling throughout."/><du-key version="2"/></docdata>
<pubdata name="Harbour Gazette" date.publication="20260504"/></head>
<body><body.head><hedline><hl1>{HEADLINE}</hl1></hedline><byline>By Marla Quist</byline>
<distributor><org>Harbour News Agency</org></distributor>
<dateline><location>OSLO</location>, <story.date norm="20260503">May 3</story.date></dateline></body.head>
<body.content><block><p>{FIRST}</p><p>They&mdash;all of them&mdash;<em>stayed</em>.</p><media><caption>A quay.</caption>
</media></block></body.content></body></nitf>"""

NINJS: dict[str, Any] = {
    "uri": "urn:hna:7",
    "type": "text",
    "version": "2",
    "versioncreated": "2026-05-04T09:00:00Z",
    "firstcreated": "2026-05-03T10:00:00Z",
    "embargoed": "2026-05-05T00:00:00Z",
    "pubstatus": "usable",
    "urgency": 2,
    "language": "en",
    "headline": HEADLINE,
    "byline": "Marla Quist",
    "ednote": "Clarifies paragraph 2",
    "infosource": [{"name": "Harbour News Agency"}],
    "body_html": f"<p>{FIRST}</p><p>{SECOND}</p>",
}


def answer(url: str, body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    """A WARC record of a server's answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    http = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-06-01T00:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        ).encode()
        + http
        + b"\r\n\r\n"
    )


def chunked(body: bytes, size: int = 100) -> bytes:
    """A body in chunks, as servers send it."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def warc(*records: bytes, packed: bool = True) -> bytes:
    """An archive of records, each packed for itself as the crawlers do."""
    return b"".join(gzip.compress(record) if packed else record for record in records)


def zipped(**members: bytes) -> bytes:
    """A ZIP archive; `__` in a name stands for its dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return file.getvalue()
