"""The HTTP face: `create_app` puts the API, the widget and the web page on one port."""

from assistant.api.app import create_app, start_warnings, uvicorn_options

__all__ = ["create_app", "start_warnings", "uvicorn_options"]
