"""A person's decisions: a sheet to make them in, and their way back into a study.

In: a study, and files with decisions. Out: the study as corrected, and what became of each decision.
Read in this order: sheet, review, find_sentences, find_rows, verdicts, articles, beads, agreement.
"""
