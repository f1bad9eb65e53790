"""Where the nominal stretches of a segment begin and end, and where a personal name begins in one.

Stretches are cut by tags and capitals, since the parser's errors cost too much here.
"""

from __future__ import annotations

from onrecord.actors.claims import claimed
from onrecord.actors.gazetteer import Entry, table
from onrecord.actors.mentions import Mention
from onrecord.actors.tokens import Words
from onrecord.actors.words import (
    ARTICLES,
    BLOCS,
    NOMINAL,
    POSSESSIVES,
    could_be_name,
    is_capital,
    is_particle,
    is_portfolio,
    is_suffix,
    longest_key,
    phrase,
)  # fmt: skip
from onrecord.language import Segment

#: Days told without a preposition right behind a name.
_DAYS = frozenset({"today", "yesterday", "tomorrow", "tonight"})
PLURALS = frozenset({"NNS", "NNPS"})


class Stretches:
    """One segment with the names that the gazetteer claims in it; all numbers are token numbers, ends exclusive.

    `limit` is where stretches must end: the doc's end, or nearer while a part of a stretch is read by itself.
    """

    def __init__(self, segment: Segment, words: Words, meanings: dict[str, Entry] | None = None) -> None:
        self.segment = segment
        self.doc = words
        self.claims = claimed(self.doc, meanings)
        self.limit = len(self.doc)
        self._taken = {token for first, (after, _) in self.claims.items() for token in range(first, after)}
        self._nominal = [
            (
                word.tag_ in NOMINAL
                or word.capital
                or not word.is_alpha
                or word.lower_ == "under"
                or word.tag_[:1] in ("V", "U")
                or word.i in self.claims
            )
            and (word.i in self.claims or self._is_nominal(word.i))
            for word in words
        ]

    def nominal(self, position: int) -> bool:
        """True when the token can stand in a nominal stretch."""
        return self._nominal[position]

    def _is_nominal(self, position: int) -> bool:
        token = self.doc[position]
        if token.lower_ in _DAYS and position and self.doc[position - 1].capital:
            return False  # "Foreign Minister X today said"
        if token.tag_ not in NOMINAL and (self._ends_name(position) or self._opens_title(position)):
            return True
        if token.text in table("never_names") and token.text not in BLOCS and token.tag_ != "JJ":
            return False
        if token.tag_ in ("VBN", "VBG") and not could_be_name(token):
            after = self.doc[position + 1] if position + 1 < len(self.doc) else None
            return token.dep_ in ("amod", "compound") and after is not None and after.tag_ in NOMINAL
        if token.text == "-":
            return self._inside_word(position)
        if token.tag_ in NOMINAL or could_be_name(token):
            return True
        return token.tag_.startswith("V") and self._mistagged_title(position)

    def _opens_title(self, position: int) -> bool:
        """True for the preposition that a hyphen makes part of an office ("Under-Secretary-General")."""
        if position + 2 >= len(self.doc) or self.doc[position + 1].text != "-" or not self._inside_word(position + 1):
            return False
        return any(
            phrase(self.doc, position, position + length).lower() in table("titles")
            for length in (3, 5)
            if position + length <= len(self.doc)
        )

    def _ends_name(self, position: int) -> bool:
        """True for the small half of a given name that the tagger takes for an interjection ("Yun-ha")."""
        if position < 2 or self.doc[position].tag_ != "UH" or self.doc[position - 1].text != "-":
            return False
        return self._inside_word(position - 1) and could_be_name(self.doc[position - 2])

    def _mistagged_title(self, position: int) -> bool:
        """True for a title that was tagged as a verb, right before a capitalised word ("AU spokeswoman Mariam ...")."""
        after = self.doc[position + 1] if position + 1 < len(self.doc) else None
        return self.doc[position].lower_ in table("titles") and after is not None and could_be_name(after)

    def _inside_word(self, position: int) -> bool:
        return (
            0 < position < len(self.doc) - 1
            and not self.doc[position].whitespace_
            and not self.doc[position - 1].whitespace_
        )

    def end(self, start: int) -> int:
        """The token after the nominal stretch that begins at `start`."""
        position = start
        while position < self.limit:
            if position in self.claims:
                position = self.claims[position][0]
            elif self._nominal[position] or self._joins_name(position) or self._joins_portfolio(position, start):
                position += 1
            else:
                break
        return position

    def _joins_name(self, position: int) -> bool:
        """True for a small word in the middle of a name ("von", "bin")."""
        if not 0 < position < len(self.doc) - 1 or not is_particle(self.doc[position]):
            return False
        before, after = self.doc[position - 1], self.doc[position + 1]
        return (could_be_name(before) or is_particle(before)) and (
            could_be_name(after) or is_particle(after) or after.text == "-"
        )

    def _joins_portfolio(self, position: int, start: int) -> bool:
        """True for the "and" of "Transport and Communications Minister", and the comma of a list that ends in one."""
        if self.doc[position].lower_ not in ("and", "&", ",") or not start < position < len(self.doc) - 2:
            return False
        before, after = self.doc[position - 1], self.doc[position + 1]
        if self.doc[position].text == ",":
            listed = position + 3 < len(self.doc) and self.doc[position + 2].lower_ in ("and", "&") and after.capital
            return listed and is_portfolio(before) and is_portfolio(after) and before.capital
        if position + 1 in self.claims and self.claims[position + 1][1].kind == "adjective" and before.capital:
            after = self.doc[min(self.claims[position + 1][0], len(self.doc) - 1)]  # "and Egyptian Expatriates"
        return is_portfolio(before) and is_portfolio(after) and before.text[0].isupper() == after.text[0].isupper()

    def last_stretch(self, start: int) -> int:
        """The first token of the last of the stretches that possessive marks chain together."""
        end = self.end(start)
        while end < len(self.doc) - 1 and self.doc[end].tag_ == "POS" and self.nominal(end + 1):
            start = end + 1
            end = self.end(start)
        return start

    def noun_after(self, link: int) -> int | None:
        """The first token of the noun stretch after a preposition."""
        position = link + 1
        if self.doc[position].lower_ in ARTICLES or self.doc[position].lower_ in POSSESSIVES:
            position += 1
        return position if position < len(self.doc) and self.nominal(position) else None

    def name_start(self, start: int, end: int) -> int:
        """Where the personal name begins that ends the stretch; `end` when there is none."""
        taken = self._taken
        first = position = end
        while position > start:
            token = self.doc[position - 1]
            if position - 1 in taken or self._is_word(position, start, first == end):
                break
            if could_be_name(token) or (first == end and is_suffix(token)) or self._second_half(position - 1, start):
                first = position - 1
            elif not (token.text == "-" or is_particle(token) or is_suffix(token)) or first == end:
                break
            elif is_particle(token) and position - 1 == start:
                first = position - 1
            position -= 1
        if first < end and (is_suffix(self.doc[first]) or self._only_portfolio(first, end)):
            return end
        if first > start and is_particle(self.doc[first - 1]) and first - 1 not in taken:
            first -= 1
        return first

    def _second_half(self, position: int, start: int) -> bool:
        """True for the small second half of a given name ("hyun" of "Dong-hyun")."""
        if position - 2 < start or self.doc[position - 1].text != "-" or not self._inside_word(position - 1):
            return False
        return could_be_name(self.doc[position - 2]) and self.doc[position].is_alpha and len(self.doc[position]) < 7

    def _only_portfolio(self, first: int, end: int) -> bool:
        return all(is_portfolio(token) or token.text in BLOCS for token in self.doc[first:end])

    def _is_word(self, end: int, low: int, last: bool) -> bool:
        """True when the token before `end` is a title, an institution or a portfolio rather than a name."""
        token = self.doc[end - 1]
        given = end - 2 >= low and self.doc[end - 2].text in table("given_names")
        title = table("titles").get(token.lower_) if given else None
        if given and (last or (title is not None and title["rank"] == "honorific")):
            return False  # "Hassan Sheikh Omar" has a title's word inside the name
        if longest_key(self.doc, end, end - 1, "titles") or longest_key(self.doc, end, low, "institutions"):
            return True
        return longest_key(self.doc, end, low, "media_words") is not None or (
            is_portfolio(token) and token.text not in table("given_names")
        )

    def split_name(self, start: int, end: int) -> int:
        """Where a personal name begins at the end of a title's "of ..." ("for Foreign Affairs | Marian Kostelny")."""
        position = start
        while position < end:
            if position in self.claims:
                position = self.claims[position][0]
            elif is_portfolio(self.doc[position]) and position == start:
                position += 1
            elif position > start and self._may_begin_name(position) and self.name_start(position, end) == position:
                return position
            else:
                position += 1
        return end

    def _may_begin_name(self, position: int) -> bool:
        """True after words that are no name themselves, or at a given name."""
        before = self.doc[position - 1]
        if self.doc[position].text in table("given_names"):
            return True
        if is_portfolio(before) or (before.is_alpha and not is_capital(before)):
            return position + 1 < len(self.doc) and could_be_name(self.doc[position + 1])
        return longest_key(self.doc, position, position - 1, "institutions") is not None

    def named_behind_place(self, position: int) -> tuple[int, int] | None:
        """First token and end of the name right behind a place ("chief negotiator in Vienna | Pavel Sorokhtin")."""
        if self.in_place(position) is None:
            return None
        name, reach = self.claims[position + 1][0], self.end(position + 1)
        if name >= reach or self.name_start(name, reach) != name:
            return None
        known = self.doc[name].text in table("given_names")
        return (name, reach) if known or all(word.ent_type_ == "PERSON" for word in self.doc[name:reach]) else None

    def in_place(self, position: int) -> str | None:
        """The state of the place in "in PLACE" right after a mention."""
        if position < len(self.doc) - 1 and self.doc[position].lower_ in ("in", "at"):
            claim = self.claims.get(position + 1)
            if claim is not None and claim[1].kind in ("state", "capital", "city", "seat"):
                return claim[1].code
        return None

    def sent_by(self, position: int) -> str | None:
        """The state in "from STATE" right after those whom it sends ("officials from Denmark")."""
        if position < len(self.doc) - 1 and self.doc[position].lower_ == "from":
            claim = self.claims.get(position + 1)
            return claim[1].code if claim is not None and claim[1].kind == "state" else None
        return None

    def mention(self, kind: str, start: int, end: int) -> Mention:
        head = self.head(start, end)
        return Mention(
            kind, self.segment.number, start, end, head, phrase(self.doc, start, end),
            plural=self.doc[end - 1].tag_ in PLURALS and kind in ("description", "media"),
            subject=self.is_subject(start, end),
        )  # fmt: skip

    def entry(self, start: int, end: int, entry: Entry) -> Mention:
        mention = self.mention("entry", start, end)
        mention.entry, mention.code = entry, entry.code
        mention.plural = entry.kind == "people"
        return mention

    def after_article(self, start: int) -> bool:
        return start > 0 and self.doc[start - 1].lower_ in ARTICLES

    def head(self, start: int, end: int) -> int:
        if end - start == 1:
            return start
        roots = [word.i for word in self.doc[start:end] if not start <= word.head < end or word.head == word.i]
        return roots[0] if len(roots) == 1 else int(self.doc.doc[start:end].root.i)

    def is_subject(self, start: int, end: int) -> bool:
        return any(token.dep_[:5] == "nsubj" and not start <= token.head < end for token in self.doc[start:end])
