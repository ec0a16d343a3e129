"""Which sentences translate which, and which words.

In: the sentences of paired articles. Out: the tables beads and links, with calibrated scores.
Read in this order: bitext, candidates, decoding, similarity, universal_encoder, encoders, marks, form_clues, contrast_clues,
bead_model, rendering, moved, list_items, beads;
number_clues, link_clues, link_model, links. The weights were learned by training_beads, training_scores and training_rendering (with training_texts) and training_links,
which nothing else imports.
"""
