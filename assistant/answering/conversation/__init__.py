"""Conversation: commands, follow-up questions, several questions in one line."""
