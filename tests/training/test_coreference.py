"""Coreference prepared for speaker resolution: an invented document, the rules of the baseline, and GUM as a whole."""

from __future__ import annotations

import lzma
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from training.coreference.baseline import RULES, answerable, measure, questions
from training.coreference.documents import as_document
from training.coreference.prepare import PARTS, counts, prepare, read, table
from training.language.conllu import read_documents

README = Path(__file__).parents[2] / "training" / "README.md"

#: Columns: form, lemma, UPOS, features, head, relation, MISC. Two sentences of one paragraph, then one of the next.
INVENTED = [
    [
        "Ana Ana PROPN Number=Sing 3 nsubj Entity=(1-person-new-nnnnn-cf1-1-coref-Ana_Orvik",
        "Orvik Orvik PROPN Number=Sing 1 flat Entity=1)",
        "met meet VERB _ 0 root _",
        "the the DET _ 5 det Entity=(2-person-new-nnnnn-cf2-2,5-coref(3-person-new-nnnnn-cf3-2-coref",
        "mayor mayor NOUN Number=Sing 3 obj Entity=3)",
        "and and CCONJ _ 8 cc _",
        "her she PRON Gender=Fem|Number=Sing 8 nmod:poss Entity=(4-person-new-n-cf4-2-sgl(1-person-giv:act-n-cf1-1-)",
        "aide aide NOUN Number=Sing 5 conj Entity=4)2)|SpaceAfter=No|SplitAnte=3<2,4<2",
        ". . PUNCT _ 3 punct _",
    ],
    [
        "She she PRON Gender=Fem|Number=Sing 2 nsubj Entity=(1-person-giv:act-nnnnn-cf1-1-ana)",
        "said say VERB _ 0 root _",
        "they they PRON Number=Plur 4 nsubj Entity=(2-person-giv:act-nnnnn-cf2-1-ana)",
        "agreed agree VERB _ 2 ccomp SpaceAfter=No",
        ". . PUNCT _ 2 punct _",
    ],
    [
        "“ “ PUNCT _ 2 punct SpaceAfter=No",
        "Nothing nothing PRON Number=Sing 5 ccomp Entity=(5-abstract-new-nnnnn-cf5-1-sgl)|SpaceAfter=No",
        ", , PUNCT _ 2 punct SpaceAfter=No",
        "” ” PUNCT _ 2 punct _",
        "said say VERB _ 0 root _",
        "he he PRON Gender=Masc|Number=Sing 5 nsubj Entity=(3-person-giv:inact-nnnnn-cf3-1-ana)|SpaceAfter=No",
        ". . PUNCT _ 5 punct _",
    ],
]


def treebank(folder: Path) -> Path:
    """The invented document as a packed CoNLL-U file."""
    lines = ["# newdoc id = Invented", "# meta::genre = news"]
    for number, sentence in enumerate(INVENTED, 1):
        lines += ["# newpar"] * (number != 2) + [f"# sent_id = Invented-{number}"]
        for place, row in enumerate(sentence, 1):
            form, lemma, upos, feats, head, relation, misc = row.split(" ")
            lines.append("\t".join([str(place), form, lemma, upos, "_", feats, head, relation, "_", misc]))
        lines.append("")
    path = folder / "gum-train.conllu.xz"
    path.write_bytes(lzma.compress("\n".join(lines).encode()))
    return path


@pytest.fixture(name="document")
def invented_document(tmp_path: Path) -> dict[str, Any]:
    return as_document(read_documents(treebank(tmp_path))[0], "train")


def words(document: dict[str, Any], place: list[int]) -> str:
    return document["text"][place[0] : place[1]]


def test_text_has_paragraphs_and_sentences(document: dict[str, Any]) -> None:
    text = "Ana Orvik met the mayor and her aide. She said they agreed.\n\n“Nothing,” said he."
    assert document["text"] == text
    assert [each["paragraph"] for each in document["sentences"]] == [0, 0, 1]
    assert [words(document, [each["start"], each["end"]]) for each in document["sentences"]] == [
        "Ana Orvik met the mayor and her aide.",
        "She said they agreed.",
        "“Nothing,” said he.",
    ]


def test_mentions_have_head_core_form_and_chain(document: dict[str, Any]) -> None:
    found = [
        (words(document, [m["start"], m["end"]]), words(document, m["head"]), m["form"], m["number"], m["chain"])
        for m in document["mentions"]
    ]
    assert found == [
        ("Ana Orvik", "Ana", "name", "Sing", 1),
        ("the mayor and her aide", "mayor", "noun", "Plur", 2),
        ("the mayor", "mayor", "noun", "Sing", 3),
        ("her aide", "aide", "noun", "Sing", 4),
        ("her", "her", "pronoun", "Sing", 1),
        ("She", "She", "pronoun", "Sing", 1),
        ("they", "they", "pronoun", "Plur", 2),
        ("Nothing", "Nothing", "pronoun", "Sing", 5),
        ("he", "he", "pronoun", "Sing", 3),
    ]
    assert words(document, document["mentions"][1]["core"]) == "mayor and her aide"
    assert document["mentions"][0]["identity"] == "Ana_Orvik"
    assert document["wholes"] == {"2": [3, 4]}


def test_sayings_know_verb_and_subject(document: dict[str, Any]) -> None:
    found = [(words(document, each["verb"]), words(document, each["subject"])) for each in document["sayings"]]
    assert found == [("said", "She"), ("agreed", "they"), ("said", "he")]


def test_rules_pick_by_person_number_and_gender(document: dict[str, Any]) -> None:
    asked = {words(document, [m["start"], m["end"]]): m for m in questions(document)}
    assert list(asked) == ["She", "they", "he"]
    assert all(answerable(document, each) for each in asked.values())
    nearest = {word: RULES["nearest that fits"](document, each) for word, each in asked.items()}
    assert {word: picked and words(document, [picked["start"], picked["end"]]) for word, picked in nearest.items()} == {
        "She": "her aide",  # wrong, and all that this rule can know
        "they": "the mayor and her aide",
        "he": "her aide",  # wrong; "She" and "her" are nearer, but excluded by gender
    }
    named = RULES["nearest name that fits"](document, asked["he"])
    assert named is not None and named["chain"] == 1
    subject = RULES["nearest subject that fits"](document, asked["She"])
    assert subject is not None and words(document, subject["head"]) == "Ana"
    assert measure([document])["nearest that fits: all"] == (1, 3)


def test_a_pronoun_with_nothing_before_it_is_no_question(document: dict[str, Any]) -> None:
    first = dict(document["mentions"][8], start=0, end=3, head=[0, 3])
    assert not answerable(document, first)


@pytest.fixture(scope="module", name="gum")
def gum_parts(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> dict[str, list[dict[str, Any]]]:
    data = shared / "data"
    if not data.is_dir():
        pytest.skip("needs the folder of the data sets")
    out = tmp_path_factory.mktemp("coreference")
    parts = prepare(data, out)
    assert {part: read(out / f"{part}.jsonl") for part in PARTS} == parts
    return parts


@pytest.mark.shared
def test_counts_are_those_of_the_readme(gum: dict[str, list[dict[str, Any]]]) -> None:
    assert table(gum) in README.read_text(encoding="utf-8")


@pytest.mark.shared
def test_sentences_are_the_texts_of_gum(gum: dict[str, list[dict[str, Any]]], shared: Path) -> None:
    with lzma.open(shared / "data" / "gum-test.conllu.xz", "rt", encoding="utf8") as lines:
        texts = [line[len("# text = ") :].strip() for line in lines if line.startswith("# text = ")]
    found = [each["text"][s["start"] : s["end"]] for each in gum["test"] for s in each["sentences"]]
    assert found == texts


@pytest.mark.shared
def test_documents_are_in_one_part_and_all_places_hold(gum: dict[str, list[dict[str, Any]]]) -> None:
    names = Counter(each["document"] for documents in gum.values() for each in documents)
    assert set(names.values()) == {1}
    for each in gum["train"]:
        inside = [(s["start"], s["end"]) for s in each["sentences"]]
        for mention in each["mentions"]:
            start, end = mention["head"]
            assert mention["start"] <= start < end <= mention["end"]
            assert any(a <= mention["start"] and mention["end"] <= b for a, b in inside)
        assert all(saying["mention"] is None or saying["mention"] < len(each["mentions"]) for saying in each["sayings"])


@pytest.mark.shared
def test_parts_hold_speakers_to_resolve(gum: dict[str, list[dict[str, Any]]]) -> None:
    assert counts(gum["train"])["subjects of reporting verbs"] > 500
