"""Rhetorical devices, and what became of each in the other rendering.

In: sentences, beads. Out: the tables devices and fates.
Read in this order: hits, speech, series_en, series_zh, repetition, words,
ranking, antonyms, contrast, likeness, series, groups, moves, devices, fates, training_devices.
"""
