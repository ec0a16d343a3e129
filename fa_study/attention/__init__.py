"""Where to look first.

In: a compared study. Out: the tables divergence, how likely each bead differs in meaning and at which words, and attention, the beads that
most deserve a person's eye, with reasons in words.
Read in this order: marks, word_clues, model, divergence, attention. The weights were learned by training_planted and
training_divergence, which nothing else imports.
"""
