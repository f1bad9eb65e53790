"""Where the nominal stretches of a segment begin and end, and where a personal name begins in one.

Stretches are cut by tags and capitals, since the parser's errors cost too much here.
"""

from __future__ import annotations

from functools import cache

from onrecord.actors.claims import claimed
from onrecord.actors.gazetteer import Entry, table
from onrecord.actors.mentions import Mention
from onrecord.actors.words import (
    ARTICLES,
    BLOCS,
    NOMINAL,
    POSSESSIVES,
    could_be_name,
    ends_a_key,
    is_particle,
    is_portfolio,
    is_suffix,
    joints,
    longest_key,
)  # fmt: skip
from onrecord.language import Segment
from onrecord.language.columns import Words

#: Days told without a preposition right behind a name.
_DAYS = frozenset({"today", "yesterday", "tomorrow", "tonight"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "nsubjpass"})
#: Most words whose sort is kept.
_MOST = 200_000
PLURALS = frozenset({"NNS", "NNPS"})


class Stretches:
    """One segment with the names that the gazetteer claims in it; all numbers are token numbers, ends exclusive.

    `limit` is where stretches must end: the doc's end, or nearer while a part of a stretch is read by itself.
    """

    def __init__(self, segment: Segment, words: Words, meanings: dict[str, Entry] | None = None) -> None:
        self.segment = segment
        self.doc = words
        self.claims = claimed(self.doc, meanings)
        self.size = self.limit = len(words.text)
        self._taken = {token for first, (after, _) in self.claims.items() for token in range(first, after)}
        found = list(map(_sorts().__getitem__, zip(words.text, words.tag, strict=True)))
        for position, sort in enumerate(found):
            if sort is None:
                found[position] = self._is_nominal(position)
        for position in self.claims:
            found[position] = True
        self._nominal = found

    def nominal(self, position: int) -> bool:
        """True when the token can stand in a nominal stretch."""
        return self._nominal[position] is True

    def _is_nominal(self, position: int) -> bool:
        text, tag = self.doc.text[position], self.doc.tag[position]
        if self.doc.lower[position] in _DAYS and position and self.doc.capital[position - 1]:
            return False  # "Foreign Minister X today said"
        if tag not in NOMINAL and (self._ends_name(position) or self._opens_title(position)):
            return True
        if text in table("never_names") and text not in BLOCS and tag != "JJ":
            return False
        if tag in ("VBN", "VBG") and not could_be_name(self.doc, position):
            modifies = self.doc.dep[position] in ("amod", "compound") and position + 1 < self.size
            return modifies and self.doc.tag[position + 1] in NOMINAL
        if text == "-":
            return self._inside_word(position)
        if tag in NOMINAL or could_be_name(self.doc, position):
            return True
        return tag.startswith("V") and self._mistagged_title(position)

    def _opens_title(self, position: int) -> bool:
        """True for the preposition that a hyphen makes part of an office ("Under-Secretary-General")."""
        if position + 2 >= self.size or self.doc.text[position + 1] != "-" or not self._inside_word(position + 1):
            return False
        return any(
            self.doc.phrase(position, position + length).lower() in table("titles")
            for length in (3, 5)
            if position + length <= self.size
        )

    def _ends_name(self, position: int) -> bool:
        """True for the small half of a given name that the tagger takes for an interjection ("Yun-ha")."""
        if position < 2 or self.doc.tag[position] != "UH" or self.doc.text[position - 1] != "-":
            return False
        return self._inside_word(position - 1) and could_be_name(self.doc, position - 2)

    def _mistagged_title(self, position: int) -> bool:
        """True for a title that was tagged as a verb, right before a capitalised word ("AU spokeswoman Mariam ...")."""
        if position + 1 >= self.size or self.doc.lower[position] not in table("titles"):
            return False
        return could_be_name(self.doc, position + 1)

    def _inside_word(self, position: int) -> bool:
        return 0 < position < self.size - 1 and not self.doc.spaced[position] and not self.doc.spaced[position - 1]

    def end(self, start: int) -> int:
        """The token after the nominal stretch that begins at `start`."""
        position, nominal, lower, small = start, self._nominal, self.doc.lower, joints()
        while position < self.limit:
            if position in self.claims:
                position = self.claims[position][0]
            elif nominal[position] or (
                lower[position] in small and (self._joins_name(position) or self._joins_portfolio(position, start))
            ):
                position += 1
            else:
                break
        return position

    def _joins_name(self, position: int) -> bool:
        """True for a small word in the middle of a name ("von", "bin")."""
        if not 0 < position < self.size - 1 or not is_particle(self.doc.lower[position]):
            return False
        before, after = self.doc.lower[position - 1], self.doc.lower[position + 1]
        return (is_particle(before) or could_be_name(self.doc, position - 1)) and (
            is_particle(after) or after == "-" or could_be_name(self.doc, position + 1)
        )

    def _joins_portfolio(self, position: int, start: int) -> bool:
        """True for the "and" of "Transport and Communications Minister", and the comma of a list that ends in one."""
        lower, capital = self.doc.lower, self.doc.capital
        if lower[position] not in ("and", "&", ",") or not start < position < len(lower) - 2:
            return False
        before, after = position - 1, position + 1
        if lower[position] == ",":
            listed = position + 3 < len(lower) and lower[position + 2] in ("and", "&") and capital[after]
            return listed and capital[before] and is_portfolio(lower[before]) and is_portfolio(lower[after])
        if position + 1 in self.claims and self.claims[position + 1][1].kind == "adjective" and capital[before]:
            after = min(self.claims[position + 1][0], self.size - 1)  # "and Egyptian Expatriates"
        return capital[before] == capital[after] and is_portfolio(lower[before]) and is_portfolio(lower[after])

    def last_stretch(self, start: int) -> int:
        """The first token of the last of the stretches that possessive marks chain together."""
        end = self.end(start)
        while end < self.size - 1 and self.doc.tag[end] == "POS" and self.nominal(end + 1):
            start = end + 1
            end = self.end(start)
        return start

    def noun_after(self, link: int) -> int | None:
        """The first token of the noun stretch after a preposition."""
        position = link + 1
        if self.doc.lower[position] in ARTICLES or self.doc.lower[position] in POSSESSIVES:
            position += 1
        return position if position < self.size and self.nominal(position) else None

    def name_start(self, start: int, end: int) -> int:
        """Where the personal name begins that ends the stretch; `end` when there is none."""
        taken = self._taken
        first = position = end
        while position > start:
            lower, text = self.doc.lower[position - 1], self.doc.text[position - 1]
            if position - 1 in taken or self._is_word(position, start, first == end):
                break
            if (
                could_be_name(self.doc, position - 1)
                or (first == end and is_suffix(text))
                or self._second_half(position - 1, start)
            ):
                first = position - 1
            elif not (text == "-" or is_particle(lower) or is_suffix(text)) or first == end:
                break
            elif is_particle(lower) and position - 1 == start:
                first = position - 1
            position -= 1
        if first < end and (is_suffix(self.doc.text[first]) or self._only_portfolio(first, end)):
            return end
        if first > start and is_particle(self.doc.lower[first - 1]) and first - 1 not in taken:
            first -= 1
        return first

    def _second_half(self, position: int, start: int) -> bool:
        """True for the small second half of a given name ("hyun" of "Dong-hyun")."""
        if position - 2 < start or self.doc.text[position - 1] != "-" or not self._inside_word(position - 1):
            return False
        return could_be_name(self.doc, position - 2) and self.doc.alpha[position] and len(self.doc.text[position]) < 7

    def _only_portfolio(self, first: int, end: int) -> bool:
        return all(self.doc.text[at] in BLOCS or is_portfolio(self.doc.lower[at]) for at in range(first, end))

    def _is_word(self, end: int, low: int, last: bool) -> bool:
        """True when the token before `end` is a title, an institution or a portfolio rather than a name."""
        lower = self.doc.lower[end - 1]
        given = end - 2 >= low and self.doc.text[end - 2] in table("given_names")
        title = table("titles").get(lower) if given else None
        if given and (last or (title is not None and title["rank"] == "honorific")):
            return False  # "Hassan Sheikh Omar" has a title's word inside the name
        if ends_a_key(lower) and (
            longest_key(self.doc, end, end - 1, "titles")
            or longest_key(self.doc, end, low, "institutions")
            or longest_key(self.doc, end, low, "media_words")
        ):
            return True
        return is_portfolio(lower) and self.doc.text[end - 1] not in table("given_names")

    def split_name(self, start: int, end: int) -> int:
        """Where a personal name begins at the end of a title's "of ..." ("for Foreign Affairs | Marian Kostelny")."""
        position = start
        while position < end:
            if position in self.claims:
                position = self.claims[position][0]
            elif is_portfolio(self.doc.lower[position]) and position == start:
                position += 1
            elif position > start and self._may_begin_name(position) and self.name_start(position, end) == position:
                return position
            else:
                position += 1
        return end

    def _may_begin_name(self, position: int) -> bool:
        """True after words that are no name themselves, or at a given name."""
        before = position - 1
        if self.doc.text[position] in table("given_names"):
            return True
        if is_portfolio(self.doc.lower[before]) or (self.doc.alpha[before] and not self.doc.capital[before]):
            return position + 1 < self.size and could_be_name(self.doc, position + 1)
        return longest_key(self.doc, position, position - 1, "institutions") is not None

    def named_behind_place(self, position: int) -> tuple[int, int] | None:
        """First token and end of the name right behind a place ("chief negotiator in Vienna | Pavel Sorokhtin")."""
        if self.in_place(position) is None:
            return None
        name, reach = self.claims[position + 1][0], self.end(position + 1)
        if name >= reach or self.name_start(name, reach) != name:
            return None
        known = self.doc.text[name] in table("given_names")
        return (name, reach) if known or set(self.doc.ent[name:reach]) == {"PERSON"} else None

    def in_place(self, position: int) -> str | None:
        """The state of the place in "in PLACE" right after a mention."""
        if position < self.size - 1 and self.doc.lower[position] in ("in", "at"):
            claim = self.claims.get(position + 1)
            if claim is not None and claim[1].kind in ("state", "capital", "city", "seat"):
                return claim[1].code
        return None

    def sent_by(self, position: int) -> str | None:
        """The state in "from STATE" right after those whom it sends ("officials from Denmark")."""
        if position < self.size - 1 and self.doc.lower[position] == "from":
            claim = self.claims.get(position + 1)
            return claim[1].code if claim is not None and claim[1].kind == "state" else None
        return None

    def mention(self, kind: str, start: int, end: int) -> Mention:
        head = self.head(start, end)
        return Mention(
            kind, self.segment.number, start, end, head, self.doc.phrase(start, end),
            plural=self.doc.tag[end - 1] in PLURALS and kind in ("description", "media"),
            subject=self.is_subject(start, end),
        )  # fmt: skip

    def entry(self, start: int, end: int, entry: Entry) -> Mention:
        mention = self.mention("entry", start, end)
        mention.entry, mention.code = entry, entry.code
        mention.plural = entry.kind == "people"
        return mention

    def after_article(self, start: int) -> bool:
        return start > 0 and self.doc.lower[start - 1] in ARTICLES

    def head(self, start: int, end: int) -> int:
        if end - start == 1:
            return start
        heads = self.doc.head[start:end]
        roots = [at for at, head in enumerate(heads, start) if not start <= head < end or head == at]
        return roots[0] if len(roots) == 1 else int(self.segment.doc[start:end].root.i)

    def is_subject(self, start: int, end: int) -> bool:
        dep, head = self.doc.dep, self.doc.head
        if _SUBJECTS.isdisjoint(dep[start:end]):
            return False
        return any(dep[at] in _SUBJECTS and not start <= head[at] < end for at in range(start, end))


class _Sorts(dict[tuple[str, str], bool | None]):
    """Of a word with its tag: whether it can stand in a nominal stretch; None where its neighbours decide."""

    def __missing__(self, row: tuple[str, str]) -> bool | None:
        if len(self) > _MOST:
            self.clear()
        sort = self[row] = _sort(*row)
        return sort


@cache
def _sorts() -> _Sorts:
    return _Sorts()


def _sort(text: str, tag: str) -> bool | None:
    lower, verbal = text.lower(), tag[:1] in ("V", "U")
    if tag not in NOMINAL and not verbal and text.isalpha() and not text[:1].isupper() and lower not in _openings():
        return False
    if lower in _DAYS or text == "-" or tag in ("VBN", "VBG", "UH") or (tag not in NOMINAL and lower in _openings()):
        return None
    if text in table("never_names") and text not in BLOCS and tag != "JJ":
        return False
    if tag in NOMINAL:
        return True
    return None if text[:1].isupper() or (verbal and lower in table("titles")) else False


@cache
def _openings() -> frozenset[str]:
    """What may stand before a hyphen of an office ("under-secretary-general")."""
    return frozenset(key[:at] for key in table("titles") for at, mark in enumerate(key) if mark == "-")
