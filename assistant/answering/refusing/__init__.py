"""Refusing: what the question asks and the found sentences do not say."""
