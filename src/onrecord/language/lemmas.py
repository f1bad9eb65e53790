"""Dictionary forms of verbs, from a table of irregular forms and a list of verbs.

The trained lemmatizer is good on nouns and on the words it has seen, and invents forms for verbs that it has not
("contradicted" from "contradicte"). English verbs have so few endings that a rule with a list of verbs is surer
(training/README.md has the figures): the ending is taken off, and of what could have stood before it ("stem", "steme",
without the doubled letter) that is taken which is on the list, or else what most verbs with such a stem do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.symbols import VERB, nsubj
from spacy.tokens import Doc, Token

from onrecord import tables

VERB_LEMMAS = "onrecord_verb_lemmas"
_ENDINGS = {"VBD": "past", "VBN": "past", "VBG": "ing", "VBZ": "s", "VB": "base", "VBP": "base"}
#: Tags of words that may have a subject.
_FINITE = frozenset({"VBD", "VBN", "VBG", "VBZ", "MD"})
_BEHIND = frozenset({"obj", "dobj", "compound:prt"})
_VOWELS = frozenset("aeiou")
_PREFIXES = ("counter", "inter", "under", "over", "fore", "with", "down", "mis", "out", "pre", "un", "up", "re", "co")
_LONGEST_SUFFIX = 4
#: Letters that a stem may end in twice without an ending having doubled them ("call", "pass", "sniff", "buzz").
_DOUBLE_OF_THEMSELVES = frozenset("lsfz")


@Language.component(VERB_LEMMAS)
def verb_lemmas(doc: Doc) -> Doc:
    """Set the lemma of every main verb whose form tells it, and the tag of a past that was taken for another word."""
    for token in doc:
        if token.dep == nsubj and token.head.i > token.i and _is_lost_past(token.head):
            token.head.tag_, token.head.pos = "VBD", VERB
    for token in doc:
        if token.pos == VERB and token.tag_ in _ENDINGS:
            lemma = verb_lemma(token.lower_, token.tag_)
            if lemma is not None:
                token.lemma_ = lemma
    return doc


def _is_lost_past(word: Token) -> bool:
    """ "Kenya froze relations", "the cabinet unveiled sanctions": a past with a subject, tagged as something else."""
    if word.tag_.startswith("NN") and word.dep_ == "ROOT":
        return False  # "a hit piece exploits it"
    if word.tag_ in _FINITE or not word.text.islower() or not word.text.isalpha():
        return False
    beside = {child.dep_ for child in word.children}
    if "cop" in beside or any(child.dep_.startswith("aux") for child in word.children):
        return False
    irregular = _irregular(word.lower_, "past") is not None
    if word.tag_ in ("VB", "VBP"):
        return irregular and word.lower_ not in _verbs()
    followed = bool(beside & _BEHIND) or (word.dep_ == "amod" and word.head.i > word.i)
    return followed and (irregular or word.lower_.endswith("ed"))


def has_ending(tag: str) -> bool:
    """Whether a Penn tag is one of a verb's."""
    return tag in _ENDINGS


@cache
def verb_lemma(form: str, tag: str) -> str | None:
    """The dictionary form of a verb in lower case with its Penn tag; None where neither table nor rule knows it.

    >>> [verb_lemma(form, "VBD") for form in ("contradicted", "underwent", "clarified", "stopped", "timed")]
    ['contradict', 'undergo', 'clarify', 'stop', 'time']
    >>> verb_lemma("lying", "VBG"), verb_lemma("says", "VBZ"), verb_lemma("re-emerged", "VBN"), verb_lemma("xyz", "VBD")
    ('lie', 'say', 're-emerge', None)
    """
    before, hyphen, last = form.rpartition("-")
    if hyphen and last:
        lemma = verb_lemma(last, tag)
        return f"{before}-{lemma}" if lemma else None
    ending = _ENDINGS[tag]
    irregular = _irregular(form, ending)
    if irregular is not None or not form.isalpha():
        return irregular
    match ending:
        case "base":
            return form
        case "ing" if form.endswith("ing"):
            return _from_stem(form[:-3])
        case "past" if form.endswith("ed"):
            return _from_ed(form)
        case "s" if form.endswith("s"):
            return _from_s(form)
    return form if form in _verbs() and ending == "past" else None


def _irregular(form: str, ending: str) -> str | None:
    """From the table of forms, also behind a prefix ("overthrew")."""
    known = _forms().get((form, ending))
    if known is not None:
        return known
    for prefix in _PREFIXES:
        rest = form.removeprefix(prefix)
        if rest != form and len(rest) > 2 and (rest, ending) in _forms() and form not in _verbs():
            return prefix + _forms()[rest, ending]
    return None


def _from_ed(form: str) -> str | None:
    if form.endswith("ied"):
        return form[:-1] if form[:-1] in _verbs() else form[:-3] + "y"
    return _from_stem(form[:-2])


def _from_s(form: str) -> str:
    if form.endswith("ies") and form[:-1] not in _verbs():
        return form[:-3] + "y"
    if form[:-1] in _verbs() or not form.endswith("es"):
        return form[:-1]
    stem = form[:-2]
    if stem in _verbs():
        return stem
    hisses = stem.endswith(("s", "x", "z", "ch", "sh", "o"))
    return stem if hisses and not _takes_e(stem) else form[:-1]


def _from_stem(stem: str) -> str | None:
    """The verb whose stem stands before -ing or -ed, of the candidates that English spelling leaves."""
    if len(stem) < 2 or not any(letter in _VOWELS or letter == "y" for letter in stem):
        return None
    if stem.endswith("ee"):
        return stem
    # a short stem whose last letter would have been doubled has lost an e ("timed", "duping")
    candidates = [stem + "e", stem] if _doubles(stem) or _takes_e(stem) else [stem, stem + "e"]
    if stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        candidates = [stem, stem[:-1]] if _doubled_of_itself(stem) else [stem[:-1], stem]
    known = [each for each in candidates if each in _verbs()]
    return (known or [each for each in candidates if _behind_prefix(each)] or candidates)[0]


def _behind_prefix(verb: str) -> bool:
    """Whether it is a verb of the list with a prefix ("reroute")."""
    return any(verb.startswith(prefix) and verb[len(prefix) :] in _verbs() for prefix in _PREFIXES)


def _doubled_of_itself(stem: str) -> bool:
    """Whether the last two letters are the verb's own ("call", "pass"); not in "annulled" and "cancelled"."""
    longer = any(letter in _VOWELS for letter in stem[:-3])
    return stem[-1] in _DOUBLE_OF_THEMSELVES and not (longer and stem.endswith(("ell", "ull")))


def _takes_e(stem: str) -> bool:
    """Whether most verbs with such a stem end in -e ("facilitat", "prioritiz"), by the longest ending that is known."""
    return next((votes > 0 for end in _ends(stem) if (votes := _votes()[end])), False)


@cache
def _votes() -> Counter[str]:
    """For the ends of stems: how many more verbs have an -e behind it than not."""
    votes: Counter[str] = Counter()
    for verb in _verbs():
        mute = verb.endswith("e") and len(verb) > 2
        if mute or not _doubles(verb):
            votes.update(dict.fromkeys(_ends(verb[:-1] if mute else verb), 1 if mute else -1))
    return votes


def _ends(stem: str) -> Iterator[str]:
    """The last letters of a stem, most first; a mark before two says whether a vowel precedes ("load" is not "fad")."""
    for length in range(min(_LONGEST_SUFFIX, len(stem)), 2, -1):
        yield stem[-length:]
    yield ("+" if stem[-3:-2] in _VOWELS else "-") + stem[-2:]
    yield stem[-1:]


def _doubles(verb: str) -> bool:
    """Whether a verb of one syllable doubles its last letter before an ending ("stop", "plan")."""
    short = sum(letter in _VOWELS for letter in verb) == 1
    return short and len(verb) > 2 and verb[-2] in _VOWELS and verb[-1] not in _VOWELS | set("wxy")


@cache
def _forms() -> dict[tuple[str, str], str]:
    return {(row["form"], row["ending"]): row["lemma"] for row in tables.load_csv("lexicon/verb_forms.csv")}


@cache
def _verbs() -> frozenset[str]:
    lists = ("lexicon/verbs.csv", "lexicon/cue_verbs.csv", "lexicon/deed_verbs.csv")
    return frozenset().union(*map(tables.load_terms, lists))
