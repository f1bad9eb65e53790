"""The grammar of time expressions: patterns over the kinds of words, and the search for them in a text.

A pattern is written with the names of kinds (an upper-case word stands for one word of that kind) and the signs of
regular expressions; a name in braces stands for a fragment. Rules are tried in order at each place, the longer first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.dates.lexer import Word, letters_of, lexicon

_FRAGMENTS = {
    "UNIT": "(?:MINUTE|HOUR|DAY|WEEK|FORTNIGHT|MONTHUNIT|QUARTER|YEARUNIT|DECADEUNIT|CENTURY|MILLENNIUM)",
    "UNITS": "(?:SECONDS|MINUTES|HOURS|DAYS|WEEKS|FORTNIGHTS|"
    "MONTHUNITS|QUARTERS|YEARUNITS|DECADEUNITS|CENTURIES|MILLENNIA)",
    "LONGUNIT": "(?:DAY|WEEK|WEEKEND|MONTHUNIT|QUARTER|YEARUNIT|DECADEUNIT|CENTURY)",
    "NUMBERS": "(?:NUM|DAYNUM|NUMBER|YEAR|MILCLOCK)",
    "ORDINAL": "(?:ORD|ORDNUM)",
    "PAST": "(?:LAST|PREVIOUS|LATEST)",
    "DEICTIC": "(?:LAST|PREVIOUS|LATEST|NEXT|FOLLOWING|THIS|CURRENT|SAME)",
    # "following" and "same" point only after an article: "following Monday's talks" is a preposition
    "POINTER": "(?:(?:THE|THIS) {DEICTIC}|LAST|PREVIOUS|LATEST|NEXT|THIS|CURRENT)",
    "DAYOFMONTH": "(?:DAYNUM|ORDNUM|ORD)",
    "ANYYEAR": "(?:YEAR|SHORTYEAR)",
    "PART": "(?:PARTDAY|NOON)",
    "CLOCKTIME": "(?:(?:CLOCK|DAYNUM|NUM) AMPM|(?:DAYNUM|NUM) OCLOCK|NOON)(?:ZONE)?",
    # prefixes that narrow a period: "early", "mid-", "the end of", "later"
    # "about", "at least", "over": before a number, but "over the past year" begins with "the"
    "ABOUTS": "(?:ABOUT|OVER)?",
    "NARROW": "(?:(?:EARLIER|SOMETIME|ABOUT)?(?:EARLY HYPHEN?)?"
    "(?:THE? EARLY? (?:EDGE|(?:ORD|LAST)? HALF|PARTDAY) OF)?)",
    "PLAINDAY": "(?:DAYWORD|WEEKDAY COMMA? MONTH {DAYOFMONTH}(?:COMMA? YEAR)?|MONTH {DAYOFMONTH}(?:COMMA? YEAR)?"
    "|(?:LAST|THIS|NEXT)? WEEKDAY)",
    "QUANTITY": "(?:{NUMBERS}|A|FEW)",
    # "the other (day)" before "on Monday"; counted out, for a star would look ahead over a whole text
    "FILLER": "(?:THE|A|OTHER|ALTERNATE)",
}

#: name of the rule -> its pattern; the first that fits at a place wins.
RULES = {
    "iso": "ISO",
    "slash": "SLASH",
    # times of day with a day, and alone
    "clock_day": "ABOUT? (?:{CLOCKTIME}|CLOCK ZONE) COMMA? (?:EARLIER|EARLY)? {PLAINDAY}",
    "part_day": "(?:THE? EARLY? HYPHEN? {PART} (?:OF)?) {PLAINDAY}",
    "day_part": "(?:EARLIER|EARLY)? {PLAINDAY} EARLY? PARTDAY",
    "part_alone": "(?:(?:EARLIER|EARLY) )?(?:LAST|THIS|THE|THAT|NEXT) (?:EARLY|SAME|FOLLOWING|PREVIOUS)? PARTDAY",
    "tonight": "(?:EARLIER|EARLY)? TONIGHT",
    "overnight": "OVERNIGHT",
    "clock_alone": "ABOUT? (?:{CLOCKTIME}|CLOCK ZONE|(?:MILCLOCK|YEAR) (?:AMPM|HOURS)? ZONE)",
    "clock_at": "(?<=AT) ABOUT? CLOCK",
    # sets
    "each_weekday": "EACH ALTERNATE? WEEKDAY PARTDAY?",
    "weekdays": "WEEKDAYS|WEEKDAY PARTDAYS",
    "each_unit": "EACH (?:ALTERNATE|SINGLE|{ORDINAL}|{NUMBERS}|FEW)? (?:{UNIT}|{UNITS}|MONTH|SEASON)",
    "frequency": "FREQ",
    # full and partial calendar dates
    "day_month": "{NARROW} (?:WEEKDAY COMMA?)? THE? {DAYOFMONTH} OF? MONTH (?:COMMA? YEAR|OF? {POINTER} YEARUNIT)?",
    "month_day": "{NARROW} (?:(?:LAST|THIS|NEXT) NEXT?)? (?:WEEKDAY COMMA?)? MONTH THE? {DAYOFMONTH} "
    "(?:COMMA? YEAR|OF? {POINTER} YEARUNIT)?",
    # one day of "May 3-7", "from 3 to 7 May": the other is a calendar date by itself
    "range_end": "(?<=MONTH {DAYOFMONTH} (?:CONJ|HYPHEN)) {DAYOFMONTH} (?:COMMA? YEAR)?"
    "(?!HYPHEN? (?:{UNITS}|{UNIT}|MONTH))",
    "range_begin": "THE? {DAYOFMONTH} (?=(?:CONJ|HYPHEN) THE? {DAYOFMONTH} OF? MONTH)",
    "month_year": "{NARROW} MONTH (?:OF|COMMA|HYPHEN)? {ANYYEAR}",
    "month_of_year": "{NARROW} MONTH (?:OF)? {DEICTIC} YEARUNIT",
    "holiday": "(?:LAST|THIS|NEXT)? HOLIDAY (?:(?:OF|COMMA)? YEAR)?",
    # quarters, halves and years of account
    "year_quarter": "THE? (?:YEAR|YEARUNIT HYPHEN? (?:AGO|EARLIER)|{DEICTIC} YEARUNIT POSS) "
    "FISCAL? HYPHEN? (?:{ORDINAL} HYPHEN?)? (?:QUARTER|HALF)",
    "year_period": "THE? (?:YEAR|THIS YEARUNIT POSS|YEARUNIT HYPHEN (?:AGO|EARLIER)|LATEST) PERIOD",
    "quarter_year": "{NARROW} (?:THE|OWN)? FISCAL? HYPHEN? {ORDINAL} HYPHEN? (?:QUARTER|HALF) (?:OF)? "
    "(?:THE|FISCAL|THIS|LAST|NEXT)* (?:{ANYYEAR}|YEARUNIT)",
    "nth_quarter": "(?:THE|OWN)? FISCAL? HYPHEN? {ORDINAL} (?:QUARTER|HALF)|{ORDINAL} HYPHEN (?:QUARTER|HALF)",
    "quarter_number": "(?:QUARTERNUM|HALFNUM) (?:(?:OF)? YEAR)?",
    "fiscal_year": "{NARROW} FISCAL YEARUNIT? {ANYYEAR}|{NARROW} (?:THE|OWN|THIS)? {DEICTIC}? FISCAL YEARUNIT",
    # expressions counted from another
    "counted": "(?:{ABOUTS} {QUANTITY}|ABOUT) HYPHEN? (?:{UNIT}|{UNITS}) ORSO? "
    "(?:AGO|EARLIER|BEFORE(?=DOT|COMMA|$)|FROM REF)",
    "counted_after": "{QUANTITY} (?:{UNIT}|{UNITS}) BEFORE "
    "(?=(?:{FILLER} {FILLER}? {FILLER}? ON)? THE? (?:WEEKDAY|MONTH {DAYOFMONTH}|{DAYOFMONTH} OF? MONTH))",
    "day_beyond": "THE DAY BEFORE (?:DAYWORD|(?=DOT|COMMA|$))",
    "spell": "SPELL AGO?",
    "year_ago": "YEARUNIT HYPHEN (?:AGO|EARLIER)",
    # durations measured from now: the past two years, the next 12 to 18 months
    "span_of": "ABOUT? (?:THE|THIS|OWN)? (?:LAST|PREVIOUS|LATEST|NEXT|FOLLOWING|{ORDINAL}|LAST ORD) ABOUT? "
    "(?:FEW|{NUMBERS}(?:(?:CONJ|HYPHEN) {NUMBERS})?) HYPHEN? {UNITS} ORSO?",
    "span_vague": "(?:RECENT|LAST|NEXT|FUTURE) {UNITS} (?:CONJ {UNITS})?",
    # this week, late last month, the end of the year, the following day
    "unit_same": "{NARROW} {POINTER} {LONGUNIT} ORSO?|THE MORE YEARUNIT",
    "unit_the": "(?:THE EARLY? EDGE OF|EARLIER IN) THE {LONGUNIT}",
    "year_end": "ABOUT? YEARUNIT (?:POSS|HYPHEN)? EDGE",
    "weekend": "THE WEEKEND|WEEKEND",
    "that_unit": "THAT (?:DAY|WEEK|WEEKEND|MONTHUNIT|QUARTER|YEARUNIT)",
    # durations
    "duration_old": "{NUMBERS} HYPHEN? (?:{UNIT}|{UNITS}) HYPHEN? OLD",
    "duration_range": "{ABOUTS} {NUMBERS} (?:CONJ|HYPHEN) {NUMBERS} ABOUT? HYPHEN? (?:{UNITS}|{UNIT}) ORSO?",
    "duration": "{ABOUTS} (?:{QUANTITY} (?:MORE|HYPHEN)? (?:{UNITS}|{UNIT}(?!HYPHEN (?:AGO|EARLIER)))"
    "|A {UNIT} CONJ A HALF|{NUMBERS} CONJ A HALF {UNITS}) ORSO?",
    "duration_the": "THE {NUMBERS} MORE? {UNITS}",
    # named periods
    "season": "{NARROW} (?:THE|THIS|LAST|NEXT)? (?:LAST|NEXT|EARLY)? SEASON "
    "(?:(?:OF)? {ANYYEAR}|OF {POINTER} YEARUNIT)?",
    "month": "{NARROW} (?:LAST|THIS|NEXT|PREVIOUS|FOLLOWING)? (?:LAST|NEXT)? EARLY? MONTH",
    "weekday_of_week": "WEEKDAY OF? {POINTER} WEEK",
    "weekday": "(?:EARLIER|EARLY)? {POINTER}? WEEKDAY",
    "dayword": "(?:EARLIER|EARLY)? DAYWORD",
    "decade": "{NARROW} THE? (?:EARLY HYPHEN?)? DECADE",
    "century": "THE? EARLY? HYPHEN? {ORDINAL} HYPHEN? CENTURY",
    "year": "{NARROW} {ANYYEAR} BEYOND?|THE YEARUNIT {ANYYEAR}",
    "unit_bare": "THE (?:DAY|WEEK|MONTHUNIT|QUARTER|YEARUNIT)",
    "nth_day": "THE ORDNUM",
    # words that point without a date
    "reference": "REF(?!BEFORE)",
    "the_future": "THE (?:FUTURE|LAST)",
    "recent": "RECENT|CURRENT",
    "units_vague": "THE? {UNITS}",
}


#: Kinds of which each rule needs one: the search passes over what no such word follows within the words of rules.
CORE = frozenset(
    {
        "ISO", "SLASH", "CLOCK", "MILCLOCK", "DAYNUM", "YEAR", "SHORTYEAR", "ORDNUM", "QUARTERNUM", "HALFNUM",
        "DECADE", "AMPM", "OCLOCK", "NOON", "PARTDAY", "PARTDAYS", "TONIGHT", "OVERNIGHT", "WEEKDAY",
        "WEEKDAYS", "WEEKEND", "MONTH", "SEASON", "HOLIDAY", "DAYWORD", "FREQ", "REF", "RECENT", "CURRENT",
        "FUTURE", "LAST", "LATEST", "PERIOD", "SPELL", "HALF", "SECONDS", "MINUTE", "MINUTES", "HOUR",
        "HOURS", "DAY", "DAYS", "WEEK", "WEEKS", "FORTNIGHT", "FORTNIGHTS", "MONTHUNIT", "MONTHUNITS",
        "QUARTER", "QUARTERS", "YEARUNIT", "YEARUNITS", "DECADEUNIT", "DECADEUNITS", "CENTURY", "CENTURIES",
        "MILLENNIUM", "MILLENNIA",
    }
)  # fmt: skip


_KIND = re.compile(r"[A-Z]+")
#: More words than any rule has before its first word of CORE.
_REACH = 24


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of words that a rule fits; `at` is the number of its first word in the text's words."""

    rule: str
    at: int
    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Where it begins, in code points into the text that was searched."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end

    def first(self, *kinds: str) -> Word | None:
        """The first word of one of these kinds."""
        return next((word for word in self.words if word.kind in kinds), None)

    def has(self, *kinds: str) -> bool:
        """True when a word is of one of these kinds."""
        return any(word.kind in kinds for word in self.words)


def search(words: tuple[Word, ...]) -> Iterator[Found]:
    """Every place where a rule fits, from left to right, without overlap."""
    for match in search_letters(letters_of(words)):
        start, end = match.span()
        yield Found(str(match.lastgroup), start, words[start:end])


def search_letters(letters: str) -> Iterator[re.Match[str]]:
    """The rules' matches on a string of kinds, as `plain_grammar` finds them but sooner."""
    return _grammar().finditer(letters)


@cache
def _grammar() -> re.Pattern[str]:
    letters = lexicon().letters
    named = {kind for pattern in (*RULES.values(), *_FRAGMENTS.values()) for kind in _KIND.findall(pattern)} & set(
        letters
    )
    inner = "".join(letters[kind] for kind in sorted(named - CORE - {"OTHER"}))  # OTHER is only looked ahead to
    core = "".join(letters[kind] for kind in sorted(CORE))
    return re.compile(f"(?=[{inner}]{{0,{_REACH}}}[{core}])(?:{_rules()})")


@cache
def plain_grammar() -> re.Pattern[str]:
    """All rules in one pattern, the first that fits winning."""
    return re.compile(_rules())


def _rules() -> str:
    return "|".join(f"(?P<{name}>{_compiled(pattern)})" for name, pattern in RULES.items())


def _compiled(pattern: str) -> str:
    while re.search(r"\{\w+\}", pattern):
        pattern = re.sub(r"\{(\w+)\}", lambda match: _FRAGMENTS[match.group(1)], pattern)
    letters = lexicon().letters
    return re.sub(r"[A-Z]{1,}", lambda match: letters[match.group()], pattern).replace(" ", "")
