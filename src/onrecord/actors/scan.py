"""One pass over a segment: every name, description, institution and known entity in it, in text order.

Nominal stretches are cut by tags (the parser's errors cost too much here), and read from their end: a personal name,
then the title before it, then what the title belongs to.
"""

from __future__ import annotations

from onrecord.actors.gazetteer import Entry, table
from onrecord.actors.mentions import Mention, Title
from onrecord.actors.stretches import PLURALS, Stretches
from onrecord.actors.takenup import described_at
from onrecord.actors.titles import OF_OFFICE, institution_before, read_title
from onrecord.actors.words import (
    ARTICLES,
    BLOCS,
    POSSESSIVES,
    ends_a_key,
    is_particle,
    is_portfolio,
    longest_key,
    trimmed,
)  # fmt: skip
from onrecord.language import Segment
from onrecord.language.columns import Words

_LINKS = frozenset({"of", "for", "at", "to", "with", "on"})
_OWNING = frozenset({"of", "for", "at", "with", "in", "inside", "within"})
_SOURCES = frozenset({"source", "sources"})
_PREFIXES = frozenset({"chief", "deputy", "general", "major", "senior", "lieutenant", "crown", "brigadier"})
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ant", "eer")
_TOWNS = frozenset({"capital", "city"})
_OWNED = frozenset({"state", "official", "private", "local", "public", "national", "independent", "government"})
_MEDIA_ALONE = frozenset({"television", "news agency", "newspaper", "broadcaster"})


def scan(segment: Segment, words: Words, meanings: dict[str, Entry] | None = None) -> list[Mention]:
    """All mentions of the segment, inner ones after the one that holds them."""
    return _Scanner(segment, words, meanings).run()


class _Scanner(Stretches):
    """Reads one segment; `mentions` grows in text order."""

    def __init__(self, segment: Segment, words: Words, meanings: dict[str, Entry] | None = None) -> None:
        super().__init__(segment, words, meanings)
        self.mentions: list[Mention] = []

    def run(self) -> list[Mention]:
        """Read all stretches and hand the mentions over."""
        position, owner, trimming = 0, None, trimmed()
        nominal, tag, lower = self._nominal, self.doc.tag, self.doc.lower
        while position < self.size:
            if not nominal[position]:
                owner = None if tag[position] != "POS" else owner
                position += 1
                continue
            end = self.end(position)
            if lower[end - 1] not in trimming and self._is_nobody(position, end):
                self._inner_entries(position, end, None)
                position, owner = end, None
            else:
                position, owner = self._stretch(position, end, owner, inner=False)
        return self.mentions

    def _stretch(self, start: int, end: int, owner: Mention | None, *, inner: bool) -> tuple[int, Mention | None]:
        """Read the stretch start..end; gives the token after it and, before a possessive mark, itself as owner."""
        if end > start + 1 and is_particle(self.doc.lower[end - 1]) and not self.doc.capital[end - 1]:
            end -= 1
        if start + 1 < end < self.size and self.doc.lower[end] == "to" and self.doc.lower[end - 1] == "close":
            end -= 1  # "sources close to the bank" are the sources
        if self._is_nobody(start, end):
            self._inner_entries(start, end, None)
            return end, None
        determiner = self.doc.lower[start - 1] if start else ""
        if determiner in POSSESSIVES:
            owner = self.mention("pronoun", start - 1, start)
        elif determiner not in ARTICLES or self.doc.tag[start - 1] == "IN" or self.doc.dep[start - 1] == "mark":
            determiner = ""
        mention = self._read(start, end, owner)
        if mention is None:
            self._inner_entries(start, end, None)
            return end, None
        if mention.kind == "name" and mention.start > start and mention.text == self.doc.phrase(mention.start, end):
            determiner = ""
        if mention.titles and mention.titles[0].text == mention.text and mention.kind == "name":
            determiner = ""
        mention.determiner, mention.inner, mention.owner = determiner, inner, mention.owner or owner
        self.mentions.append(mention)
        self._inner_entries(start, end, mention)
        if owner is not None and owner.kind != "pronoun":
            owner.inner = True
        end = self._after(mention, end)
        if end < self.size and self.doc.tag[end] == "POS":
            return end + 1, mention
        return end, None

    def _is_nobody(self, start: int, end: int) -> bool:
        """True for a common noun that is nobody ("price rises"): most stretches, told by their last word."""
        last = end - 1
        if self.doc.capital[last] or last in self._taken or ends_a_key(self.doc.lower[last]):
            return False
        return last == start or self.doc.text[last - 1] != "-"

    def _read(self, start: int, end: int, owner: Mention | None) -> Mention | None:
        """The mention that tokens start..end are, by what stands at their end."""
        name = self.name_start(start, end)
        if name < end:
            return self._named(start, name, end, owner)
        for first, (after, entry) in self.claims.items():
            if after == end and entry.kind != "adjective" and not self._is_of_another(first, end, entry, owner):
                mention = self.entry(first, end, entry)
                mention.code = entry.code or next(
                    (other.code for other_first, (_, other) in self.claims.items() if start <= other_first < first),
                    None,
                )
                return mention
        title = read_title(self.doc, self.claims, start, end, owner)
        institution = institution_before(self.doc, self.claims, end, start)
        longer = institution is not None and title is not None and len(institution[1]) > len(title.key)
        if title is not None and title.rank != "honorific" and not longer:
            mention = self.mention("description", start, end)
            mention.titles = [title]
            mention.plural = mention.plural and not self.doc.phrase(start, end).lower().endswith(title.key)
            return mention
        media = self._media(start, end)
        if media is not None:
            return media
        if institution is None:
            return self._definite(start, end)
        plural = self.doc.tag[end - 1] in PLURALS and self.doc.lower[end - 1] not in institution[1]
        return None if plural else self._institution(start, institution[0], end)

    def _is_of_another(self, first: int, end: int, entry: Entry, owner: Mention | None) -> bool:
        """ "Pakistan's Foreign Office": one state's seat of power by name, another's by its owner."""
        if entry.kind != "seat" or owner is None or owner.entry is None or owner.entry.kind == "seat":
            return False
        return owner.entry.code not in (None, entry.code) and institution_before(self.doc, {}, end, first) is not None

    def _named(self, start: int, name: int, end: int, owner: Mention | None) -> Mention:
        """A personal name (or an unknown proper name) with the title before it."""
        title = read_title(self.doc, self.claims, start, name, owner) if name > start else None
        first = start if title is not None else name
        mention = self.mention("name", first, end)
        mention.head = self.head(name, end)
        words = self.doc.text[name:end]
        mention.name = tuple(_joined(words))
        mention.text = self.doc.phrase(name, end)
        mention.evidence = "PERSON" in self.doc.ent[name:end] or words[0] in table("given_names")
        before = next((entry for after, entry in self.claims.values() if after == name), None)
        if title is None and " ".join(words).lower() in table("titles"):
            title = read_title(self.doc, self.claims, name, end, owner)  # "the Dalai Lama": an office that is a name
        if title is None and before is not None and before.kind == "adjective" and mention.evidence:
            mention.code = before.code
        if title is not None and title.rank == "description" and self.after_article(start) and not mention.evidence:
            mention.text = self.doc.phrase(start, end)
        elif title is not None:
            self._entitle(mention, title, start, name, owner)
        elif (
            name > start
            and mention.evidence
            and self.doc.tag[name - 1] == "NN"
            and self.doc.text[name - 1].endswith(_PERSON_ENDINGS)
        ):
            word = self.doc.lower[name - 1]
            mention.titles = [
                Title(self.doc.phrase(start, name), word, "description", classes=frozenset({word}), owner=owner)
            ]
            mention.owner = owner
        return mention

    def _entitle(self, mention: Mention, title: Title, start: int, name: int, owner: Mention | None) -> None:
        """Give a name the title before it; a rank or honorific may follow another title ("army chief Gen. X")."""
        mention.evidence, mention.owner = True, owner
        found = longest_key(self.doc, name, start, "titles")
        head = found[0] if found is not None else start
        before = read_title(self.doc, self.claims, start, head, owner) if head > start else None
        personal = title.rank == "honorific" or not title.classes.isdisjoint(("officer", "royal"))
        if before is not None and personal and before.text.lower() not in _PREFIXES:
            title.text = self.doc.phrase(head, name)
            title.institution = title.entry = None
            mention.titles = [before]
            title.code = before.code
        mention.code = title.code
        if title.rank == "honorific":
            mention.honorific = title
        else:
            mention.titles.append(title)

    def _institution(self, start: int, first: int, end: int) -> Mention:
        mention = self.mention("institution", first, end)
        mention.key = self.doc.phrase(first, end)
        for position, (after, entry) in self.claims.items():
            if start <= position and after <= first:
                mention.start = min(mention.start, position)
                if entry.kind in ("organisation", "group", "seat"):
                    mention.entry = entry if self.doc.text[after] != "-" else None  # "Hamas-run" is not of Hamas
                elif entry.kind not in _TOWNS or self.doc.phrase(first, end).lower() not in OF_OFFICE:
                    # "the Moscow embassy" is that of another state
                    mention.code = entry.code
        mention.local = mention.code is None and BLOCS.isdisjoint(self.doc.text[start:first])
        mention.text = self.doc.phrase(mention.start, end)
        return mention

    def _media(self, start: int, end: int) -> Mention | None:
        """A news outlet by a common noun: with its name ("the STV television channel") or an owner ("state TV")."""
        found = longest_key(self.doc, end, start, "media_words")
        if found is None:
            return None
        mention = self.mention("media", start, end)
        mention.key = found[1]
        for position, (after, entry) in self.claims.items():
            if start <= position and after <= end:
                if entry.kind == "outlet":
                    mention.entry = entry
                elif entry.kind in ("adjective", "state"):
                    mention.code = entry.code
        proper = end - start > 1 and all(self.doc.capital[start:end])
        owned = not _OWNED.isdisjoint(self.doc.lower[start : found[0]])
        alone = found[1] in _MEDIA_ALONE and not mention.plural
        return mention if mention.entry is not None or proper or owned or alone else None

    def _definite(self, start: int, end: int) -> Mention | None:
        """ "The country", "the military alliance": something named before by what it is."""
        key = described_at(self.doc, start, end)
        if key is None:
            return None
        mention = self.mention("definite", start, end)
        mention.key = key
        mention.code = next((entry.code for first, (_, entry) in self.claims.items() if start <= first < end), None)
        return mention

    def _inner_entries(self, start: int, end: int, holder: Mention | None) -> None:
        """Known states and organisations that stand inside a stretch as modifiers."""
        if self._taken.isdisjoint(range(start, end)):
            return
        for position, (after, entry) in self.claims.items():
            inside = start <= position and after <= end and not self._part_of_name(after, end, entry, holder)
            if inside and not (holder is not None and holder.kind == "entry" and holder.start == position):
                mention = self.entry(position, after, entry)
                mention.inner = True
                self.mentions.append(mention)

    def _part_of_name(self, after: int, end: int, entry: Entry, holder: Mention | None) -> bool:
        """True for an adjective inside the name of something unknown ("American Widgets")."""
        if entry.kind not in ("adjective", "people") or holder is not None:
            return False
        return after < end and self.doc.capital[after]

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
        while stop < self.size - 1 and self._links(stop, title) and stop - first < 14:
            link = self.doc.lower[stop]
            inside = self.noun_after(stop)
            if inside is None or (link in ("on", "to", "with") and not self.doc.capital[inside]):
                break
            last = self.last_stretch(inside)
            reach = self.end(last)
            split = self.split_name(last, reach) if not mention.plural else reach
            self.limit = split if split < reach else self.size
            stop = self._inner(inside, link, title)
            self.limit = self.size
            if split < reach:
                title.text = self._text_with(title, end, split)
                return self._become_named(mention, split, reach)
        title.text = self._text_with(title, end, stop)
        mention.end = stop
        title.place_code = self.in_place(stop)
        title.code = title.code or self.sent_by(stop)
        named = self.named_behind_place(stop) if not mention.plural else None
        return stop if named is None else self._become_named(mention, *named)

    def _links(self, position: int, title: Title) -> bool:
        """A preposition goes on with the title: "of", "at" ...; "in" for sources inside a body, never a place."""
        if self.doc.lower[position] in _LINKS:
            return True
        inside = self.noun_after(position) if self.doc.lower[position] in ("in", "inside", "within") else None
        if inside is None or title.key not in _SOURCES:
            return False
        if inside in self.claims and self.claims[inside][1].kind in ("organisation", "group", "seat"):
            return True
        return longest_key(self.doc, self.end(self.last_stretch(inside)), inside, "institutions") is not None

    def _text_with(self, title: Title, end: int, stop: int) -> str:
        return title.text + " " + self.doc.phrase(end, stop) if stop > end else title.text

    def _inner(self, start: int, link: str, title: Title) -> int:
        """Read the stretches after a preposition as inner mentions and take over what they say of the office."""
        count = len(self.mentions)
        position, owner = self._stretch(start, self.end(start), None, inner=True)
        while owner is not None and position < self.size and self.nominal(position):
            position, owner = self._stretch(position, self.end(position), owner, inner=True)
        if (
            position < self.size - 1
            and self.doc.lower[position] == "and"
            and is_portfolio(self.doc.lower[position + 1])
        ):
            position = self.end(position + 1)
        for inner in self.mentions[count:]:
            inner.inner = True
            if link in _OWNING:
                _take_over(title, inner, link)
        return position

    def _become_named(self, mention: Mention, name: int, end: int) -> int:
        mention.kind, mention.name = "name", tuple(_joined(self.doc.text[name:end]))
        mention.text, mention.end, mention.evidence = self.doc.phrase(name, end), end, True
        mention.head = self.head(name, end)
        mention.code = mention.titles[0].code
        mention.subject = mention.subject or self.is_subject(name, end)
        return end

    def _after_institution(self, mention: Mention, end: int) -> int:
        """ "Ministry of Foreign Affairs of Belarus", "Foreign Ministry in Budapest"."""
        stop = end
        while stop < self.size - 1 and self.doc.lower[stop] in ("of", "for"):
            inside = self.noun_after(stop)
            if inside is None:
                break
            reach = self.end(inside)
            named = [token for token in range(inside, reach) if self.doc.lower[token] not in ("and", "&")]
            capital = self.doc.capital[end - 1] and all(self.doc.capital[token] for token in named)
            portfolio = all(is_portfolio(self.doc.lower[token]) for token in named)
            if inside in self.claims:
                mention.code = mention.code or self.claims[inside][1].code
                if self.claims[inside][1].kind != "adjective":
                    reach = self.claims[inside][0]
            elif capital and not portfolio:
                pass
            elif portfolio:
                mention.key = self.doc.phrase(mention.head if mention.head < end else mention.start, reach)
            else:
                break
            stop = reach
        mention.end = stop
        if stop > end:
            mention.text = self.doc.phrase(mention.start, stop)
        mention.place_code = self.in_place(stop)
        return stop


def _take_over(title: Title, inner: Mention, link: str) -> None:
    """What an office belongs to, from a mention after "of", "for" or "at"."""
    if inner.kind == "institution" and title.institution is None and title.entry is None:
        title.institution = inner.text
        title.code = title.code or inner.code or inner.place_code
        title.owner = inner
    elif inner.kind == "entry" and inner.entry is not None and title.institution is None:
        if inner.entry.kind in ("organisation", "group", "seat", "outlet"):
            title.entry = title.entry or inner.entry
        elif link == "of" or (link == "for" and "spokesman" in title.classes):
            title.sector = title.sector or (inner.entry.sector if link == "for" else None)
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
