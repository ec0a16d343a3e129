"""Rhetorical devices, and what became of each in the other rendering.

In: sentences, beads. Out: the tables devices and fates.
Read in this order: wordlists, hits, speech, series_en, series_zh, repetition, words, ranking, antonyms, contrast,
likeness, coordination, series, groups, moves, devices, meetings, counterparts, fates, learning, imagery. The weights
were learned by marks, training_devices and training_images, which nothing else imports.
"""
