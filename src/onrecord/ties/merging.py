"""One tie for each relation and state that a report tells, however often it tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from onrecord.language.syntax import RELATIVE
from onrecord.record import Tie, merged
from onrecord.ties.report import Draft

#: The kind that general words tell, where another kind of the same report says it better.
_GENERAL = "cooperation"


def joined(text: str, drafts: list[Draft]) -> tuple[Tie, ...]:
    """The ties of the drafts, numbered in text order."""
    return _numbered(_merged(text, _without_background(drafts)))


def _without_background(drafts: list[Draft]) -> list[Draft]:
    """Leave out what only tells which thing another tie speaks of ("the accord that the two signed last year")."""
    kept = []
    for draft in drafts:
        clause = next((token for token in (draft.change, *draft.change.ancestors) if token.dep_ in RELATIVE), None)
        holder = clause.head if clause is not None else None
        if any(other is not draft and other.thing == holder and other.tie.kind == draft.tie.kind for other in drafts):
            continue
        kept.append(draft)
    return kept


def _merged(text: str, drafts: list[Draft]) -> list[Tie]:
    """One tie for each dyad, kind and state with all its evidence; the body goes first, so that its voice counts."""
    told = {(frozenset(draft.tie.between), draft.tie.kind) for draft in drafts if not draft.willing}
    drafts = [
        draft for draft in drafts if not draft.willing or (frozenset(draft.tie.between), draft.tie.kind) not in told
    ]
    body = {(frozenset(draft.tie.between), draft.tie.kind): set[str]() for draft in drafts}
    for draft in drafts:
        if draft.segment.part == "body":
            body[(frozenset(draft.tie.between), draft.tie.kind)].add(draft.tie.state)
    drafts = [draft for draft in drafts if draft.segment.part == "body" or _as_in(draft, body)]
    order = sorted(drafts, key=lambda draft: (draft.segment.part != "body", draft.tie.evidence[0].start))
    found: dict[tuple[frozenset[str], str, str], Tie] = {}
    for draft in order:
        tie = draft.tie
        key = (frozenset(tie.between), tie.kind, tie.state)
        first = found.get(key)
        if first is None:
            found[key] = tie
        elif tie.since is None or first.since is None or tie.since == first.since:
            found[key] = replace(
                first,
                by=first.by or tie.by,
                since=first.since or tie.since,
                evidence=merged(text, (*first.evidence, *tie.evidence)),
            )
    return _settled(text, list(found.values()))


def _as_in(draft: Draft, body: Mapping[tuple[frozenset[str], str], set[str]]) -> bool:
    """Whether a heading tells nothing that the body tells otherwise: headings shorten ("restores", "will restore")."""
    told = body[(frozenset(draft.tie.between), draft.tie.kind)]
    return not told or draft.tie.state in told


def _settled(text: str, ties: list[Tie]) -> list[Tie]:
    """Join general words with the kind of the same sides and state that they stand for."""
    out: list[Tie] = []
    for tie in sorted(ties, key=lambda tie: tie.kind == _GENERAL):
        same = next(
            (n for n, other in enumerate(out) if set(other.between) == set(tie.between) and other.state == tie.state),
            None,
        )
        if tie.kind == _GENERAL and same is not None:
            own = out[same]
            out[same] = replace(own, by=own.by or tie.by, evidence=merged(text, (*own.evidence, *tie.evidence)))
        else:
            out.append(tie)
    return out


def _numbered(ties: list[Tie]) -> tuple[Tie, ...]:
    ordered = sorted(ties, key=lambda tie: (tie.evidence[0].start, tie.kind, tie.state))
    return tuple(replace(tie, id=f"t{number}") for number, tie in enumerate(ordered, start=1))
