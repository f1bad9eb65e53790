"""Statements: who said what, through whom we know it."""

from onrecord.statements.read import read_statements

__all__ = ["read_statements"]
