"""robots.txt as RFC 9309 has it: the longest rule wins, `*` and `$` mean what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

_LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of one reader: rules of (allowed, pattern), and the seconds to wait between two pages."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float | None = None

    def allow(self, path: str) -> bool:
        """True when a path with its query may be read.

        >>> robots = robots_of("User-agent: *\\nDisallow: /private\\nAllow: /private/news$", "onrecord")
        >>> robots.allow("/private/x"), robots.allow("/private/news"), robots.allow("/")
        (False, True, True)
        """
        path = _plain(path or "/")
        best = max(
            ((len(pattern), allowed) for allowed, pattern in self.rules if _matches(pattern, path)), default=(0, True)
        )
        return best[1]


def robots_of(text: str, agent: str) -> Robots:
    """Read the text of a robots.txt for a reader that calls itself `agent`."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    naming = False
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = [*names, value.lower()] if naming else [value.lower()]
            for name in names:
                groups.setdefault(name, [])
            naming = True
        elif key in ("allow", "disallow", "crawl-delay"):
            naming = False
            for name in names:
                groups[name].append((key, value))
    product = re.match(r"[a-zA-Z_-]*", agent)
    mine = groups.get(product[0].lower() if product else "", groups.get("*", []))
    rules = tuple((key == "allow", _plain(value)) for key, value in mine if key != "crawl-delay" and value)
    return Robots(rules, _delay(mine))


def _delay(rules: list[tuple[str, str]]) -> float | None:
    for key, value in rules:
        if key == "crawl-delay" and re.fullmatch(r"\d{1,6}(?:\.\d+)?", value):
            return min(float(value), _LONGEST_DELAY)
    return None


def _matches(pattern: str, path: str) -> bool:
    """Match from the beginning, star by star, without going back: no pattern can take long."""
    ends = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if ends and not parts:
        return at == len(path)
    for number, part in enumerate(parts):
        if ends and number == len(parts) - 1:
            return len(path) - len(part) >= at and path.endswith(part)
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _plain(path: str) -> str:
    return quote(unquote(path), safe="/*$?&=%:;,+@!'()~#[]")
