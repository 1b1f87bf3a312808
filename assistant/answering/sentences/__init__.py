"""Sentences: which of the found sentences answer, and which part of them."""
