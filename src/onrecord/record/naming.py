"""Names compared as people compare them: without capitals, accents, hyphens and points."""

from __future__ import annotations

import unicodedata


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name without capitals, accents, hyphens and points.

    >>> name_words("Miguel Díaz-Canel"), name_words("J. Smith")
    (('miguel', 'diaz', 'canel'), ('j', 'smith'))
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(bare.casefold().replace("-", " ").replace(".", " ").split())
