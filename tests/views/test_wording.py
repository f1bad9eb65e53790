"""The few words in which views put the parts of a record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.record import Cue, Hop, Span, Speaker, Statement
from onrecord.views.wording import content, day, post, through, verb, who

HE = (Span(0, 2, "He"),)


def said(cue: tuple[Span, ...], part: str = "body", chain: tuple[Hop, ...] = ()) -> Statement:
    return Statement("s1", "indirect", part, Cue(cue, None, "assert"), Speaker(HE), (Span(3, 5, "no"),), chain=chain)


@pytest.mark.parametrize(
    ("speaker", "name", "more"),
    [
        (
            Speaker(HE, name="Ana Ruiz", role="minister", organisation="Peru", code="PER"),
            "Ana Ruiz",
            "minister, Peru [PER]",
        ),
        (Speaker(HE, organisation="Foreign Ministry", code="PER"), "Foreign Ministry", "[PER]"),
        (Speaker(HE, role="a senior diplomat", code=None), "a senior diplomat", ""),
        (Speaker(HE, name="Bo Ek", role="head of NATO", organisation="NATO"), "Bo Ek", "head of NATO"),
        (Speaker(HE), "He", ""),
        (Speaker(()), "(nobody named)", ""),
    ],
)
def test_a_speaker_is_named_by_the_best_that_is_known(speaker: Speaker, name: str, more: str) -> None:
    assert (who(speaker), post(speaker)) == (name, more)


def test_cues_are_told_as_they_stand_or_explained() -> None:
    assert verb(said((Span(3, 5, "did"), Span(9, 12, "say")))) == "did … say"
    assert verb(said((Span(3, 4, "—"),), part="headline")) == "(headline)"
    assert verb(said(())) == "(goes on)"


def test_what_was_not_said_is_told_so() -> None:
    for cue, told in (("say", "(not) say"), ("declined to say", "declined to say")):
        statement = said((Span(3, 3 + len(cue), cue),))
        assert verb(replace(statement, cue=replace(statement.cue, force="negated"))) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('it was "a lie', 'it was "a lie"'),
        ("it was “a lie", "it was “a lie”"),
        ('it was "a lie" told', 'it was "a lie" told'),
        ('a lie" told', 'a lie" told'),
    ],
)
def test_an_open_quotation_is_closed(words: str, told: str) -> None:
    assert content(replace(said(()), content=(Span(0, len(words), words),))) == told


def test_the_chain_leaves_out_the_mouth() -> None:
    hops = (Hop("Ana Ruiz", "speaker", HE), Hop(None, "television", (Span(4, 7, "RTP"),)), Hop(None, "outlet", ()))
    assert through(said((), chain=hops)) == "RTP → outlet"


@pytest.mark.parametrize(
    ("iso", "told"), [("2026-05-06", "6 May 2026"), ("2024-W23", "2024-W23"), ("2019-SU", "2019-SU"), (None, "")]
)
def test_days_are_written_for_people(iso: str | None, told: str) -> None:
    assert day(iso) == told
