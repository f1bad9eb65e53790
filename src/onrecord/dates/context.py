"""What a time expression is counted from: the day of publication, the expression before it, and the words around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from onrecord.dates.grammar import Found
from onrecord.dates.lexer import Word
from onrecord.dates.periods import Period, day_of

#: A day without a year that lies at most so many days ahead is taken as coming when the tense says nothing,
NEAR_AHEAD = 100
#: ... and in the past tense ("declared a dividend payable Dec. 1") when it is very near and the last one far back.
FAR_BACK, VERY_NEAR = 310, 45


@dataclass(slots=True)
class Context:
    """The state of reading one report: what was named last, and where the reader stands.

    `published` is the day that "yesterday" is counted from, None where it is unknown. `reference` is the last
    period named, `day` the last full day, `quarter` the quarter that the report is about. `direction` tells, for an
    expression, whether its clause looks back (-1), ahead (1) or says nothing (0); `tag` the part of speech of its
    last word.
    """

    published: date | None
    direction: Callable[[Found], int] = field(default=lambda _: 0)
    tag: Callable[[Found], str] = field(default=lambda _: "")
    reference: Period | None = None
    day: Period | None = None
    quarter: Period | None = None
    words: tuple[Word, ...] = ()

    def note(self, period: Period) -> None:
        """Remember a period that was just named."""
        self.reference = period
        if period.grain == "day":
            self.day = period

    def before(self, found: Found, steps: int = 1) -> Word | None:
        """The word that stands so many words before the expression."""
        return self.words[found.at - steps] if found.at >= steps else None

    def after(self, found: Found, steps: int = 1) -> Word | None:
        """The word that stands so many words after the expression."""
        at = found.at + len(found.words) - 1 + steps
        return self.words[at] if at < len(self.words) else None

    def today(self, grain: str = "day") -> Period | None:
        """The period of that grain in which the report was published."""
        return None if self.published is None else Period.around(self.published, grain)

    def counted_from(self, grain: str) -> Period | None:
        """What "earlier" and "the following" are counted from: the last period named, or publication."""
        if grain in ("day", "week", "weekend"):
            return self.day or self.today()
        return self.reference or self.today()

    def nearest(self, options: list[Period], direction: int) -> Period | None:
        """Among the same period of several years, the one meant: the last begun, or the next not yet over."""
        if self.published is None or not options:
            return None
        begun = [option for option in options if option.first <= self.published]
        ahead = [option for option in options if option.last >= self.published]
        far_back = not begun or (self.published - begun[-1].last).days > FAR_BACK
        if direction < 0 and far_back and ahead and (ahead[0].first - self.published).days <= VERY_NEAR:
            direction = 1
        if direction == 0:
            near = ahead and begun and (ahead[0].first - self.published).days <= NEAR_AHEAD
            nearer = near and (ahead[0].first - self.published) < (self.published - begun[-1].last)
            direction = 1 if nearer else -1
        if direction > 0:
            return ahead[0] if ahead else None
        return begun[-1] if begun else None

    def yearless_day(self, month: int, day: int, direction: int) -> Period | None:
        """The day of a month without a year."""
        if self.published is None:
            return None
        years = range(max(self.published.year - 4, 1), min(self.published.year + 5, 9999))
        days = [found for year in years if (found := day_of(year, month, day)) is not None]
        return self.nearest([Period("day", found) for found in days], direction)

    def yearless(self, grain: str, month: int, direction: int) -> Period | None:
        """The period of that grain that begins in `month`, without a year."""
        if self.published is None:
            return None
        years = range(self.published.year - 1, self.published.year + 2)
        return self.nearest([Period(grain, date(year, month, 1)) for year in years], direction)

    def year_of_range(self, found: Found) -> int | None:
        """The year that stands only after the end of a range: "from March to June 1996", "May 3-7, 2014"."""
        after = [self.after(found, steps) for steps in range(1, 6)]
        kinds = [word.kind if word is not None else "" for word in after]
        if kinds[0] not in ("CONJ", "HYPHEN", "COMMA"):
            return None
        for place in range(2, 5):
            year = after[place]
            days = kinds[1:place] if kinds[0] != "COMMA" else ["MONTH", *kinds[2:place]]
            if year is None or year.kind != "YEAR" or not all(kind in _RANGE for kind in days):
                continue
            if kinds[1] == "MONTH" or (found.has("MONTH") and kinds[1] in _RANGE):
                return int(year.value)
        return None


#: Kinds of words in the second half of a range, before its year.
_RANGE = frozenset({"DAYNUM", "ORDNUM", "COMMA", "MONTH", "OF"})
