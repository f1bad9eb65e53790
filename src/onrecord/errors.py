"""Every error that onrecord raises on purpose, under one root.

    OnRecordError
    ├── IntakeError      an input that cannot be read: missing, binary, wrongly encoded, too large
    ├── RecordError      a record that does not hold the contract: unknown field, wrong type, broken span
    ├── TableError       a shipped or user-given table with a bad row
    ├── ModelError       a language pipeline that is missing, damaged or of another version
    ├── StoreError       a store that cannot be opened or written, or that is none
    ├── QueryError       a question that cannot be asked: its words, a day, a name, or a value that no field has
    └── ScaleError       a job over many machines that cannot start, or does not fit what lies at its output

Each message says what was wrong, with which input, and what to do. The library raises; only the command line turns an
error into one line and an exit status.
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Root of all errors raised by onrecord.

    `remedy` is one sentence that tells a person what to do next; it is appended to the message.

    >>> print(IntakeError("news.txt is empty", remedy="Give a file that holds a report."))
    news.txt is empty. Give a file that holds a report.
    """

    def __init__(self, problem: str, *, remedy: str | None = None) -> None:
        self.problem = problem.rstrip(".")
        self.remedy = remedy
        super().__init__(f"{self.problem}. {remedy}" if remedy else f"{self.problem}.")


class IntakeError(OnRecordError):
    """An input could not be read as text."""


class RecordError(OnRecordError):
    """A record, or a piece of one, does not hold the contract."""


class TableError(OnRecordError):
    """A data table has a row that breaks its rules."""


class ModelError(OnRecordError):
    """A language pipeline is missing, damaged, or made for another version."""


class StoreError(OnRecordError):
    """A store cannot be opened, read or written."""


class QueryError(OnRecordError):
    """A question to a store or to records cannot be asked as it stands."""


class ScaleError(OnRecordError):
    """A job over many machines cannot start, was ended, or does not fit what lies at its output."""
