"""Where to look first.

In: a compared study. Out: the table attention, the beads that most deserve a person's eye, with reasons in words.
Read in this order: attention.
"""
