"""Loading the spaCy pipeline and setting it up for news: tokenizer, sentence boundaries, matrix product.

This is the only module that knows how a pipeline is set up. Four things differ from spaCy's own English:
abbreviations of news copy stay one token in any case (`JAN. 27`, `Gen. X`), dashes and slashes part words, sentence
boundaries are set from punctuation before the parser runs, which then decides only where an abbreviation leaves it
open, and the lemmas of verbs come from a table and rules where the trained lemmatizer would guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import spacy
from spacy.lang.en.punctuation import TOKENIZER_INFIXES
from spacy.lang.punctuation import TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

from onrecord import models, tables
from onrecord.errors import ModelError
from onrecord.language.lemmas import VERB_LEMMAS
from onrecord.language.products import numpy_products

# importing the modules registers the components of these names
from onrecord.language.sentences import BOUNDARIES

_DASHES = r"--+|—|–|…"
_NEWS_INFIXES = [
    rf"(?<=\S)(?:{_DASHES})(?=\S)",
    r"(?<=[A-Za-z])/(?=[A-Za-z])",
    r"(?<=[\"”’'\)\]])[\(\[](?=\S)",
    r"(?<=[\w,.;:!?])[\"“”«»](?=[\w,.;:!?])",
]


_NEWS = "onrecord.news.v1"
_WITH_NEWS = {"nlp.tokenizer.@tokenizers": _NEWS}


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded pipeline with its name and, for a shipped one, the hash over its files."""

    nlp: Language
    name: str
    sha256: str | None


def identity(name: str = models.DEFAULT) -> tuple[str, str | None]:
    """Name and version of a pipeline, and the hash of a shipped one, which need not be loaded for it.

    Raises ModelError as `load` does.
    """
    if models.is_shipped(name):
        shipped = models.artefact(name)
        return f"{shipped.name}-{shipped.version}", shipped.sha256
    pipeline = load(name)
    return pipeline.name, pipeline.sha256


@cache
def load(name: str = models.DEFAULT) -> Pipeline:
    """Load a pipeline by name: a shipped one, an installed spaCy package, or a folder.

    The pipeline needs a dependency parser and part-of-speech tags. Raises ModelError when it cannot be loaded or
    lacks them.
    """
    shipped = models.artefact(name) if models.is_shipped(name) else None
    with numpy_products():
        try:
            nlp = spacy.load(shipped.path, config=_WITH_NEWS, exclude=["tokenizer"]) if shipped else spacy.load(name)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"the language pipeline {name!r} cannot be loaded ({str(error).splitlines()[0]})",
                remedy="Leave --model out to use the shipped pipeline, or install that one.",
            ) from error
    missing = {"parser"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(f"the language pipeline {name!r} has no {', '.join(sorted(missing))}")
    if not shipped:
        before: Any = nlp.tokenizer
        nlp.tokenizer = _news_tokenizer(nlp, before.rules, before.url_match)
    nlp.add_pipe(BOUNDARIES, before="parser")
    if "trainable_lemmatizer" in nlp.pipe_names:  # other lemmatizers know their irregular verbs
        nlp.add_pipe(VERB_LEMMAS, after="trainable_lemmatizer")
    nlp.max_length = 10_000_000
    if shipped:
        for row in tables.load_csv("lexicon/read_as.csv"):
            read_as(nlp, row["key"], row["read_as"])
        return Pipeline(nlp, *identity(name))
    return Pipeline(nlp, f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}", None)


def read_as(nlp: Language, form: str, known: str) -> None:
    """Let a verb form that training saw too seldom be embedded as a better known one ("condemns" as "says")."""
    for spelt in (form, form.capitalize(), form.upper()):
        nlp.vocab[spelt].norm_ = known


def _of_shipped() -> Callable[[Language], Tokenizer]:
    """The tokenizer of the shipped pipeline, made in place of spaCy's own: each takes a tenth of a second to build."""
    return lambda nlp: _news_tokenizer(nlp, nlp.Defaults.tokenizer_exceptions, nlp.Defaults.url_match)


registry.tokenizers(_NEWS, func=_of_shipped)


def _news_tokenizer(nlp: Language, known: Mapping[str, Any], url_match: Any) -> Tokenizer:
    """A tokenizer with the habits of news copy, and with the special cases that are `known`.

    It is built at once: each property set on a tokenizer that has its special cases goes through all of them again.
    """
    rules = dict(known)
    for row in tables.load_csv("lexicon/abbreviations.csv"):
        rules |= {form: [{ORTH: form}] for form in (row["key"], row["key"].upper())}
    return Tokenizer(
        nlp.vocab,
        rules,
        prefix_search=compile_prefix_regex([*(TOKENIZER_PREFIXES or ()), r"--+", r"/"]).search,
        suffix_search=compile_suffix_regex([*(TOKENIZER_SUFFIXES or ()), r"--+", r"/"]).search,
        infix_finditer=compile_infix_regex([*(TOKENIZER_INFIXES or ()), *_NEWS_INFIXES]).finditer,
        token_match=re.compile(r"(?:[A-Za-z]\.){2,}$").match,
        url_match=url_match,
    )
