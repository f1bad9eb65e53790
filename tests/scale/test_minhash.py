"""Signatures say how alike two texts are, and bands find those that are worth comparing."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.scale.minhash import SIZE, WORDS, alike, bands, signature

WORDY = [f"word{number}" for number in range(400)]


def sets(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}


@pytest.mark.parametrize("kept", [400, 350, 300, 200, 100, 20])
def test_the_estimate_is_near_the_true_share(kept: int) -> None:
    other = WORDY[:kept] + [f"other{number}" for number in range(400 - kept)]
    one, two = sets(WORDY), sets(other)
    true = len(one & two) / len(one | two)
    first, second = signature(" ".join(WORDY)), signature(" ".join(other))
    assert first is not None and second is not None and first.shape == (SIZE,)
    assert alike(first, second) == pytest.approx(true, abs=0.12)
    assert bool(set(bands(first)) & set(bands(second))) or true < 0.6


def test_capitals_and_signs_between_words_do_not_count() -> None:
    text = " ".join(WORDY)
    same = signature(text.upper().replace(" ", ", "))
    assert np.array_equal(signature(text), same)


def test_the_order_of_words_counts() -> None:
    one, other = signature(" ".join(WORDY)), signature(" ".join(reversed(WORDY)))
    assert one is not None and other is not None
    assert alike(one, other) < 0.05


@pytest.mark.parametrize("text", ["", "Too short to tell.", "again " * 500, "\ud800 " * 3])
def test_texts_that_say_too_little_have_none(text: str) -> None:
    assert signature(text) is None


def test_a_signature_is_the_same_on_every_machine() -> None:
    found = signature(" ".join(WORDY))
    assert found is not None
    assert found[:3].tolist() == [11920487, 5578986, 2606090]
