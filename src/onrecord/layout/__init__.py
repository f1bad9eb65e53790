"""Layout: one text into headline, byline, dateline, paragraphs, quotations and furniture, with no language model."""

from onrecord.layout.blocks import lay_out
from onrecord.layout.model import DatelineParts, Layout, Quotation
from onrecord.layout.splitting import reports_in

__all__ = ["DatelineParts", "Layout", "Quotation", "lay_out", "reports_in"]
