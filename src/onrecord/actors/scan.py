"""One pass over a segment: every name, description, institution and known entity in it, in text order.

Nominal stretches are cut by tags (the parser's errors cost too much here), and read from their end: a personal name, then
the title before it, then what the title belongs to.
"""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.actors.claims import claimed
from onrecord.actors.gazetteer import Entry, table
from onrecord.actors.mentions import Mention, Title
from onrecord.actors.titles import institution_before, read_title
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

_LINKS = frozenset({"of", "for", "at", "to", "with", "on"})
_OWNING = frozenset({"of", "for", "at", "with"})
_PREFIXES = frozenset({"chief", "deputy", "general", "major", "senior", "lieutenant", "crown", "brigadier"})
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ant", "eer")
_OWNED = frozenset({"state", "official", "private", "local", "public", "national", "independent", "government"})
_MEDIA_ALONE = frozenset({"television", "news agency", "newspaper", "broadcaster"})
_PLURALS = frozenset({"NNS", "NNPS"})


def scan(segment: Segment) -> list[Mention]:
    """All mentions of the segment, inner ones after the one that holds them."""
    return _Scanner(segment).run()


class _Scanner:
    """Reads one segment; `mentions` grows in text order."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.doc: Doc = segment.doc
        self.claims = claimed(self.doc)
        self.mentions: list[Mention] = []
        self.limit = len(self.doc)

    def run(self) -> list[Mention]:
        """Read all stretches and hand the mentions over."""
        position, owner = 0, None
        while position < len(self.doc):
            if not self._nominal(position):
                owner = None if self.doc[position].tag_ != "POS" else owner
                position += 1
                continue
            position, owner = self._stretch(position, owner, inner=False)
        return self.mentions

    def _nominal(self, position: int) -> bool:
        """True when the token can stand in a nominal stretch."""
        if position in self.claims:
            return True
        token = self.doc[position]
        if token.text in table("never_names") and token.text not in BLOCS:
            return False
        if token.tag_ in ("VBN", "VBG") and not could_be_name(token):
            after = self.doc[position + 1] if position + 1 < len(self.doc) else None
            return token.dep_ in ("amod", "compound") and after is not None and after.tag_ in NOMINAL
        if token.text == "-":
            return self._inside_word(position)
        if token.tag_ in NOMINAL or could_be_name(token):
            return True
        return token.tag_.startswith("V") and self._mistagged_title(position)

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

    def _end(self, start: int) -> int:
        """The token after the nominal stretch that begins at `start`."""
        position = start
        while position < self.limit:
            if position in self.claims:
                position = self.claims[position][0]
            elif self._nominal(position) or self._joins_name(position) or self._joins_portfolio(position, start):
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
        """True for the "and" of "Transport and Communications Minister"."""
        if self.doc[position].lower_ not in ("and", "&") or not start < position < len(self.doc) - 2:
            return False
        before, after = self.doc[position - 1], self.doc[position + 1]
        return is_portfolio(before) and is_portfolio(after) and before.text[0].isupper() == after.text[0].isupper()

    def _stretch(self, start: int, owner: Mention | None, *, inner: bool) -> tuple[int, Mention | None]:
        """Read the stretch at `start`; gives the token after it and, if it ends in a possessive mark, itself as owner."""
        end = self._end(start)
        if end > start + 1 and is_particle(self.doc[end - 1]) and not is_capital(self.doc[end - 1]):
            end -= 1
        determiner = self.doc[start - 1].lower_ if start else ""
        if determiner in POSSESSIVES:
            owner = self._mention("pronoun", start - 1, start)
        elif determiner not in ARTICLES:
            determiner = ""
        mention = self._read(start, end, owner)
        if mention is None:
            self._inner_entries(start, end, None)
            return end, None
        if mention.kind == "name" and mention.start > start and mention.text == phrase(self.doc, mention.start, end):
            determiner = ""
        mention.determiner, mention.inner, mention.owner = determiner, inner, mention.owner or owner
        self.mentions.append(mention)
        self._inner_entries(start, end, mention)
        if owner is not None and owner.kind != "pronoun":
            owner.inner = True
        end = self._after(mention, end)
        if end < len(self.doc) and self.doc[end].tag_ == "POS":
            return end + 1, mention
        return end, None

    def _read(self, start: int, end: int, owner: Mention | None) -> Mention | None:
        """The mention that tokens start..end are, by what stands at their end."""
        name = self._name_start(start, end)
        if name < end:
            return self._named(start, name, end, owner)
        for first, (after, entry) in self.claims.items():
            if after == end and entry.kind != "adjective":
                return self._entry(first, end, entry)
        title = read_title(self.doc, self.claims, start, end, owner)
        institution = institution_before(self.doc, self.claims, end, start)
        longer = institution is not None and title is not None and len(institution[1]) > len(title.key)
        if title is not None and title.rank != "honorific" and not longer:
            mention = self._mention("description", start, end)
            mention.titles = [title]
            mention.plural = mention.plural and not phrase(self.doc, start, end).lower().endswith(title.key)
            return mention
        media = self._media(start, end)
        if media is not None or institution is None:
            return media
        plural = self.doc[end - 1].tag_ in _PLURALS and self.doc[end - 1].lower_ not in institution[1]
        return None if plural else self._institution(start, institution[0], end)

    def _entry(self, start: int, end: int, entry: Entry) -> Mention:
        mention = self._mention("entry", start, end)
        mention.entry, mention.code = entry, entry.code
        mention.plural = entry.kind == "people"
        return mention

    def _name_start(self, start: int, end: int) -> int:
        """Where the personal name begins that ends the stretch; `end` when there is none."""
        taken = {token for first, (after, _) in self.claims.items() for token in range(first, after)}
        first = position = end
        while position > start:
            token = self.doc[position - 1]
            if position - 1 in taken or self._is_word(position, start, first == end):
                break
            if could_be_name(token) or (first == end and is_suffix(token)):
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

    def _only_portfolio(self, first: int, end: int) -> bool:
        return all(is_portfolio(token) or token.text in BLOCS for token in self.doc[first:end])

    def _is_word(self, end: int, low: int, last: bool) -> bool:
        """True when the token before `end` is a title, an institution or a portfolio rather than a name."""
        token = self.doc[end - 1]
        given = end - 2 >= low and self.doc[end - 2].text in table("given_names")
        if given and last:
            return False
        if longest_key(self.doc, end, end - 1, "titles") or longest_key(self.doc, end, end - 1, "institutions"):
            return True
        return longest_key(self.doc, end, end - 1, "media_words") is not None or (
            is_portfolio(token) and token.text not in table("given_names")
        )

    def _named(self, start: int, name: int, end: int, owner: Mention | None) -> Mention:
        """A personal name (or an unknown proper name) with the title before it."""
        title = read_title(self.doc, self.claims, start, name, owner) if name > start else None
        first = start if title is not None else name
        mention = self._mention("name", first, end)
        mention.head = self._head(name, end)
        words = [token.text for token in self.doc[name:end]]
        mention.name = tuple(_joined(words))
        mention.text = phrase(self.doc, name, end)
        mention.evidence = any(token.ent_type_ == "PERSON" for token in self.doc[name:end]) or words[0] in table(
            "given_names"
        )
        before = next((entry for after, entry in self.claims.values() if after == name), None)
        if title is None and before is not None and before.kind == "adjective" and mention.evidence:
            mention.code = before.code
        if title is not None and title.rank == "description" and self._after_article(start) and not mention.evidence:
            mention.text = phrase(self.doc, start, end)
        elif title is not None:
            self._entitle(mention, title, start, name, owner)
        elif (
            name > start
            and mention.evidence
            and self.doc[name - 1].tag_ == "NN"
            and self.doc[name - 1].text.endswith(_PERSON_ENDINGS)
        ):
            word = self.doc[name - 1].lower_
            mention.titles = [
                Title(phrase(self.doc, start, name), word, "description", classes=frozenset({word}), owner=owner)
            ]
            mention.owner = owner
        return mention

    def _after_article(self, start: int) -> bool:
        return start > 0 and self.doc[start - 1].lower_ in ARTICLES

    def _entitle(self, mention: Mention, title: Title, start: int, name: int, owner: Mention | None) -> None:
        """Give a name the title before it; a rank or honorific may follow another title ("army chief Gen. X")."""
        mention.evidence, mention.owner = True, owner
        found = longest_key(self.doc, name, start, "titles")
        head = found[0] if found is not None else start
        before = read_title(self.doc, self.claims, start, head, owner) if head > start else None
        personal = title.rank == "honorific" or not title.classes.isdisjoint(("officer", "royal"))
        if before is not None and personal and before.text.lower() not in _PREFIXES:
            title.text = phrase(self.doc, head, name)
            title.institution = title.entry = None
            mention.titles = [before]
            title.code = before.code
        mention.code = title.code
        if title.rank == "honorific":
            mention.honorific = title
        else:
            mention.titles.append(title)

    def _institution(self, start: int, first: int, end: int) -> Mention:
        mention = self._mention("institution", first, end)
        mention.key = phrase(self.doc, first, end)
        for position, (after, entry) in self.claims.items():
            if start <= position and after <= first:
                mention.start = min(mention.start, position)
                if entry.kind in ("organisation", "group", "seat"):
                    mention.entry = entry
                else:
                    mention.code = entry.code
        mention.local = mention.code is None and not any(token.text in BLOCS for token in self.doc[start:first])
        mention.text = phrase(self.doc, mention.start, end)
        return mention

    def _media(self, start: int, end: int) -> Mention | None:
        """A news outlet by a common noun: with its name ("the STV television channel"), or of some owner ("state TV")."""
        found = longest_key(self.doc, end, start, "media_words")
        if found is None:
            return None
        mention = self._mention("media", start, end)
        mention.key = found[1]
        for position, (after, entry) in self.claims.items():
            if start <= position and after <= end:
                if entry.kind == "outlet":
                    mention.entry = entry
                elif entry.kind in ("adjective", "state"):
                    mention.code = entry.code
        proper = end - start > 1 and all(is_capital(token) for token in self.doc[start:end])
        owned = any(token.lower_ in _OWNED for token in self.doc[start : found[0]])
        alone = found[1] in _MEDIA_ALONE and not mention.plural
        return mention if mention.entry is not None or proper or owned or alone else None

    def _inner_entries(self, start: int, end: int, holder: Mention | None) -> None:
        """Known states and organisations that stand inside a stretch as modifiers."""
        for position, (after, entry) in self.claims.items():
            inside = start <= position and after <= end and entry.kind not in ("adjective", "people")
            if inside and not (holder is not None and holder.kind == "entry" and holder.start == position):
                mention = self._entry(position, after, entry)
                mention.inner = True
                self.mentions.append(mention)

    def _after(self, mention: Mention, end: int) -> int:
        """Read what hangs on the mention with "of", "for", "at", "in"; gives the token after it."""
        if mention.kind == "description":
            return self._after_title(mention, mention.titles[0], end)
        if mention.kind == "institution":
            return self._after_institution(mention, end)
        return end

    def _after_title(self, mention: Mention, title: Title, end: int) -> int:
        """Role text goes on over "of ..."; a name at its end makes the description a named person."""
        first, stop = end, end
        while stop < len(self.doc) - 1 and self.doc[stop].lower_ in _LINKS and stop - first < 14:
            link = self.doc[stop].lower_
            inside = self._noun_after(stop)
            if inside is None or (link in ("on", "to", "with") and not is_capital(self.doc[inside])):
                break
            last = self._last_stretch(inside)
            reach = self._end(last)
            split = self._split_name(last, reach) if not mention.plural else reach
            self.limit = split if split < reach else len(self.doc)
            stop = self._inner(inside, link, title)
            self.limit = len(self.doc)
            if split < reach:
                title.text = self._text_with(title, end, split)
                return self._become_named(mention, split, reach)
        title.text = self._text_with(title, end, stop)
        mention.end = stop
        title.place_code = self._in_place(stop)
        return stop

    def _last_stretch(self, start: int) -> int:
        """The first token of the last of the stretches that possessive marks chain together."""
        end = self._end(start)
        while end < len(self.doc) - 1 and self.doc[end].tag_ == "POS" and self._nominal(end + 1):
            start = end + 1
            end = self._end(start)
        return start

    def _text_with(self, title: Title, end: int, stop: int) -> str:
        return title.text + " " + phrase(self.doc, end, stop) if stop > end else title.text

    def _noun_after(self, link: int) -> int | None:
        """The first token of the noun stretch after a preposition."""
        position = link + 1
        if self.doc[position].lower_ in ARTICLES or self.doc[position].lower_ in POSSESSIVES:
            position += 1
        return position if position < len(self.doc) and self._nominal(position) else None

    def _inner(self, start: int, link: str, title: Title) -> int:
        """Read the stretches after a preposition as inner mentions and take over what they say of the office."""
        count = len(self.mentions)
        position, owner = self._stretch(start, None, inner=True)
        while owner is not None and position < len(self.doc) and self._nominal(position):
            position, owner = self._stretch(position, owner, inner=True)
        if position < len(self.doc) - 1 and self.doc[position].lower_ == "and" and is_portfolio(self.doc[position + 1]):
            position = self._end(position + 1)
        for inner in self.mentions[count:]:
            inner.inner = True
            if link in _OWNING:
                _take_over(title, inner, link)
        return position

    def _split_name(self, start: int, end: int) -> int:
        """Where a personal name begins at the end of a title's "of ..." ("for Foreign Affairs | Marian Kostelny")."""
        position = start
        while position < end:
            if position in self.claims:
                position = self.claims[position][0]
            elif is_portfolio(self.doc[position]) and position == start:
                position += 1
            elif position > start and self._may_begin_name(position) and self._name_start(position, end) == position:
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

    def _become_named(self, mention: Mention, name: int, end: int) -> int:
        words = [token.text for token in self.doc[name:end]]
        mention.kind, mention.name = "name", tuple(_joined(words))
        mention.text, mention.end, mention.evidence = phrase(self.doc, name, end), end, True
        mention.head = self._head(name, end)
        mention.code = mention.titles[0].code
        mention.subject = mention.subject or self._is_subject(name, end)
        return end

    def _after_institution(self, mention: Mention, end: int) -> int:
        """ "Ministry of Foreign Affairs of Belarus", "Foreign Ministry in Budapest"."""
        stop = end
        while stop < len(self.doc) - 1 and self.doc[stop].lower_ in ("of", "for"):
            inside = self._noun_after(stop)
            if inside is None:
                break
            reach = self._end(inside)
            capital = is_capital(self.doc[end - 1]) and all(is_capital(token) for token in self.doc[inside:reach])
            if inside in self.claims:
                mention.code = mention.code or self.claims[inside][1].code
                if self.claims[inside][1].kind != "adjective":
                    reach = self.claims[inside][0]
            elif capital and not all(is_portfolio(token) for token in self.doc[inside:reach]):
                pass
            elif all(is_portfolio(token) for token in self.doc[inside:reach]):
                mention.key = phrase(self.doc, mention.head if mention.head < end else mention.start, reach)
            else:
                break
            stop = reach
        mention.end = stop
        if stop > end:
            mention.text = phrase(self.doc, mention.start, stop)
        mention.place_code = self._in_place(stop)
        return stop

    def _in_place(self, position: int) -> str | None:
        """The state of the place in "in PLACE" right after a mention."""
        if position < len(self.doc) - 1 and self.doc[position].lower_ in ("in", "at"):
            claim = self.claims.get(position + 1)
            if claim is not None and claim[1].kind in ("state", "capital", "city", "seat"):
                return claim[1].code
        return None

    def _mention(self, kind: str, start: int, end: int) -> Mention:
        head = self._head(start, end)
        return Mention(
            kind, self.segment.number, start, end, head, phrase(self.doc, start, end),
            plural=self.doc[end - 1].tag_ in _PLURALS and kind in ("description", "media"),
            subject=self._is_subject(start, end),
        )  # fmt: skip

    def _head(self, start: int, end: int) -> int:
        return int(self.doc[start:end].root.i)

    def _is_subject(self, start: int, end: int) -> bool:
        return any(token.dep_.startswith("nsubj") and not start <= token.head.i < end for token in self.doc[start:end])


def _take_over(title: Title, inner: Mention, link: str) -> None:
    """What an office belongs to, from a mention after "of", "for" or "at"."""
    if inner.kind == "institution" and title.institution is None and title.entry is None:
        title.institution = inner.text
        title.code = title.code or inner.code or inner.place_code
        title.owner = inner
    elif inner.kind == "entry" and inner.entry is not None and title.institution is None:
        if inner.entry.kind in ("organisation", "group", "seat", "outlet"):
            title.entry = title.entry or inner.entry
        elif link == "of":
            title.code = title.code or inner.code
    title.local = title.local and title.code is None


def _joined(words: list[str]) -> list[str]:
    """Put hyphenated words back together: Jae, -, in -> Jae-in."""
    out: list[str] = []
    glue = False
    for word in words:
        if word == "-" and out:
            out[-1] += "-"
            glue = True
        elif glue:
            out[-1] += word
            glue = False
        else:
            out.append(word if len(word) < 4 or word in ("Jr.", "Sr.") else word.rstrip("."))
    return out
