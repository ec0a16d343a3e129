"""From files as people have them to numbered lines, with what is known of each line's look.

In: text, Markdown, web pages, Word and OpenDocument files, PDF, EPUB, tables and translation memories.
Out: sources (see `files`); no word is lost.
Read in this order: files, packages, web, word, opendocument, letters, pages, roles, pdf, segments,
documents.
"""
