"""XML of strangers, parsed without entities, without a network, and within limits."""

from __future__ import annotations

from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString
from lxml import etree

from onrecord.errors import IntakeError
from onrecord.intake.blocks import local_name

#: What the parser says where a document ends too early, and what may stand behind its last sign.
_CUT_OFF = ("Premature end", "EndTag: '</' not found", "Couldn't find end")
_SPACE = b" \t\r\n\x00"


def refuse_entities(data: bytes) -> None:
    """Raise IntakeError where XML declares entities, by which a small file can mean a huge one or read other files.

    A DOCTYPE that only names its rules passes, since they are never fetched, and so does what is not well-formed: the
    parser that reads it has more to say about that.
    """
    try:
        parseString(data, ContentHandler(), forbid_dtd=False, forbid_entities=True, forbid_external=False)
    except DefusedXmlException as error:
        raise IntakeError(
            "declares entities, as an entity bomb does", remedy="Give it without a DOCTYPE that declares any."
        ) from error
    except (SAXException, ValueError, LookupError):
        return


def root_of(data: bytes) -> Any:
    """The root element of an XML document; raises IntakeError that says what is wrong with it."""
    refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        words = " ".join(str(error).split())
        if not data.rstrip(_SPACE).endswith(b">") or any(sign in words for sign in _CUT_OFF):
            raise IntakeError(f"is cut off: {words}", remedy="Get it again.") from error
        raise IntakeError(f"is not well-formed XML: {words}", remedy="Get it again.") from error


def found(root: Any, *path: str) -> list[Any]:
    """The elements at a path of local names below `root`, whatever their namespaces; "*" stands for any name.

    >>> [element.text for element in found(etree.fromstring("<a xmlns='urn:x'><b><c>1</c></b></a>"), "b", "c")]
    ['1']
    """
    level = [root]
    for name in path:
        level = [child for element in level for child in element if name in ("*", local_name(child))]
    return level


def below(root: Any, name: str) -> list[Any]:
    """All elements of a local name at any depth, in order."""
    return [element for element in root.iter() if local_name(element) == name]


def words_of(element: Any) -> str | None:
    """All words of an element on one line; None for an empty one."""
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def first(root: Any, *path: str) -> str | None:
    """The words of the first element at a path that has any."""
    return next((words for element in found(root, *path) if (words := words_of(element))), None)


def attribute(root: Any, name: str, *path: str) -> str | None:
    """An attribute of the first element at a path that has it."""
    return next((value for element in found(root, *path) if (value := element.get(name))), None)


def xml_lang(element: Any) -> str | None:
    """The language that an element declares."""
    value: str | None = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    return value
