"""Records as one self-contained HTML page."""

from onrecord.views.web.page import page

__all__ = ["page"]
