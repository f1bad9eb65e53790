"""Training of the English language pipeline ``en_wire``."""
