"""Headlines In Title Case, written for the parser as a sentence is: names keep their capitals, other words lose them.

Which words are names the body tells: a word that it has in small letters is none, one that it has with a capital inside
a sentence is one. Words that the body lacks lose their capital where they are known verbs or words of grammar.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord import tables
from onrecord.language.lemmas import verb_lemma

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL = re.compile(r"\b[^\W\d_A-Z][^\W\d_]*(?:['’][a-z]+)?")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]+")
#: A heading is in title case when this share of its longer words behind the first begin with a capital.
_SHARE = 0.75
_LONG = 4
_FEWEST = 4


def sentence_case(heading: str, body: str) -> str:
    """The heading with small letters where the body shows no name; of the same length, and unchanged when it is not in
    title case.

    >>> sentence_case("Minister Orlok Says Canal Opens in May", "The canal opens in May, said Orlok, the minister.")
    'Minister Orlok says canal opens in May'
    """
    if not in_title_case(heading):
        return heading
    capital = [word for word in list(_WORD.finditer(heading))[1:] if word.group()[0].isupper()]
    small, names = set(_SMALL.findall(body)), set(_NAME.findall(body))
    out = list(heading)
    for word in capital:
        form = word.group()
        lower = form.lower()
        if len(lower) != len(form) or (form.isupper() and form != "A") or form in names:
            continue
        if lower in small or _is_known(lower):
            out[word.start() : word.end()] = lower
    return "".join(out)


def in_title_case(text: str, fewest: int = _FEWEST) -> bool:
    """True for a heading of at least `fewest` words, most of them with a capital but not all in capitals.

    >>> [in_title_case(text) for text in ("Canal Opens in May", "The canal opens in May", "CANAL OPENS IN MAY")]
    [True, False, False]
    """
    words = _WORD.findall(text)
    long = [word for word in words[1:] if len(word) >= _LONG]
    return len(words) >= fewest and sum(word[0].isupper() for word in long) >= _SHARE * len(long) and not text.isupper()


def _is_known(word: str) -> bool:
    """A verb form or a word of grammar."""
    if word in _grammar() or word.endswith(("n't", "n’t")):
        return True
    return any(verb_lemma(word, tag) in _verbs() for tag in ("VBZ", "VBD", "VBG", "VB"))


@cache
def _grammar() -> frozenset[str]:
    return tables.load_terms("lexicon/cue_forms.csv") | tables.load_terms("lexicon/grammar_words.csv")


@cache
def _verbs() -> frozenset[str]:
    return tables.load_terms("lexicon/verbs.csv")
