"""Trains the built-in encoder; `python -m embeddings.training` runs all steps."""
