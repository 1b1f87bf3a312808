"""Outlines: answers made of the points, headings and clauses of documents."""
