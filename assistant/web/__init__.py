"""The chat window: a Gradio page, and the server-rendered pages around it."""

from assistant.web.page import build_page, mount_page
from assistant.web.routes import web_router

__all__ = ["build_page", "mount_page", "web_router"]
