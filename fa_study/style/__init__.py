"""Measures of style, and what is typical of a text.

In: sentences, beads and the markers of a study. Out: rows of the table measures; keyness, collocates and dispersion as tables of their own.
Read in this order: richness, grammar, measures, ratios, paired, style, keyness, collocation, dispersion.
"""
