"""Which sentences translate which, and which words.

In: the sentences of paired articles. Out: the tables beads and links, with calibrated scores.
Read in this order: bitext, candidates, decoding, similarity, encoders, form_clues, contrast_clues, bead_model, sentence_beads, beads,
link_clues, link_model, links.
"""
