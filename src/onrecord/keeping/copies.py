"""Near-duplicates: which report says already what another text says.

A text is a set of word sequences (shingles). A sketch of sixteen hashes finds reports that may share many of them; then
the sets themselves are compared. No library serves here: datasketch would bring scipy for what are forty lines, and
keeps its index in memory or in servers, while ours lies in the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b

#: Words in a sequence; hashes in a sketch: BANDS bands of ROWS. Two texts that share half of all their sequences have a
#: band in common in 88 of 100 cases, two that share seven tenths nearly always.
SHINGLE = 5
BANDS, ROWS = 16, 3
#: A copy has at least this share of its sequences from the report, and the two together at least that share in common.
CONTAINED, IN_COMMON = 0.9, 0.4
#: Two versions of one report have at least this share in common, or the title.
SAME_STORY = 0.05
#: Least number of sequences by which a text is known; days between two copies; characters at either end (dateline,
#: credit) in which a copy may have figures of its own.
LEAST, DAYS, HEAD, TAIL = 15, 3, 300, 200

_WORD = re.compile(r"\w+")
_EMPTY = (1 << 64) - 1


class Shingles:
    """The word sequences of a text, as numbers.

    >>> one = Shingles("The talks between the two states will go on in Geneva for as long as either of them wants it.")
    >>> other = Shingles("GENEVA - The talks between the two states will go on in Geneva for as long as either wants.")
    >>> round(one.in_common(other), 2), len(one.bands), one.bands == other.bands
    (0.67, 16, False)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        words = _WORD.findall(text.casefold())  # lone surrogates are no words
        self.all = frozenset(
            int.from_bytes(
                blake2b(" ".join(words[at : at + SHINGLE]).encode("utf-8", "replace"), digest_size=8).digest()
            )
            for at in range(len(words) - SHINGLE + 1)
        )

    @cached_property
    def bands(self) -> tuple[int, ...]:
        """The sketch: numbers of 63 bits, of which texts that share much have one in common; none for short texts."""
        if len(self.all) < LEAST:
            return ()
        size = BANDS * ROWS
        least = [_EMPTY] * size
        for shingle in self.all:
            slot = shingle % size
            if shingle < least[slot]:
                least[slot] = shingle
        filled = [slot if least[slot] != _EMPTY else _next(least, slot) for slot in range(size)]
        return tuple(_band(number, [least[slot] for slot in filled[number::BANDS]]) for number in range(BANDS))

    def in_common(self, other: Shingles) -> float:
        """The share of sequences that both have, of those that either has."""
        either = len(self.all | other.all)
        return len(self.all & other.all) / either if either else float(self.text == other.text)

    def contained(self, other: Shingles) -> float:
        """The share of these sequences that the other has too."""
        return len(self.all & other.all) / len(self.all) if self.all else 0.0

    def copies(self, other: Shingles) -> bool:
        """True where this text says nothing that the other does not say: no tenth of it is new, and no figure.

        Figures in the first and last lines do not count: a copy has a dateline and a credit of its own.
        """
        if self.contained(other) < CONTAINED or self.in_common(other) < IN_COMMON:
            return False
        return _figures(self.text[HEAD:-TAIL]) <= _figures(other.text)


def _next(least: list[int], slot: int) -> int:
    """The next filled slot, for those that no sequence of a short text fell into."""
    size = len(least)
    return next(at % size for at in range(slot + 1, slot + 1 + size) if least[at % size] != _EMPTY)


def _band(number: int, hashes: Iterable[int]) -> int:
    data = b"".join(each.to_bytes(8) for each in hashes)
    return int.from_bytes(blake2b(data, digest_size=8, salt=number.to_bytes(2)).digest()) >> 1


def _figures(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text) if any(sign.isdigit() for sign in word))
