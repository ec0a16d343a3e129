"""A study as other programs read it.

In: a study. Out: TMX, TEI, a workbook, Parquet and the forms of corpus tools; from TMX also a study.
Read in this order: shared, tmx, tei, workbook, textpairs, vertical, export, folder. The writers return the path written.
"""
