"""Many documents held together.

In: files with metadata. Out: a folder of tables, and questions to all of them at once.
Read in this order: manifest, metadata, results, workers, settings, adding, series, view, lookup, time, change, profiles,
likeness, opened, pictures, handing, site, server, commands.
"""
