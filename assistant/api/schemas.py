"""What programs send to `/api/v1`: the requests, checked field by field."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.asked import MAX_HISTORY, MAX_SELECTED

# The hard bound before `max_question_chars` of the settings is looked at.
MAX_TEXT = 20_000


def _encodable(text: str) -> str:
    """Refuse lone surrogates, which JSON can carry and UTF-8 cannot."""
    text.encode("utf-8")
    return text


Text = Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(_encodable)]


class Ask(BaseModel):
    """A question, with the questions asked before it (oldest first)."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[Text, Field(min_length=1, description="要问的问题")]
    history: Annotated[
        list[Text], Field(max_length=MAX_HISTORY, description="此前问过的问题，最早的在前")
    ] = []
    as_of: Annotated[
        Text, Field(description="只看截至这一天（YYYY-MM-DD、YYYY-MM 或 YYYY）的文章；空为不限")
    ] = ""
    articles: Annotated[
        list[Text],
        Field(
            max_length=MAX_SELECTED,
            description="只查这些文章：文章编号、文件名或题名；空为全部",
        ),
    ] = []
    stream: Annotated[bool, Field(description="为 true 时以 server-sent events 逐条返回")] = False


class Find(BaseModel):
    """A search for passages."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[Text, Field(min_length=1, description="要找的内容")]
    limit: Annotated[int, Field(ge=1, le=50, description="最多返回多少段")] = 10
