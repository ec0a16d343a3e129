"""What one rendering says and the other does not.

In: beads, sentences and links. Out: rows of the table shifts (omissions, additions, explicitation, crossings).
Read in this order: words (what a bead has), support (what accounts for what), formulas, crossings, omissions.
"""
