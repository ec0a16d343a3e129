"""Numbers, dates and amounts, by value.

In: beads and sentences. Out: the table numbers, a row a quantity, with the verdict of comparing the two renderings.
Read in this order: quantity, numerals, dates, chinese, english, pairing.
"""
