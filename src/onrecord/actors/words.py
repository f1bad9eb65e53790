"""What single words are to the reader of names: titles, institutions, portfolios, particles, words never in a name."""

from __future__ import annotations

from functools import cache, lru_cache

from onrecord.actors.gazetteer import table
from onrecord.language.columns import Words

NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "HYPH", "AFX", "FW", "GW"})
POSSESSIVES = frozenset({"its", "his", "her", "their", "our", "my", "your", "whose"})
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "another", "one", "both", "some", "several"})
BLOCS = frozenset({"Western", "European", "Arab", "African", "Asian", "Latin", "Scandinavian", "Baltic", "Gulf"})
_IRREGULAR = {"people": "person", "media": "media", "police": "police", "authorities": "authorities"}
_MISTAGGED = frozenset({"NN", "NNS", "JJ", "VB", "VBD", "VBN", "VBG", "VBP", "VBZ", "FW", "RB", "UH", "GW", "XX"})
_OPENING = frozenset({'"', "“", "‘", "'", "«", "„", ":", "(", "[", "—", "–", "...", "…"})
_COMPASS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"})


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """The singular of a lower-case noun, by the regular endings.

    >>> [singular(word) for word in ("officials", "spokesmen", "secretaries", "witnesses", "police", "boss")]
    ['official', 'spokesman', 'secretary', 'witness', 'police', 'boss']
    """
    if word in _IRREGULAR or word in table("titles") or word in table("institutions"):
        return _IRREGULAR.get(word, word)
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "sses", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def _endings(keys: str) -> frozenset[str]:
    """What a key of the table may end with from the beginning of a word on."""
    return frozenset(
        key[at:] for key in table(keys) for at in range(len(key)) if at == 0 or not (key[at - 1] + key[at]).isalnum()
    )


@lru_cache(maxsize=1 << 16)
def _last_word(lower: str, keys: str) -> str | None:
    """The word in the singular where it, in either number, may end a key of the table."""
    last, endings = singular(lower), _endings(keys)
    return last if last in endings or lower in endings else None


@lru_cache(maxsize=1 << 16)
def ends_a_key(lower: str) -> bool:
    """True for a word that may end a title, an institution, a news medium or a description.

    >>> ends_a_key("ministers"), ends_a_key("price")
    (True, False)
    """
    return any(
        _last_word(lower, keys) is not None for keys in ("titles", "institutions", "media_words", "descriptions")
    )


@cache
def trimmed() -> frozenset[str]:
    """Words at the end of a stretch that may be no part of it."""
    return _particles("particle") | {"close"}


@cache
def joints() -> frozenset[str]:
    """Small words in the middle of names and of lists of portfolios."""
    return _particles("particle") | {"and", "&", ","}


def longest_key(doc: Words, end: int, low: int, keys: str) -> tuple[int, str] | None:
    """The longest key of table `keys` that ends right before token `end`: (first token, key in the singular)."""
    last = _last_word(doc.lower[end - 1], keys)
    if last is None:
        return None
    known = table(keys)
    final = len(doc.text[end - 1])
    for start in range(max(low, end - 5), end):
        text = doc.phrase(start, end).lower()
        key = text[: len(text) - final] + last
        if key in known:
            return start, key
        if text in known:
            return start, text
    return None


def is_particle(lower: str) -> bool:
    """True for "von", "al", "bin" and their like."""
    return lower in _particles("particle")


def is_suffix(text: str) -> bool:
    """True for "Jr", "III" and their like."""
    return text in _particles("suffix")


@cache
def _particles(kind: str) -> frozenset[str]:
    return frozenset(key for key, row in table("name_particles").items() if row["kind"] == kind)


def is_portfolio(lower: str) -> bool:
    """True for words that name what an office is in charge of."""
    return lower in table("portfolios") or lower in _COMPASS


def could_be_name(doc: Words, position: int) -> bool:
    """True for a word that may be part of a person's name by its shape, its tag and what it is not.

    A capital in the middle of a sentence outweighs the tagger, except in headings that capitalise every word.
    """
    if not doc.capital[position]:
        return False
    text, tag = doc.text[position], doc.tag[position]
    if text in table("never_names"):
        return False
    if tag in ("NNP", "NNPS") or doc.ent[position] == "PERSON" or text in table("given_names"):
        return True
    if tag not in _MISTAGGED or position == 0 or doc.opens_sentence(position) or doc.capitalises_all:
        return False
    return doc.text[position - 1] not in _OPENING


def normal_institution(text: str) -> str:
    """One key for an institution however it is written.

    >>> normal_institution("Ministry of Foreign Affairs"), normal_institution("Defense Ministry")
    ('foreign ministry', 'defence ministry')
    """
    words = [word for word in text.lower().replace("-", " ").split() if word not in ("the", "for", "and")]
    if "of" in words:
        middle = words.index("of")
        words = words[middle + 1 :] + words[:middle]
    portfolios = table("portfolios")
    norms = (portfolios[word]["norm"] if word in portfolios else word for word in words)
    normal = [norm for norm in norms if norm != "affairs"]  # "foreign affairs and expatriates"
    return " ".join([*normal[:-1], singular(normal[-1])]) if normal else ""
