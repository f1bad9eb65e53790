"""Marked-up text as paragraphs: what a browser would show as blocks, with the words as they stand."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from onrecord.errors import IntakeError
from onrecord.intake.stream import needs

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "bq",
        "block",
        "blockquote",
        "body",
        "body.content",
        "caption",
        "center",
        "credit",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hl1",
        "hl2",
        "hr",
        "li",
        "main",
        "nitf-table",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
#: What is no running text: scripts, and pictures with their captions, which are reports of their own.
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "svg",
        "head",
        "media",
        "figure",
        "nitf-table-metadata",
        "form",
        "button",
    ]
)
_BREAKS = frozenset(["br"])
_EDGE = "\ue000"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(r"<[a-zA-Z!/][^>]*>|&(?:#\d+|#x[\da-fA-F]+|\w+);")


def paragraphs_of(element: Any) -> list[str]:
    """The paragraphs below an lxml element, of HTML, XHTML or NITF; spaces are collapsed as browsers do."""
    joined = _SPACE.sub(" ", "".join(_pieces(element)))
    return [words for part in joined.split(_EDGE) if (words := part.strip())]


def _pieces(root: Any) -> Iterator[str]:
    """The words below an element in order, with a private sign where blocks begin and end.

    A walk without recursion, so that no depth of nesting is too much.
    """
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        name = local_name(node)
        if leaving:
            yield _EDGE if name in _BLOCKS else ""
            yield _clean(node.tail) if node is not root else ""
            continue
        if name is None or name in _SILENT:
            yield html.unescape(node.text or "") if name is None and is_entity(node) else ""
            yield _clean(node.tail) if node is not root else ""
            continue
        yield _EDGE if name in _BLOCKS or name in _BREAKS else ""
        yield _clean(node.text)
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def _clean(text: str | None) -> str:
    return (text or "").replace(_EDGE, "\ufffd")


def local_name(node: Any) -> str | None:
    """The name of an element without its namespace, in small letters; None for comments and entities."""
    tag = node.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else None


def is_entity(node: Any) -> bool:
    """True for an entity that the parser has left unexpanded."""
    return type(node).__name__ == "_Entity"


def html_paragraphs(markup: str) -> list[str]:
    """The paragraphs of a piece of HTML, as feeds and ninjs carry it; plain text gives its own paragraphs.

    >>> html_paragraphs("<p>They met.<br>They  <b>spoke</b>.</p>One &amp; two"), html_paragraphs("One\\n\\nTwo")
    (['They met.', 'They spoke.', 'One & two'], ['One', 'Two'])
    """
    if not _TAG.search(markup):
        return [words for part in re.split(r"\n\s*\n", markup) if (words := _SPACE.sub(" ", part).strip())]
    try:
        from lxml import etree
        from lxml import html as pages
    except ModuleNotFoundError as error:
        raise needs("Feeds and news XML") from error
    try:
        root = pages.fromstring(f"<div>{_without_declaration(markup)}</div>")
    except (etree.LxmlError, ValueError) as error:
        raise IntakeError(f"holds HTML that cannot be read: {error}") from error
    return paragraphs_of(root)


def _without_declaration(markup: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", markup).replace("\x00", "")
