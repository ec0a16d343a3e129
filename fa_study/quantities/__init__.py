"""Numbers, dates and amounts, by value.

In: beads and sentences. Out: the table numbers, a row a quantity, with the verdict of comparing both sides.
Read in this order: units, quantity (what it is, when two say the same), rules (how text is searched), numerals, dates,
zh_dates, en_dates, en_times, no_quantities (what is seen first), zh_numbers, zh_shares, chinese, en_numbers, en_shares,
english (the parsers), mentions (one side of a bead), matching (both), pairing (the table).
"""
