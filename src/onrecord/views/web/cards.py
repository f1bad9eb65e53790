"""What stands beside the text of a report: a card for each statement, event and tie, each leading to its characters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from onrecord.record import Event, Record, Speaker, Statement, Tie, card_of
from onrecord.record.parts import Participant
from onrecord.record.visible import shortened
from onrecord.views.web.elements import KINDS, counted, e, facts, kind_of, led
from onrecord.views.web.ways import Ways
from onrecord.views.wording import day, post, through, unnamed, verb, who, words


class Cards:
    """The cards of one report; `name` begins the names of its elements, `placed` holds those that stand in its text."""

    def __init__(self, record: Record, name: str, ways: Ways, placed: Collection[str]) -> None:
        self.record = record
        self.name = name
        self.ways = ways
        self.placed = placed
        self.places = {statement.id: place for place, statement in enumerate(record.statements, start=1)}
        self._shown: set[str] = set()

    def statements(self) -> str:
        """Set the list of statements."""
        return "".join(map(self._statement, self.record.statements))

    def deeds(self, level: int) -> str:
        """Set the lists of events and ties under headings, where there are any."""
        lists: tuple[tuple[str, Iterable[str], int], ...] = (
            ("event", map(self._event, range(len(self.record.events)), self.record.events), len(self.record.events)),
            ("tie", map(self._tie, range(len(self.record.ties)), self.record.ties), len(self.record.ties)),
        )
        return "".join(
            f'<h{level} class="count">{counted(number, thing)}</h{level}>\n<ol class="{thing}s">{"".join(cards)}</ol>\n'
            for thing, cards, number in lists
            if number
        )

    def _statement(self, statement: Statement) -> str:
        """Set one statement: who, verb, what, and the facts of it; its number leads to the text if it stands there."""
        place, kind = self.places[statement.id], kind_of(statement.kind)
        anchor = f"{self.name}-s{place}"
        nested = " nested" if statement.within in self.places else ""
        speakers = (statement.speaker, *statement.co_speakers)
        names = " and ".join(map(self._speaker, speakers))
        posts = [more for more in map(post, speakers) if more]
        fresh = [more for more in posts if f"{names} {more}" not in self._shown]
        self._shown.update(f"{names} {more}" for more in posts)
        cards = [unnamed(one) for speaker in speakers if (one := card_of(speaker, self.record)) is not None]
        return (
            f'<li class="card{nested}" id="{anchor}"><p class="who">{self._back(anchor, str(place), kind)} {names} '
            f'<span class="verb">{e(verb(statement))}</span></p>'
            + "".join(f'<p class="post" dir="auto">{e(more)}</p>' for more in fresh)
            + "".join(f'<p class="unnamed" dir="auto">{e(one)}</p>' for one in dict.fromkeys(cards))
            + f'<blockquote class="what {kind}" dir="auto">{e(shortened(words(statement.content), 170))}</blockquote>'
            + f"{facts(self._facts(statement))}{self._why(statement, anchor)}</li>\n"
        )

    def _speaker(self, speaker: Speaker) -> str:
        return led(f"<bdi>{e(who(speaker))}</bdi>", self.ways.speaker(speaker))

    def _back(self, anchor: str, label: str, kind: str) -> str:
        """The number of a card, leading to the text where it stands there."""
        if anchor not in self.placed:
            return f'<span class="back {kind}">{label}</span>'
        thing = {"s": "Statement", "e": "Event", "t": "Tie"}[anchor.rpartition("-")[2][0]]
        told = f"{thing} {label.lstrip('et')} in the text"
        return f'<a class="back {kind}" href="#{anchor}-t" aria-label="{told}">{label}</a>'

    def _facts(self, statement: Statement) -> list[tuple[str, str | None]]:
        """What else is known of a statement."""
        addressee, cue = statement.addressee, statement.cue
        within = self.places.get(statement.within or "")
        force = " ".join(part for part in (cue.modality, cue.force if cue.force != "assert" else None) if part)
        return [
            ("as", KINDS.get(statement.kind, statement.kind)),
            ("force", force),
            ("to", (addressee.name or words(addressee.spans) or addressee.code) if addressee else None),
            ("through", through(statement)),
            ("on", day(statement.said_on)),
            ("within", f"statement {within}" if within else None),
            ("sure", f"{round(100 * statement.confidence)} %" if statement.confidence < 1 else None),
        ]

    def _why(self, statement: Statement, anchor: str) -> str:
        """Which rule or model decided what, or the way to it."""
        lines = self.ways.why.get(statement.id)
        if lines:
            shown = "".join(f"<div><dt>{e(what)}</dt><dd>{e(rule)}</dd></div>" for what, rule in lines)
            return f'<details class="why" open><summary>Why</summary><dl>{shown}</dl></details>'
        if self.ways.ask_why:
            return f'<p class="ask">{led("Why was it read so?", f"{self.ways.ask_why}#{anchor}")}</p>'
        return ""

    def _event(self, number: int, event: Event) -> str:
        """Set one event: who did what to whom, how far it went, and who vouches for it."""
        anchor = f"{self.name}-e{number + 1}"
        sides = [self._parties(event.actor), self._parties(event.recipient)]
        mode = f" ({event.mode})" if event.mode else ""
        return (
            f'<li class="card deed" id="{anchor}"><p class="who">{self._back(anchor, f"e{number + 1}", "event")} '
            f"{' → '.join(side for side in sides if side) or '(nobody named)'}</p>"
            f'<p class="type">{e(event.type.lower() + mode)}, {e(event.status)}</p>'
            + self._words("event", words(event.trigger))
            + facts((("on", day(event.date)), ("in", event.place), ("about", ", ".join(event.contexts))))
            + f"{self._voice(event.voice)}</li>\n"
        )

    def _tie(self, number: int, tie: Tie) -> str:
        """Set one tie: between whom, of what kind, in which state, and who says so."""
        anchor = f"{self.name}-t{number + 1}"
        between = " and ".join(self._code(code) for code in tie.between)
        pair = (tie.between[0], tie.between[1]) if len(tie.between) == 2 else None
        told = led(f"{e(tie.kind)}: <strong>{e(tie.state)}</strong>", self.ways.pair(pair) if pair else None)
        return (
            f'<li class="card deed" id="{anchor}"><p class="who">{self._back(anchor, f"t{number + 1}", "tie")} '
            f'{between or "(nobody named)"}</p><p class="type">{told}</p>'
            + self._words("tie", words(tie.evidence))
            + facts((("by", ", ".join(tie.by)), ("since", day(tie.since))))
            + f"{self._voice(tie.voice)}</li>\n"
        )

    def _words(self, kind: str, text: str) -> str:
        return f'<blockquote class="what {kind}" dir="auto">{e(shortened(text, 170))}</blockquote>' if text else ""

    def _parties(self, parties: Iterable[Participant]) -> str:
        return ", ".join(self._party(party) for party in parties)

    def _party(self, party: Participant) -> str:
        name = f"<bdi>{e(words(party.spans) or party.code or '?')}</bdi>"
        code = f' <span class="of">{self._code(party.code)}</span>' if party.code and party.spans else ""
        return name + code

    def _code(self, code: str) -> str:
        return led(f"<bdi>{e(code)}</bdi>", self.ways.code(code))

    def _voice(self, voice: str) -> str:
        """Who vouches: a statement, with its number, or the outlet."""
        place = self.places.get(voice)
        if place is None:
            return '<p class="vouched">told by the outlet itself</p>'
        speaker: Mapping[str, Statement] = {statement.id: statement for statement in self.record.statements}
        name = f"<bdi>{e(who(speaker[voice].speaker))}</bdi>"
        return f'<p class="vouched">told by {name}, <a href="#{self.name}-s{place}">statement {place}</a></p>'
