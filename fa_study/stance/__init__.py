"""Modality, person and other marks of stance.

In: beads and sentences. Out: rows of the table shifts, and matrices of what became of each mark.
Read in this order: markers, modality, person, speaker, pairs, stance.
"""
