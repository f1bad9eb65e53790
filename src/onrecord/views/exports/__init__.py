"""The record handed on in the formats of the field, each written as a stream of lines, record by record."""

from onrecord.views.exports.brat import Folder
from onrecord.views.exports.deeds import DONE, done_only
from onrecord.views.exports.formats import FORMATS, SAFE_CSV, Format

__all__ = ["DONE", "FORMATS", "SAFE_CSV", "Folder", "Format", "done_only"]
