"""Dates: time expressions with TIMEX3 values, the day of publication, and the day on which something was said."""

from onrecord.dates.publication import Publication, find_publication
from onrecord.dates.read import read_dates
from onrecord.dates.saying import said_on

__all__ = ["Publication", "find_publication", "read_dates", "said_on"]
