"""The embeddable bubble and its pages: static files, served by `assistant.api.embed`."""
