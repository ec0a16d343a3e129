"""Measures of style, and what is typical of a text.

In: sentences and beads. Out: rows of the table measures; keyness, collocates and dispersion as tables of their own.
Read in this order: richness, grammar, measures, style, keyness, collocation, dispersion.
"""
