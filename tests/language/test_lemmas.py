"""Lemmas of verbs: cases by form and tag, what the pipeline does with them, and the tables behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.casebook import cases

from onrecord.language import load
from onrecord.language.lemmas import VERB_LEMMAS, verb_lemma
from onrecord.tables import load_csv, load_terms
from training.language.verbs import verbs


@pytest.mark.parametrize("case", cases("language/verb_lemmas"))
def test_forms(case: dict[str, Any]) -> None:
    assert [[form, tag, verb_lemma(form, tag)] for form, tag, _ in case["forms"]] == case["forms"]


@given(st.text(max_size=12), st.sampled_from(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"]))
def test_any_form_gives_a_lemma_or_none(form: str, tag: str) -> None:
    lemma = verb_lemma(form, tag)
    assert lemma is None or lemma.strip()


@pytest.mark.parametrize("verb", sorted(load_terms("lexicon/cue_verbs.csv") & load_terms("lexicon/verbs.csv")))
def test_regular_endings_lead_back_to_every_cue_verb(verb: str) -> None:
    rows = [row for row in load_csv("lexicon/cue_forms.csv") if row["lemma"] == verb]
    tags = {"ing": "VBG", "ed": "VBD", "s": "VBZ"}
    for row in rows:
        tag = next((tag for ending, tag in tags.items() if row["key"].endswith(ending)), "VBD")
        assert verb_lemma(row["key"], tag) in (verb, None), row


def test_the_pipeline_uses_them_for_verbs_only() -> None:
    nlp = load().nlp
    assert nlp.pipe_names.index(VERB_LEMMAS) == nlp.pipe_names.index("trainable_lemmatizer") + 1
    doc = nlp("The envoy contradicted the findings, and the court outlawed the building of the dam.")
    found = {token.text: token.lemma_ for token in doc}
    assert (found["contradicted"], found["outlawed"]) == ("contradict", "outlaw")
    assert (found["findings"], found["building"]) == ("finding", "building")


def test_tables_are_sorted_and_agree() -> None:
    listed = [row["key"] for row in load_csv("lexicon/verbs.csv")]
    assert listed == sorted(listed)
    for row in load_csv("lexicon/verb_forms.csv"):
        assert row["key"] == f"{row['form']} {row['ending']}"
        assert row["ending"] in ("past", "ing", "s", "base")


@pytest.mark.shared
def test_the_list_of_verbs_is_what_the_treebanks_give(shared: Path) -> None:
    if not (shared / "data").is_dir():
        pytest.skip("needs the folder of the data sets")
    assert [row["key"] for row in load_csv("lexicon/verbs.csv")] == verbs(shared / "data")
