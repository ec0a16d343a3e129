"""The pictures, a module each.

In: a study. Out: matplotlib axes, and for each picture the table behind it.
Read canvas and axes first; every other module draws one picture.
"""
