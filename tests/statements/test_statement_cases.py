"""The reading cases under tests/cases/statements: what must be read out of invented sentences."""

from __future__ import annotations

from typing import Any

import pytest
from tests.casebook import cases

import onrecord
from onrecord import Statement


def _shown(statement: Statement, wanted: dict[str, Any]) -> dict[str, Any]:
    """The statement in the shape of the case, with the fields that the case names."""
    speaker, venue = statement.speaker, statement.venue
    full: dict[str, Any] = {
        "speaker": speaker.spans[0].text if speaker.spans else None,
        "name": speaker.name,
        "role": speaker.role,
        "organisation": speaker.organisation,
        "code": speaker.code,
        "with": [other.name or other.code for other in statement.co_speakers],
        "cue": " ".join(span.text for span in statement.cue.spans) or None,
        "kind": statement.kind,
        "force": statement.cue.force,
        "content": [span.text for span in statement.content],
        "inserted": [span.text for span in statement.inserted],
        "addressee": statement.addressee.spans[0].text if statement.addressee else None,
        "venue": venue.kind if venue else None,
        "chain": [hop.name for hop in statement.chain],
        "within": statement.within,
    }
    if wanted.get("cue") and full["cue"] and full["cue"].startswith(wanted["cue"]):
        full["cue"] = wanted["cue"]
    return {key: full[key] for key in wanted}


@pytest.mark.parametrize("case", cases("statements"))
def test_case(case: dict[str, Any]) -> None:
    record = onrecord.read(case["text"], as_of="2026-01-01", outlet=case.get("outlet"))
    statements = [one for one in record.statements if one.part == case.get("part", one.part)]
    wanted = case["statements"]
    got = [_shown(one, want) for one, want in zip(statements, wanted, strict=False)]
    extra = [[span.text for span in one.content] for one in statements[len(wanted) :]]
    assert (got, extra) == (wanted, []), case["why"]
