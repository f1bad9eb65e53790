"""What an office is in charge of, by which two ministers are told apart."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from onrecord.actors.gazetteer import table
from onrecord.actors.mentions import Title

_SECOND = frozenset({"deputy", "vice", "assistant", "under-secretary", "undersecretary"})


@lru_cache(maxsize=1 << 14)
def charge_of(office: str) -> frozenset[str]:
    """What the words of an office say that it is in charge of, in one spelling; empty where they do not.

    >>> sorted(charge_of("Minister of Foreign Affairs")), sorted(charge_of("defense minister")), charge_of("minister")
    (['foreign'], ['defence'], frozenset())
    """
    portfolios = table("portfolios")
    words = (word for word in office.lower().replace("-", " ").split() if word in portfolios)
    return frozenset(charge for word in words if (charge := portfolios[word]["charge"]))


def is_other_office(title: Title, held: Iterable[Title]) -> bool:
    """True where all that somebody is said to be keeps the title apart: another charge, or a deputy's post.

    A mere official of a ministry may be anybody there.

    >>> foreign, defence = (Title(f"{charge} minister", "minister", "office") for charge in ("foreign", "defence"))
    >>> is_other_office(defence, [foreign]), is_other_office(defence, [foreign, defence])
    (True, False)
    """
    charge, others = charge_of(title.text) if title.rank == "office" else frozenset(), list(held)
    return bool(charge and others) and all(_is_other(title, charge, one) for one in others)


def _is_other(title: Title, charge: frozenset[str], one: Title) -> bool:
    office = one.like or one.text
    other = charge_of(office)
    if not other:
        diplomat = "foreign" in charge and "diplomat" in one.classes  # a secretary of state
        return one.key != title.key and one.rank == "office" and not diplomat  # no prime minister is that of defence
    return charge.isdisjoint(other) or _is_second(title.text) != _is_second(office)


def _is_second(office: str) -> bool:
    return not _SECOND.isdisjoint(office.lower().split())
