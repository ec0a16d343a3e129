"""Modality, person and other marks of stance.

In: sentences, then beads. Out: the words and markers of a study, rows of the table shifts, and matrices of what became of each mark.
Read in this order: markers, modality, person, speaker, study_markers, pairs, stance.
"""
