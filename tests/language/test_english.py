"""What is taken for English: whole reports, and single sentences that hold few words of grammar."""

from __future__ import annotations

import pytest

from onrecord.language import is_english


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian Foreign Ministry spokeswoman Inés Valdorra told AFP Monday talks with Chile continue there.",
        "Prime Minister Aksel Brandrud told parliament Norway backs Defence Minister Tuuli Rahko's plan by Monday.",
    ],
)
def test_a_sentence_of_names_is_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister sagte am Montag, die Gespräche mit der Türkei würden in Berlin fortgesetzt, und zwar bald.",
        "Le ministre a déclaré lundi que les négociations se poursuivraient à Genève sur la base des accords.",
        "El ministro dijo el lunes que las conversaciones continuarán en Ginebra con la parte turca por ahora.",
        "Il ministro ha detto lunedì che i colloqui proseguiranno a Ginevra con la parte turca nei prossimi giorni.",
        "Menteri itu mengatakan pada hari Senin bahwa pembicaraan akan dilanjutkan dengan pihak Turki di Jenewa.",
    ],
)
def test_a_sentence_in_another_language_is_not(text: str) -> None:
    assert not is_english(text)
