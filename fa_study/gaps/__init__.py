"""What one rendering says and the other does not.

In: beads and sentences. Out: rows of the table shifts: omissions, additions, explicitation, exchanged words.
Read in this order: crossings, formulas, surplus, omissions.
"""
