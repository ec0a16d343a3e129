"""What surrounds a run: the files that are given, the place that is written to, processes, messages and how a command ends.

In: paths, texts and errors. Out: bytes read up to a limit, results that are whole or not there, sentences for a person.
Read in this order: places, given, workers, messages, endings, parsers.
"""
