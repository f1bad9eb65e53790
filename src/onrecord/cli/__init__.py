"""The command line: argument parsing and messages, nothing else. `main` is the `onrecord` command."""

from onrecord.cli.app import main

__all__ = ["main"]
