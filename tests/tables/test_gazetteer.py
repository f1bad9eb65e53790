"""The gazetteer's tables agree with each other and with the closed vocabularies."""

from __future__ import annotations

import re

import pycountry
import pytest

from onrecord.record.vocabulary import HOPS
from onrecord.tables import load_csv

SECTORS = {
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO", "NGO",
}  # fmt: skip
STATES = {row["code"] for row in load_csv("gazetteer/states.csv")}
BODIES = {row["code"] for row in load_csv("gazetteer/organisations.csv")}


def test_every_iso_country_has_a_name_and_no_variant_means_two_states() -> None:
    assert {country.alpha_3 for country in pycountry.countries} <= STATES
    owner: dict[str, str] = {}
    for row in load_csv("gazetteer/states.csv"):
        for name in {row["name"], *filter(None, row["variants"].split(";"))}:
            assert owner.setdefault(name, row["key"]) == row["key"], name


def test_states_beyond_iso_say_when_and_by_whom() -> None:
    beyond = [row for row in load_csv("gazetteer/states.csv") if row["status"]]
    assert len(beyond) >= 50
    keys = {row["key"] for row in load_csv("gazetteer/states.csv")}
    for row in beyond:
        assert row["status"] in ("historic", "disputed", "territory"), row
        assert re.fullmatch(r"(\d{4})?-(\d{4})?", row["years"]), row
        claimed, recognised = (set(filter(None, row[column].split(";"))) for column in ("claimed_by", "recognised_by"))
        assert claimed <= keys and recognised <= keys | {"many", "most"}, row
        assert row["status"] == "historic" or claimed, f"{row['key']}: a dispute has somebody who claims"
        assert row["code"] not in claimed or row["key"] in claimed, f"{row['key']}: the code would take a side"


@pytest.mark.parametrize(
    ("table", "least"), [("states", 249 + 50), ("organisations", 300), ("offices", 2000), ("outlets", 150)]
)
def test_tables_have_their_size_and_each_row_its_source(table: str, least: int) -> None:
    rows = load_csv(f"gazetteer/{table}.csv")
    assert len(rows) >= least
    assert all(row["source"] for row in rows)


def test_no_name_means_two_organisations() -> None:
    owner: dict[str, str] = {}
    for row in load_csv("gazetteer/organisations.csv"):
        for name in {row["key"], *filter(None, row["variants"].split(";"))}:
            assert owner.setdefault(name, row["key"]) == row["key"], name


@pytest.mark.parametrize("table", ["cities", "seats"])
def test_places_lie_in_known_states(table: str) -> None:
    assert {row["code"] for row in load_csv(f"gazetteer/{table}.csv")} - {""} <= STATES | BODIES


def test_leaders_stand_for_known_states_or_organisations() -> None:
    for row in load_csv("gazetteer/leaders.csv"):
        assert row["code"] in STATES | BODIES | {"IMG"}, row
        assert row["gender"] in ("m", "f"), row


@pytest.mark.parametrize("table", ["titles", "offices", "institutions", "organisations", "groups", "leaders", "seats"])
def test_sectors_are_those_of_plover(table: str) -> None:
    assert {row["sector"] for row in load_csv(f"gazetteer/{table}.csv")} - {""} <= SECTORS


def test_titles_have_a_known_rank_and_gender() -> None:
    rows = load_csv("gazetteer/titles.csv")
    assert {row["rank"] for row in rows} == {"office", "description", "honorific"}
    assert {row["gender"] for row in rows} == {"", "m", "f"}
    assert all(row["key"] == row["key"].lower() for row in rows)


@pytest.mark.parametrize("table", ["outlets", "media_words"])
def test_outlets_are_of_a_known_kind(table: str) -> None:
    assert {row["kind"] for row in load_csv(f"gazetteer/{table}.csv")} <= set(HOPS)


@pytest.mark.parametrize(
    "table", ["states", "titles", "offices", "cities", "given_names", "institutions", "portfolios", "seats"]
)
def test_tables_are_sorted(table: str) -> None:
    keys = [row["key"] for row in load_csv(f"gazetteer/{table}.csv")]
    assert keys == sorted(keys)


def test_no_organisation_has_the_code_of_a_state() -> None:
    keys = STATES | {row["key"] for row in load_csv("gazetteer/states.csv")}
    rows = [row for row in load_csv("gazetteer/organisations.csv") if row["sector"] in ("IGO", "NGO")]
    assert [row["key"] for row in rows if row["code"] in keys] == []


@pytest.mark.parametrize("table", ["holders", "peoples", "leaders"])
def test_persons_and_peoples_belong_to_a_known_state_or_organisation(table: str) -> None:
    assert {row["code"] for row in load_csv(f"gazetteer/{table}.csv")} <= STATES | BODIES | {"IMG"}


def test_terms_of_office_end_after_they_begin() -> None:
    for row in load_csv("gazetteer/holders.csv"):
        assert 1940 < int(row["from"]) <= int(row["to"] or 9999), row
