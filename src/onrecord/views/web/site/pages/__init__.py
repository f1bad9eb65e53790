"""One file for each page of the site: what it asks the store, and what it hands to its template."""
