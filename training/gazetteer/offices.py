"""Build `tables/gazetteer/offices.csv`: the names of offices as reports write them, each with its sector.

    python -m training.gazetteer.offices

Offices are put together from what they are in charge of and what they are ("foreign" + "minister", "army" + "chief of
staff"); the table serves whole phrases of two words and more, where single title words stand in titles.csv.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import product
from pathlib import Path

TARGET = Path(__file__).parents[2] / "src" / "onrecord" / "tables" / "gazetteer" / "offices.csv"
COMMENT = (
    "# Own compilation, CC0-1.0, put together by training/gazetteer/offices.py: "
    "names of offices (singular, lower case) with their sector."
)

#: What a minister is in charge of: before the noun, and after "of" or "for".
PORTFOLIOS = {
    "foreign": "foreign affairs",
    "defence": "defence",
    "defense": "defense",
    "interior": "the interior",
    "home": "home affairs",
    "justice": "justice",
    "finance": "finance",
    "economy": "economy",
    "economic": "economic affairs",
    "trade": "trade",
    "foreign trade": "foreign trade",
    "commerce": "commerce",
    "industry": "industry",
    "energy": "energy",
    "oil": "oil",
    "petroleum": "petroleum",
    "health": "health",
    "education": "education",
    "higher education": "higher education",
    "science": "science",
    "culture": "culture",
    "information": "information",
    "communications": "communications",
    "transport": "transport",
    "transportation": "transportation",
    "agriculture": "agriculture",
    "fisheries": "fisheries",
    "environment": "environment",
    "labour": "labour",
    "labor": "labor",
    "social affairs": "social affairs",
    "housing": "housing",
    "tourism": "tourism",
    "sport": "sport",
    "sports": "sports",
    "youth": "youth",
    "planning": "planning",
    "development": "development",
    "immigration": "immigration",
    "migration": "migration",
    "security": "security",
    "internal security": "internal security",
    "national security": "national security",
    "public security": "public security",
    "state security": "state security",
    "intelligence": "intelligence",
    "cabinet": "cabinet affairs",
    "mining": "mining",
    "mines": "mines",
    "water": "water",
    "electricity": "electricity",
    "infrastructure": "infrastructure",
    "investment": "investment",
    "budget": "the budget",
    "emergencies": "emergencies",
    "emergency situations": "emergency situations",
    "european affairs": "european affairs",
    "religious affairs": "religious affairs",
    "women's affairs": "women's affairs",
    "human rights": "human rights",
    "unification": "unification",
    "climate": "climate",
    "aviation": "aviation",
    "civil aviation": "civil aviation",
    "railway": "railways",
    "railways": "railways",
    "works": "public works",
    "public works": "public works",
    "parliamentary affairs": "parliamentary affairs",
    "tribal affairs": "tribal affairs",
    "local government": "local government",
    "regional development": "regional development",
    "international development": "international development",
    "international cooperation": "international cooperation",
    "digital": "digital affairs",
    "technology": "technology",
    "employment": "employment",
    "family": "family affairs",
    "social welfare": "social welfare",
    "veterans affairs": "veterans affairs",
    "humanitarian affairs": "humanitarian affairs",
    "refugee": "refugees",
    "reintegration": "reintegration",
    "strategic industries": "strategic industries",
    "food": "food",
    "supply": "supply",
    "treasury": "the treasury",
    "reconstruction": "reconstruction",
}
MINISTERS = (
    "minister",
    "deputy minister",
    "vice minister",
    "junior minister",
    "ministry official",
    "ministry spokesman",
    "ministry spokeswoman",
    "ministry spokesperson",
    "secretary",
    "ministry",
    "chief",
)
OF_MINISTERS = (
    "minister of",
    "minister for",
    "deputy minister of",
    "state minister for",
    "ministry of",
    "secretary of",
)

#: Services, their sector, and what people are in them.
SERVICES = {
    "army": "MIL",
    "navy": "MIL",
    "air force": "MIL",
    "armed forces": "MIL",
    "military": "MIL",
    "naval": "MIL",
    "marine corps": "MIL",
    "coast guard": "MIL",
    "national guard": "MIL",
    "presidential guard": "MIL",
    "republican guard": "MIL",
    "border guard": "MIL",
    "special forces": "MIL",
    "ground forces": "MIL",
    "air defence": "MIL",
    "general staff": "MIL",
    "garrison": "MIL",
    "battalion": "MIL",
    "brigade": "MIL",
    "regiment": "MIL",
    "division": "MIL",
    "fleet": "MIL",
    "peacekeeping": "MIL",
    "defence staff": "MIL",
    "defense staff": "MIL",
    "police": "COP",
    "federal police": "COP",
    "national police": "COP",
    "military police": "COP",
    "riot police": "COP",
    "secret police": "SPY",
    "border police": "COP",
    "gendarmerie": "COP",
    "prison": "COP",
    "customs": "COP",
    "immigration service": "COP",
    "counter-terrorism": "COP",
    "intelligence": "SPY",
    "military intelligence": "SPY",
    "foreign intelligence": "SPY",
    "state security": "SPY",
    "security service": "SPY",
    "secret service": "SPY",
    "spy agency": "SPY",
    "rebel": "REB",
    "guerrilla": "REB",
    "insurgent": "REB",
    "militia": "REB",
    "separatist": "REB",
    "paramilitary": "REB",
    "taliban": "REB",
}
SERVING = (
    "chief",
    "commander",
    "deputy commander",
    "deputy chief",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "officer",
    "official",
    "chief of staff",
    "general",
    "colonel",
    "captain",
    "leader",
    "source",
    "officer in charge",
    "unit",
)

#: Other bodies: their sector, then the offices in them.
BODIES = {
    "parliament": ("LEG", "speaker|deputy speaker|member|spokesman|president|chairman|official|deputy"),
    "parliamentary": ("LEG", "speaker|deputy|leader|group leader|committee chairman|committee head|official"),
    "senate": ("LEG", "president|speaker|majority leader|minority leader|member|committee chairman|leader"),
    "house": ("LEG", "speaker|majority leader|minority leader|committee chairman|majority whip|minority whip|member"),
    "congress": ("LEG", "member|president|speaker|leader"),
    "national assembly": ("LEG", "speaker|president|deputy|member|chairman"),
    "duma": ("LEG", "deputy|speaker|member|committee chairman|committee head"),
    "opposition": (
        "OPP",
        "leader|lawmaker|politician|figure|candidate|spokesman|party|party leader|activist|member|mp"
        "|group|coalition|bloc",
    ),
    "supreme court": ("JUD", "judge|justice|president|chief justice|spokesman|official"),
    "constitutional court": ("JUD", "judge|president|justice|chairman"),
    "high court": ("JUD", "judge|justice|president"),
    "appeals court": ("JUD", "judge|president"),
    "federal": ("JUD", "judge|prosecutor|court"),
    "public": ("JUD", "prosecutor|defender"),
    "state": ("JUD", "prosecutor|attorney|judge"),
    "military court": ("JUD", "judge|prosecutor"),
    "war crimes": ("JUD", "prosecutor|judge|investigator"),
    "central bank": ("GOV", "governor|chief|deputy governor|president|chairman|official|spokesman|board member"),
    "government": (
        "GOV",
        "spokesman|spokeswoman|spokesperson|official|adviser|leader|source|minister|envoy|negotiator",
    ),
    "presidential": (
        "GOV",
        "spokesman|spokeswoman|adviser|aide|envoy|office|chief of staff|administration|press secretary|palace",
    ),
    "prime ministerial": ("GOV", "spokesman|aide|adviser|candidate"),
    "kremlin": ("GOV", "spokesman|aide|official|adviser|chief of staff"),
    "white house": ("GOV", "spokesman|spokeswoman|official|press secretary|chief of staff|adviser|aide"),
    "state department": ("GOV", "spokesman|spokeswoman|official|adviser|envoy"),
    "pentagon": ("MIL", "spokesman|spokeswoman|official|chief"),
    "cabinet": ("GOV", "secretary|minister|spokesman|member|office|chief"),
    "embassy": ("GOV", "spokesman|official|counsellor|staff|spokeswoman|employee"),
    "special": ("GOV", "envoy|representative|adviser|coordinator|rapporteur"),
    "regional": ("GOV", "governor|official|administrator|leader"),
    "provincial": ("GOV", "governor|official|administrator|premier|police chief"),
    "city": ("GOV", "mayor|official|council member|councillor|administrator"),
    "chief": ("GOV", "minister|secretary|of cabinet|negotiator|cabinet secretary|whip|diplomat"),
    "party": (
        "PTY",
        "leader|chairman|spokesman|official|secretary|member|chief|deputy leader|president|secretary general",
    ),
    "ruling party": ("PTY", "leader|chairman|spokesman|official|lawmaker|candidate|member"),
    "trade union": ("LAB", "leader|official|member|spokesman|activist"),
    "union": ("LAB", "leader|official|member|president|organiser|boss"),
    "factory": ("LAB", "worker|hand"),
    "railway": ("LAB", "worker"),
    "dock": ("LAB", "worker"),
    "oil": ("LAB", "worker"),
    "mine": ("LAB", "worker"),
    "bus": ("LAB", "driver|worker"),
    "paper": ("LAB", "worker"),
    "steel": ("LAB", "worker"),
    "aid": ("NGO", "worker|official|group|agency|organisation|organization"),
    "human rights": ("CVL", "activist|lawyer|campaigner|defender|advocate|worker"),
    "rights": ("NGO", "group|organisation|organization|watchdog|activist"),
    "refugee": ("REF", "agency|camp"),
    "church": ("REL", "leader|official|spokesman|elder"),
    "religious": ("REL", "leader|authority|scholar|figure"),
    "muslim": ("REL", "cleric|leader|scholar|preacher"),
    "business": ("BUS", "leader|executive|owner|tycoon|group"),
    "oil company": ("BUS", "executive|official|spokesman"),
    "company": ("BUS", "spokesman|executive|official|chairman|director|president|spokeswoman"),
    "bank": ("BUS", "executive|chairman|official|director"),
    "airline": ("BUS", "official|spokesman|executive|pilot"),
    "news": ("JRN", "editor|agency|presenter|reporter|anchor|channel"),
    "newspaper": ("JRN", "editor|reporter|publisher|columnist|owner"),
    "television": ("JRN", "reporter|presenter|channel|station|journalist|crew"),
    "radio": ("JRN", "reporter|presenter|station|journalist"),
    "drug": ("CRM", "trafficker|lord|dealer|cartel|gang"),
    "crime": ("CRM", "boss|gang|syndicate|family"),
    "human": ("CRM", "trafficker|smuggler"),
    "gang": ("CRM", "leader|member|boss"),
    "armed": ("REB", "group|gang|militant|faction|rebel"),
    "suicide": ("REB", "bomber|attacker"),
    "rebel army": ("REB", "commander|spokesman|leader"),
    "university": ("EDU", "student|professor|lecturer|rector|president|teacher|official"),
    "school": ("EDU", "teacher|principal|director|student|official"),
    "student": ("EDU", "leader|union|protester|activist"),
    "hospital": ("MED", "director|official|doctor|spokesman|source|worker"),
    "medical": ("MED", "worker|official|source|officer|school|staff"),
    "farm": ("AGR", "worker|owner|labourer"),
    "dairy": ("AGR", "farmer"),
    "wheat": ("AGR", "farmer"),
    "election": ("GOV", "commissioner|official|commission|commission chairman|commission spokesman"),
    "presidential election": ("ELI", "winner|candidate|hopeful|contender"),
    "asylum": ("REF", "seeker"),
}
RANKS = ("acting", "former", "deputy", "then", "outgoing", "interim")
HEADS = {
    "president": "GOV",
    "prime minister": "GOV",
    "vice president": "GOV",
    "foreign minister": "GOV",
    "chancellor": "GOV",
    "interior minister": "GOV",
    "defence minister": "GOV",
    "defense minister": "GOV",
    "finance minister": "GOV",
    "head of state": "GOV",
    "head of government": "GOV",
    "secretary general": "GOV",
    "governor": "GOV",
    "mayor": "GOV",
    "ambassador": "GOV",
    "envoy": "GOV",
    "police chief": "COP",
    "army chief": "MIL",
    "intelligence chief": "SPY",
    "lawmaker": "LEG",
    "parliament speaker": "LEG",
    "central bank governor": "GOV",
    "chief justice": "JUD",
    "attorney general": "JUD",
}


def offices() -> Iterator[tuple[str, str]]:
    """Every (office, sector)."""
    for (short, long), office in product(PORTFOLIOS.items(), MINISTERS):
        military = short in ("defence", "defense") and "ministry" in office
        sector = "MIL" if military else "SPY" if short == "intelligence" and office == "chief" else "GOV"
        yield f"{office.split()[0]} {short} minister" if office.endswith(" minister") else f"{short} {office}", sector
        if office == OF_MINISTERS[0].split()[0]:
            yield from ((f"{before} {long}", sector) for before in OF_MINISTERS)
    for (service, sector), office in product(SERVICES.items(), SERVING):
        yield f"{service} {office}", sector
    for body, (sector, names) in BODIES.items():
        yield from ((f"{body} {office}", sector) for office in names.split("|"))
    for rank, (head, sector) in product(RANKS, HEADS.items()):
        yield f"{rank} {head}", "ELI" if rank == "former" else sector


def build() -> None:
    """Write the table, sorted; of two sectors for one office the first stands."""
    table: dict[str, str] = {}
    for office, sector in offices():
        table.setdefault(office, sector)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(COMMENT + "\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("key", "sector", "source"))
        writer.writerows((key, table[key], "own") for key in sorted(table))
    print(f"{TARGET.name}: {len(table)} offices")


if __name__ == "__main__":
    build()
