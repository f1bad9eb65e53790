"""Showing text that may hold anything: control characters become visible signs, so that they act on no screen.

A report is kept as it came, escape sequences, right-to-left overrides and all. A terminal or a page must not obey them.
"""

from __future__ import annotations

import re

# C0 and C1 controls but for tab and line breaks, DEL, bidirectional controls, zero-width signs that hide words or join
# them, the byte order mark inside a text, lone surrogates, interlinear and tag characters, noncharacters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile("\r\n|\r|\x85|\u2028|\u2029")


def visible(text: str) -> str:
    """Give `text` for display: line breaks as "\\n", unseen control characters as signs or as their code.

    The result is for eyes alone: offsets of the record do not hold in it.

    >>> visible("a\\x1b[31mb\\u202ec\\r\\n")
    'a␛[31mb⟨U+202E⟩c\\n'
    """
    return _UNSEEN.sub(_sign, _BREAKS.sub("\n", text))


def writable(text: str) -> str:
    """Give `text` as UTF-8 can hold it: each lone surrogate is U+FFFD, so that offsets stay as they are."""
    return _SURROGATE.sub("\ufffd", text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def shortened(text: str, length: int) -> str:
    """Give `text` on one line, white space run together, cut at a word to at most `length` characters with "…".

    >>> shortened("We will not sit at a table where the outcome is written.", 20)
    'We will not sit at…'
    """
    line = " ".join(visible(text).split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > length // 2 else cut).rstrip(" ,;:.") + "…"
