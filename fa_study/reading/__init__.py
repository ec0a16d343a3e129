"""From lines to articles, paragraphs and sentences.

In: lines as a format gave them. Out: the tables documents, articles, paragraphs, sentences and dropped, and
the beads of files that are aligned already; no character is lost.
Read in this order: folding, furniture, markup, lines, languages, pages, entrance, blocks, titles, layout,
speakers, texts, contents, streams, sentences, note_marks, articles, paragraphs, pairing, rows, parser.
"""
