"""Documents in: files to articles, articles to outlines and passages, all of it to a library."""
