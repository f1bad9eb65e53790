"""One record for a person at a terminal."""

from onrecord.views.terminal.render import console_for, render

__all__ = ["console_for", "render"]
