"""An OpenAI-compatible embeddings endpoint (TEI, vLLM, Ollama), through LangChain."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from embeddings.encoder import EncoderConfig, Vectors
from embeddings.errors import EncoderCallError, EncoderLoadError
from embeddings.prompts import choose_prompts

if TYPE_CHECKING:
    from langchain_openai import OpenAIEmbeddings

_PROBE = "长度"


class EndpointEncoder:
    """Vectors from a server; the dimension is asked for once, when it is first needed."""

    def __init__(self, config: EncoderConfig) -> None:
        """Check the configuration; nothing is sent yet. Raises EncoderLoadError."""
        if not _is_address(config.base_url) or not config.model:
            raise EncoderLoadError(
                "向量接口的设置不完整或不正确：请设置 ASSISTANT_ENCODER_BASE_URL（如 "
                "http://127.0.0.1:8080/v1）和 ASSISTANT_ENCODER_MODEL（该服务中的模型名）；"
                f"现在的地址是 {config.base_url!r}，模型是 {config.model!r}。"
            )
        self._config = config
        self._prompts = choose_prompts(config.model, config.query_prompt, config.passage_prompt)

    @property
    def fingerprint(self) -> str:
        """The model's name with a hash of address, model and prompts: the weights are not seen."""
        parts = (self._config.base_url, self._config.model, *self._prompt_texts)
        digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
        return f"{self._config.model}-{digest}"

    @cached_property
    def dim(self) -> int:
        """Length of a vector; asks the server once. Raises EncoderCallError."""
        return int(self._embed([_PROBE]).shape[1])

    @property
    def parts(self) -> tuple[int, ...]:
        """One model's."""
        return (self.dim,)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """As `Encoder.encode_queries`; raises EncoderCallError where the server fails."""
        return self._unit([self._prompts.query + text for text in texts], show_progress=False)

    def encode_passages(self, texts: Sequence[str], *, show_progress: bool = False) -> Vectors:
        """As `Encoder.encode_passages`; raises EncoderCallError where the server fails."""
        prefixed = [self._prompts.passage + text for text in texts]
        return self._unit(prefixed, show_progress=show_progress)

    @property
    def _prompt_texts(self) -> tuple[str, str]:
        return self._prompts.query, self._prompts.passage

    def encode_sentences(self, texts: Sequence[str]) -> Vectors:
        """As questions: one model, one kind of vector."""
        return self.encode_queries(texts)

    @cached_property
    def _client(self) -> "OpenAIEmbeddings":
        from langchain_openai import OpenAIEmbeddings
        from pydantic import SecretStr

        return OpenAIEmbeddings(
            model=self._config.model,
            base_url=self._config.base_url,
            # Local servers ask for none, the client insists on one.
            api_key=SecretStr(self._config.api_key or "none"),
            # Texts are sent as they are: TEI, vLLM and Ollama do not take OpenAI's token ids.
            check_embedding_ctx_length=False,
            chunk_size=self._config.batch_size,
            timeout=self._config.timeout_seconds,
            max_retries=2,
        )

    def _unit(self, texts: Sequence[str], *, show_progress: bool) -> Vectors:
        if not texts:
            return np.empty((0, self.dim), dtype=np.float32)
        from tqdm import tqdm

        size = self._config.batch_size
        starts = tqdm(
            range(0, len(texts), size),
            disable=not show_progress,
            desc="编码段落",
            unit="批",
            leave=False,
        )
        vectors = np.concatenate([self._embed(texts[start : start + size]) for start in starts])
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        with _call_errors(self._config):
            rows = self._client.embed_documents(list(texts))
        lengths = {len(row) for row in rows}
        if len(rows) != len(texts) or len(lengths) != 1 or 0 in lengths:
            raise EncoderCallError(
                f"向量接口 {self._config.base_url} 对 {len(texts)} 段文字返回了 {len(rows)} 个"
                f"向量，长度为 {sorted(lengths)}；请检查该服务的模型 {self._config.model}。"
            )
        vectors = np.array(rows, dtype=np.float32)
        if not np.isfinite(vectors).all():
            raise EncoderCallError(
                f"向量接口 {self._config.base_url} 返回的向量含有无效数值；请检查该服务的日志。"
            )
        return vectors


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that does not close
        return False


@contextmanager
def _call_errors(config: EncoderConfig) -> Iterator[None]:
    from openai import OpenAIError

    try:
        yield
    except OpenAIError as error:
        reason = str(error).strip().split("\n")[0][:200]
        # A server may repeat the key it was sent.
        if config.api_key:
            reason = reason.replace(config.api_key, "（密钥）")
        raise EncoderCallError(
            f"向量接口 {config.base_url} 调用失败（模型 {config.model}）：{reason}；"
            "请确认服务已启动，地址、模型名和密钥正确。"
        ) from error
    except (TypeError, KeyError, ValueError) as error:
        raise EncoderCallError(
            f"向量接口 {config.base_url} 的回答不合 OpenAI 格式；请确认地址以 /v1 结尾。"
        ) from error
