"""Layout: one text into headline, byline, dateline, paragraphs, quotation marks and furniture, with no language model."""

from onrecord.layout.model import DatelineParts, Layout, Quotation

__all__ = ["DatelineParts", "Layout", "Quotation"]
