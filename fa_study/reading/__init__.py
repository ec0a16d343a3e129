"""From files to articles, paragraphs and sentences.

In: files as people have them. Out: the tables documents, articles, paragraphs, sentences and dropped.
No character is lost. Read in this order: files; folding, furniture, markup, languages, entrance; pages, lines,
blocks, layout, titles, texts, speakers, streams, note_marks, paragraphs; sentences, rows, pairing, parser.
"""
