"""The page to read both renderings side by side.

In: a study. Out: report.html, one file that needs no network.
Read in this order: shown, marks, data, overview, about, drawings, report, frame, glance.
"""
