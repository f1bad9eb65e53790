"""What single words are to the reader of names: titles, institutions, portfolios, particles, words never in a name."""

from __future__ import annotations

from functools import cache, lru_cache

from onrecord.actors.gazetteer import table
from onrecord.actors.tokens import Word, Words

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


def phrase(doc: Words, start: int, end: int) -> str:
    """The text of tokens start..end as it stands."""
    if end - start == 1:
        return doc[start].text
    return "".join([word.text + word.whitespace_ for word in doc[start : end - 1]]) + doc[end - 1].text


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


def longest_key(doc: Words, end: int, low: int, keys: str) -> tuple[int, str] | None:
    """The longest key of table `keys` that ends right before token `end`: (first token, key in the singular)."""
    last = _last_word(doc[end - 1].lower_, keys)
    if last is None:
        return None
    known = table(keys)
    for start in range(max(low, end - 5), end):
        text = phrase(doc, start, end).lower()
        key = text[: len(text) - len(doc[end - 1])] + last
        if key in known:
            return start, key
        if text in known:
            return start, text
    return None


def is_capital(token: Word) -> bool:
    """True when the word begins with a capital letter."""
    return token.capital


def is_particle(token: Word) -> bool:
    """True for "von", "al", "bin" and their like."""
    return token.lower_ in _particles("particle")


def is_suffix(token: Word) -> bool:
    """True for "Jr", "III" and their like."""
    return token.text in _particles("suffix")


@cache
def _particles(kind: str) -> frozenset[str]:
    return frozenset(key for key, row in table("name_particles").items() if row["kind"] == kind)


def is_portfolio(token: Word) -> bool:
    """True for words that name what an office is in charge of."""
    return token.lower_ in table("portfolios") or token.lower_ in _COMPASS


def could_be_name(token: Word) -> bool:
    """True for a word that may be part of a person's name by its shape, its tag and what it is not.

    A capital in the middle of a sentence outweighs the tagger, except in headings that capitalise every word.
    """
    if not token.capital or token.text in table("never_names") or not token.text[0].isalpha():
        return False
    if token.tag_ in ("NNP", "NNPS") or token.ent_type_ == "PERSON" or token.text in table("given_names"):
        return True
    if token.tag_ not in _MISTAGGED or token.is_sent_start or token.i == 0 or token.words.capitalises_all:
        return False
    return token.words[token.i - 1].text not in _OPENING


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
