"""Finding words with their renderings.

In: a study and a query. Out: a table of hits in context, as text or as HTML.
Read in this order: sides, query, concordance, lines.
"""
