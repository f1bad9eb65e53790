"""What a stretch of words is before anybody is resolved: a name, a description, an institution, a state, an outlet."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.actors.gazetteer import Entry


@dataclass(slots=True)
class Title:
    """What somebody is, as the words beside the name or the description say it.

    `text` is the report's words without article, possessor and nationality; `key` the head word of titles.csv. `code`
    is the state that the words themselves name. `institution` is the phrase of the office's institution ("defense
    ministry", "Foreign Ministry"), `entry` the known organisation or seat named, `owner` the pronoun or mention that
    possesses it. `like` is the office that a counterpart shares. `local` is false where words say that the office is
    not of the report's own country ("Western").
    """

    text: str
    key: str
    rank: str
    sector: str | None = None
    gender: str | None = None
    classes: frozenset[str] = frozenset()
    code: str | None = None
    place_code: str | None = None
    institution: str | None = None
    institution_text: str | None = None
    entry: Entry | None = None
    owner: Mention | None = None
    like: str = ""
    local: bool = True


@dataclass(slots=True)
class Mention:
    """One stretch of tokens that names or describes somebody.

    `kind` is name, description, institution, entry (something of the gazetteer), media or pronoun. `start` and `end`
    are token numbers in the segment's doc (end exclusive), `head` the token that the parse hangs the rest on. `inner`
    mentions stand inside another one ("Foreign Ministry" in "Foreign Ministry officials"). `partner` is the name or
    description in apposition, `affiliation` the body of "X, of the Y Institute".
    """

    kind: str
    segment: int
    start: int
    end: int
    head: int
    text: str
    determiner: str = ""
    name: tuple[str, ...] = ()
    titles: list[Title] = field(default_factory=list)
    entry: Entry | None = None
    key: str = ""
    code: str | None = None
    place_code: str | None = None
    owner: Mention | None = None
    honorific: Title | None = None
    plural: bool = False
    subject: bool = False
    inner: bool = False
    local: bool = True
    evidence: bool = False
    partner: Mention | None = None
    affiliation: Mention | None = None
