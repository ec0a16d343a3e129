"""Numbers, dates and amounts, by value.

In: beads and sentences. Out: the table numbers, a row a quantity, with the verdict of comparing both sides.
Read in this order: quantity (what it is, when two say the same), rules (how text is searched), numerals,
units, dates, chinese, english (the parsers), matching (in a bead), pairing (the table).
"""
