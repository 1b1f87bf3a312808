"""The one place where a language model is asked; what it fails with is told in one way."""

from typing import Any, Protocol

from assistant.errors import LanguageModelError


class ChatModel(Protocol):
    """The part of LangChain's BaseChatModel that is used."""

    def invoke(self, input: Any) -> Any:
        """A message with `text` for a text or a list of (role, text) pairs."""


def complete(model: ChatModel, messages: str | list[tuple[str, str]]) -> str:
    """What the model says to the messages; raises LanguageModelError."""
    try:
        return str(model.invoke(messages).text)
    except Exception as error:
        # Whatever the client library raises, the reader is told that the model failed; its own
        # message is not shown, since it may hold the address or the key.
        raise LanguageModelError(
            f"语言模型没有给出回答（{type(error).__name__}）；请检查 ASSISTANT_LLM_BASE_URL "
            "指向的服务是否在运行，或清空该设置，不用语言模型。"
        ) from error
