"""onrecord reads news reports on international affairs into a record that can be trusted."""
