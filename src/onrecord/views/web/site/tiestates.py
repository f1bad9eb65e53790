"""How the states of ties are shown, and how high an event stands on the chart of a dyad."""

from __future__ import annotations

#: The look of each state of a tie, by the closed vocabulary of the record.
STYLE_OF_STATE = {
    "open": "good", "active": "good", "increased": "good", "proposed": "fair", "applied": "fair", "reduced": "poor",
    "suspended": "bad", "ended": "bad", "refused": "bad", "denied": "bad",
}  # fmt: skip
#: States in which a tie goes on, and those in which it does not; a report of each is a contradiction of the other.
HOLDS = frozenset(("open", "active", "increased", "reduced"))
HOLDS_NOT = frozenset(("suspended", "ended", "refused"))
#: The kinds of ties that stand against somebody: their state is shown as it is, and not as a good thing.
AGAINST = frozenset(("sanctions", "military operation", "occupation"))
#: PLOVER's four quarters, as heights: verbal and material, conflict and cooperation.
_HEIGHTS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": -1, "ACCUSE": -1, "REJECT": -1, "THREATEN": -1,
    "PROTEST": -2, "SANCTION": -2, "MOBILIZE": -2, "COERCE": -2, "ASSAULT": -2,
}  # fmt: skip
#: Statuses of events that are not, or not yet, done.
_UNDONE = frozenset(("planned", "offered", "requested", "possible", "denied", "negated"))


def style_of(kind: str, state: str) -> str:
    """The look of a tie in a state.

    >>> style_of("dialogue", "suspended"), style_of("sanctions", "active")
    ('bad', 'bad')
    """
    found = STYLE_OF_STATE.get(state, "plain")
    if kind not in AGAINST:
        return found
    return {"good": "bad", "bad": "good"}.get(found, found)


def height_of(event_type: str) -> int:
    """The height of an event: -2 material conflict, -1 verbal conflict, 1 verbal and 2 material cooperation.

    >>> height_of("SANCTION"), height_of("AGREE")
    (-2, 1)
    """
    return _HEIGHTS.get(event_type, 0)


def is_done(status: str) -> bool:
    """True for an event that happened or goes on."""
    return status not in _UNDONE
