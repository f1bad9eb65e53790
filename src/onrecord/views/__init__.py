"""One record, or many, shown to people."""
