"""Characters, words and dictionaries of both languages.

In: any text. Out: its script, its words with their tags, their dictionary forms and glosses; nothing here knows of a study.
Read in this order: scripts, lexicon, words, dictionary, forms, search, tokens, traditional.
"""
