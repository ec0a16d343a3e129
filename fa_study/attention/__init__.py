"""Where to look first.

In: a compared study. Out: the tables divergence, how likely each bead differs in meaning and at which words, and attention, the beads that
most deserve a person's eye, with reasons in words.
Read in this order: marks, word_clues, pair_features, model, divergence, reasons, gap_reasons, model_reasons, attention. The weights were
learned by training_planted, training_marks, training_examples, training_networks and training_divergence, which nothing else imports.
"""
