"""PDF files into articles: what is printed where, then lines, columns, paragraphs, headings."""
