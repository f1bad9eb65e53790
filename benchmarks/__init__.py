"""How well and how fast onrecord reads: figures on the gold sets against the committed ones, and speed."""
