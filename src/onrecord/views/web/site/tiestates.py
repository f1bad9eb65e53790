"""How the states of ties are shown, and how high an event stands on the chart of a dyad."""

from __future__ import annotations

from onrecord.tables import load_yaml

#: The look of each state of a tie, by the closed vocabulary of the record.
STYLE_OF_STATE = {
    "open": "good", "active": "good", "increased": "good", "proposed": "fair", "applied": "fair", "reduced": "poor",
    "suspended": "bad", "ended": "bad", "refused": "bad", "denied": "bad",
}  # fmt: skip
#: The kinds of ties that stand against somebody: their state is shown as it is, and not as a good thing.
AGAINST = frozenset(("sanctions", "military operation", "occupation"))
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


def height_of(event_type: str, mode: str | None) -> float:
    """The height of an event: PLOVER's score, from -10 (conflict) to 10 (cooperation); 0 for an unknown type.

    >>> height_of("AGREE", None), height_of("ACCUSE", "disapprove")
    (4.2, -2.0)
    """
    found = load_yaml("ontology/types.yaml").get(event_type) or {}
    own = ((found.get("modes") or {}).get(mode or "") or {}).get("score")
    return float(found.get("score", 0) if own is None else own)


def is_done(status: str) -> bool:
    """True for an event that happened or goes on."""
    return status not in _UNDONE
