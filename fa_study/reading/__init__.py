"""From files to articles, paragraphs and sentences.

In: files as people have them. Out: the tables documents, articles, paragraphs, sentences and dropped; no character is lost.
Read in this order: pages, lines, blocks, titles, texts, sentences, pairing, parser.
"""
