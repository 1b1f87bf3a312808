"""The parts that settings choose: encoder and language model; and silence on the network."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from assistant.errors import (
    DamagedIndex,
    EncoderError,
    LanguageModelError,
    LibraryError,
    ModelMismatch,
)
from assistant.settings import Settings

if TYPE_CHECKING:
    from embeddings.encoder import Encoder

# Each is read by the library it names, most of them when that library is imported.
_QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "OTEL_SDK_DISABLED": "true",
    "TOKENIZERS_PARALLELISM": "false",
}
VECTOR_CACHE = "vectors.cache"  # file of the data folder
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}


def silence_libraries(settings: Settings) -> None:
    """Turn off telemetry, tracing and (unless downloads are allowed) model hubs.

    Sets environment variables, so it must run before those libraries are
    imported; called by the program's start, never by an import.
    """
    os.environ.update(_QUIET)
    if not settings.allow_download:
        os.environ.update(_OFFLINE)


def load_encoder(settings: Settings) -> "Encoder":
    """The encoder that settings name; raises EncoderError with the remedy."""
    from embeddings.encoder import EncoderConfig, load_encoder

    config = EncoderConfig(
        kind=settings.encoder,
        model=settings.encoder_model,
        backend=settings.encoder_backend,
        device=settings.encoder_device,
        query_prompt=settings.encoder_query_prompt or None,
        passage_prompt=settings.encoder_passage_prompt or None,
        base_url=settings.encoder_base_url,
        api_key=settings.encoder_api_key.get_secret_value(),
        allow_download=settings.allow_download,
        # The static encoder is faster than a look-up; others would lose minutes of work cut off.
        cache=None if settings.encoder == "builtin-static" else settings.data_dir / VECTOR_CACHE,
    )
    with embeddings_errors():
        return load_encoder(config)


@contextmanager
def embeddings_errors() -> Iterator[None]:
    """Turn the errors of the embeddings room into ours; their messages are fit for the user."""
    from embeddings.errors import (
        EmbeddingsError,
        IndexDamaged,
        IndexMismatch,
        StoreUnreachable,
    )

    try:
        yield
    except IndexDamaged as error:
        raise DamagedIndex(str(error)) from error
    except IndexMismatch as error:
        raise ModelMismatch(str(error)) from error
    except StoreUnreachable as error:
        raise LibraryError(str(error)) from error
    except EmbeddingsError as error:
        raise EncoderError(str(error)) from error


def encoder_name(encoder: "Encoder") -> str:
    """What to call an encoder in messages."""
    return str(getattr(encoder, "name", "") or encoder.fingerprint)


def load_language_model(settings: Settings) -> Any:
    """A LangChain chat model of an OpenAI-compatible server; None where none is configured."""
    if not settings.llm_base_url and not settings.llm_model:
        return None
    if not (settings.llm_base_url and settings.llm_model):
        missing = "LLM_MODEL" if settings.llm_base_url else "LLM_BASE_URL"
        raise LanguageModelError(
            f"语言模型的设置不完整：缺少 ASSISTANT_{missing}；"
            "请把地址和模型名都设置好，或都留空（不用语言模型）。"
        )
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        base_url=settings.llm_base_url,
        model=settings.llm_model,
        api_key=settings.llm_api_key.get_secret_value() or "none",  # type: ignore[arg-type]
        timeout=settings.llm_timeout_seconds,
        max_retries=1,
        temperature=0,
    )
