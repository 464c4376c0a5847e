"""Lines in, units out: headings, items of lists, rows of tables, paragraphs."""
