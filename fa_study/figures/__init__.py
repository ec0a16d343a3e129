"""The pictures, a module each.

In: a study. Out: matplotlib axes, and for each picture the table behind it.
Read in this order: labels, colours, canvas, axes, places, which the pictures share; then a module a picture: bead_kinds,
expansion, bead_map, fates, rhetoric_score, stance_matrix, terms, numbers, attention, keyness, network, device_places.
"""
