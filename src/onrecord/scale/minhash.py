"""MinHash: a text as a short signature, so that the share of equal numbers in two is the share of words in common.

The words of a text, five in a row at every word, are a set; two texts are as alike as their sets: what both have,
divided by what either has. The signature holds the least value of the set under each of SIZE hash functions. Its
numbers are grouped in BANDS; texts with one equal band are worth comparing.

Made with numpy alone and without a random choice: the same text gives the same signature on every machine.
"""

from __future__ import annotations

import re
import zlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

#: Words in a row; numbers in a signature; bands of it. With 4 numbers in a band, texts that share 6/10 of their sets
#: meet in at least one of 32 bands with 99 of 100, texts that share 1/10 with 3 in 1,000.
WORDS = 5
SIZE = 128
BANDS = 32
#: Sets smaller than this say too little: such texts are linked to none.
LEAST = 15

Numbers = NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_ODD = np.uint64(0x9E3779B97F4A7C15)


def signature(text: str) -> NDArray[np.uint32] | None:
    """The SIZE numbers of a text; None for one too short to tell.

    >>> one = "The talks between the two states will go on in Geneva for as long as either of the two sides wants it."
    >>> round(alike(signature(one), signature("GENEVA - " + one)), 1), signature("Too short.")
    (1.0, None)
    """
    words = [zlib.crc32(word.encode("utf-8", "replace")) for word in _WORD.findall(text.casefold())]
    count = len(words) - WORDS + 1
    if count < LEAST:
        return None
    numbers = np.array(words, dtype=np.uint64)
    rows = np.zeros(count, dtype=np.uint64)
    for at in range(WORDS):  # a sum with other weights at each place, so that the order counts; overflow is meant
        rows = mixed(rows * _ODD + numbers[at : at + count])
    rows = np.unique(rows)
    if len(rows) < LEAST:
        return None
    factors, summands = _functions()
    least = np.full(SIZE, np.iinfo(np.uint32).max, dtype=np.uint32)
    for begin in range(0, len(rows), 1024):  # so that a long text takes no more than a megabyte or two at a time
        piece = rows[begin : begin + 1024, None] * factors + summands
        least = np.minimum(least, (piece >> np.uint64(32)).astype(np.uint32).min(axis=0))
    return least


def bands(numbers: NDArray[np.uint32]) -> list[int]:
    """A number of 63 bits for each band of a signature."""
    grouped = numbers.reshape(BANDS, -1).astype(np.uint64)
    total = np.arange(BANDS, dtype=np.uint64)
    for column in range(grouped.shape[1]):
        total = mixed(total * _ODD + grouped[:, column])
    return [int(value) for value in total >> np.uint64(1)]


def alike(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """The estimated share of two texts' sets that both have, from 0 to 1; off by 0.04 as a rule."""
    return float(np.mean(one == other))


def mixed(values: Numbers) -> Numbers:
    """Each number with its bits well mixed (the finish of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@cache
def _functions() -> tuple[Numbers, Numbers]:
    """Odd factors and summands of the hash functions."""
    numbers = mixed(np.arange(1, 2 * SIZE + 1, dtype=np.uint64) * _ODD)
    return numbers[:SIZE] | np.uint64(1), numbers[SIZE:]
