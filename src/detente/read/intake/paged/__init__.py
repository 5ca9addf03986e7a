"""Pages of a PDF: characters with their boxes, lines, paragraphs, and what repeats at the edges of the pages."""
