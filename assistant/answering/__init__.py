"""Answering: from a question and what was found to statements with verified citations."""

from assistant.answering.answerer import Answerer
from assistant.answering.sentences.extractive import Policy

__all__ = ["Answerer", "Policy"]
