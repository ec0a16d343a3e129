"""A small bilingual journal and a speech, written for this project, with gold.

In: nothing. Out: the sample as text, typeset as a journal is, and the tables that are right for it.
Read in this order: typesetting, sample.
"""
