"""Addresses of pages and of places in reports; the only place that puts them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.utils import tilde_encode

from onrecord.record import Speaker
from onrecord.store.ids import name_of, speaker_id

if TYPE_CHECKING:
    from onrecord.views.web.site.open_store import Site


class Links:
    """The addresses on one site."""

    def __init__(self, site: Site) -> None:
        self._to: Callable[[str], str] = site.to

    def report(self, report: str, start: int | None = None, stop: int | None = None) -> str:
        """A report, at some of its characters where offsets are given."""
        at = f"?at={start}-{stop}#at" if start is not None and stop is not None else ""
        return self._to(f"/-/report/{report}{at}")

    def at(self, line: Any) -> str:
        """The characters from which a line of a list was read."""
        return self.report(line.report, line.start, line.stop)

    def speaker(self, identity: str) -> str:
        """A speaker."""
        return self._to(f"/-/speaker/{identity}")

    def speaking(self, speaker: Speaker) -> str | None:
        """The page of a speaker of a record; none for the unnamed."""
        name = name_of(speaker)
        return self.speaker(speaker_id(name, speaker.code)) if name else None

    def actor(self, code: str) -> str:
        """A state or organisation."""
        return self._to(f"/-/actor/{tilde_encode(code)}")

    def dyad(self, first: str, second: str, until: str | None = None) -> str:
        """Two states or organisations, up to a day."""
        asked = f"?{urlencode({'until': until})}" if until else ""
        return self._to(f"/-/dyad/{tilde_encode(first)}/{tilde_encode(second)}{asked}")

    def pair(self, codes: tuple[str, str]) -> str:
        """The dyad of two codes."""
        return self.dyad(*codes)

    def search(self, **fields: str | int | None) -> str:
        """A search, with the fields that are given."""
        return self._to(f"/-/search?{_asked(fields)}")

    def ties(self, **fields: str | int | None) -> str:
        """The map of ties, with the fields that are given."""
        return self._to(f"/-/ties?{_asked(fields)}")


def _asked(fields: dict[str, str | int | None]) -> str:
    return urlencode({name: value for name, value in fields.items() if value not in (None, "")})
