"""Texts to vectors to nearest ids; knows nothing of the assistant."""
