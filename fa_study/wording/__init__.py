"""Fixed formulations and proper names, and where each is rendered.

In: beads, sentences and, where they are known, links. Out: the tables terms and names, and a ledger of renderings.
Read in this order: wordlists, renderings, grid, runs, spans, candidates, terms, ledger, name_forms, new_names, name_places,
one_sided, name_verdicts, names, own_terms, noun_groups.
"""
