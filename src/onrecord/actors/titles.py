"""What somebody is: reading the words of an office or description into a Title."""

from __future__ import annotations

from onrecord.actors.gazetteer import Entry, table
from onrecord.actors.mentions import Mention, Title
from onrecord.actors.words import BLOCS, is_portfolio, longest_key
from onrecord.language.columns import Words

Claims = dict[int, tuple[int, Entry]]
_NATIONAL = frozenset({"adjective", "state", "people"})
OF_OFFICE = frozenset({"embassy", "consulate", "mission", "high commission"})


def read_title(doc: Words, claims: Claims, start: int, end: int, owner: Mention | None) -> Title | None:
    """The title that fills tokens start..end ("Slovak State Secretary"), or None where no title word ends it."""
    found = longest_key(doc, end, start, "titles")
    if found is None:
        return None
    head, key = found
    row = table("titles")[key]
    title = Title(
        text=doc.phrase(_text_start(doc, claims, start, head), end),
        key=key,
        rank=row["rank"],
        sector=row["sector"] or None,
        gender=row["gender"] or None,
        classes=frozenset([key, *filter(None, row["classes"].split(";"))]),
        owner=owner,
    )
    _read_modifiers(doc, claims, start, head, title)
    return title


def institution_before(doc: Words, claims: Claims, end: int, low: int) -> tuple[int, str] | None:
    """First token and head word of the institution phrase that ends right before token `end` ("Foreign Ministry")."""
    found = longest_key(doc, end, low, "institutions")
    if found is None or (end - 1) in claims:
        return None
    start, key = found
    inside = {token for first, (after, _) in claims.items() for token in range(first, after)}
    while start > low and start - 1 not in inside and _belongs(doc, start - 1, doc.text[end - 1][0].isupper()):
        start -= 1
    return start, key


def people_of(text: str) -> str | None:
    """The state of the people or region that a description begins with, where it is no state's adjective.

    >>> people_of("Rohingya refugees"), people_of("refugees")
    ('MMR', None)
    """
    words = text.split()
    for name in (" ".join(words[:2]), words[0].split("-")[0] if words else ""):
        row = table("peoples").get(name)
        if row is not None:
            return row["code"] or None
    return None


def _belongs(doc: Words, position: int, capital: bool) -> bool:
    """True for words before an institution's head that are part of its name."""
    text, lower = doc.text[position], doc.lower[position]
    if is_portfolio(lower) and lower not in ("deputy", "vice", "first", "chief", "prime"):
        return True
    if text in ("&", "-") and position:
        return doc.capital[position - 1]
    if lower in ("deputy", "vice", "chief", "senior", "former"):
        return False
    if text in BLOCS and not doc.capital[position + 1]:
        return False
    return capital and doc.capital[position] and doc.tag[position] in ("NNP", "NNPS", "JJ")


def _text_start(doc: Words, claims: Claims, start: int, head: int) -> int:
    """Where the role's text begins: after leading nationalities, except where they name an embassy."""
    if start + 4 < head and doc.phrase(start + 1, start + 5).lower() == "-year-old":
        start += 5
    while start < head:
        if start in claims and claims[start][1].kind in _NATIONAL and claims[start][0] <= head:
            after = claims[start][0]
            if after < len(doc.text) and doc.lower[after] in OF_OFFICE:
                return start
            start = after
        elif doc.text[start] in BLOCS or doc.tag[start] in ("HYPH", "CD"):
            start += 1
        else:
            break
    return start


def _read_modifiers(doc: Words, claims: Claims, start: int, head: int, title: Title) -> None:
    """Fill in code, known organisation and institution from the words before the head word."""
    for first, (after, entry) in claims.items():
        if start <= first and after <= head:
            if entry.kind in ("organisation", "group", "seat", "outlet"):
                title.entry = entry
            else:
                title.code = title.code or entry.code  # of two the first: "Kosovo Serb leader", "US Syria envoy"
    title.local = title.code is None and BLOCS.isdisjoint(doc.text[start:head])
    end = head
    while end > start:
        institution = institution_before(doc, claims, end, start)
        if institution is not None:
            title.institution = doc.phrase(institution[0], end)
            title.institution_text = doc.phrase(_with_nation(claims, institution[0]), end)
            return
        end -= 1


def _with_nation(claims: Claims, start: int) -> int:
    """Where an institution's name begins when the nationality right before it is counted in."""
    return next(
        (first for first, (after, entry) in claims.items() if after == start and entry.kind in _NATIONAL), start
    )
