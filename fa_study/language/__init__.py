"""Characters, words and dictionaries of both languages.

In: any text, and at the end the sentences of a study. Out: a text's script, its words with their tags, their
dictionary forms and glosses; the table tokens.
Read in this order: scripts, search, lexicon, segmenter, words, dictionary, forms, tokens,
traditional, glossary.
"""
