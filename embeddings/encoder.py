"""Texts to vectors: one protocol, the built-in encoder, and the choice among encoders.

The built-in model is two: a static embedding, which needs NumPy and `tokenizers`
alone, and a small transformer, run by ONNX Runtime. Other encoders load their
libraries when they are first asked for.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import RESTORE, EncoderLoadError, require_files

if TYPE_CHECKING:
    from model2vec import StaticModel
    from tokenizers import Tokenizer

    from embeddings.contextual import ContextualEncoder

BUILTIN_FOLDER = Path(__file__).parent / "builtin"
CONTEXTUAL = "contextual"  # folder of the transformer inside the built-in one
# From this many texts on, decoding the whole table once is cheaper than row by row.
_DECODE_TABLE_FROM = 2000
_BATCH = 1024

Vectors = NDArray[np.float32]
EncoderKind = Literal["builtin", "builtin-static", "sentence-transformer", "openai"]


class Encoder(Protocol):
    """Anything that turns texts into vectors of unit length.

    `fingerprint` names the model and its weights: vectors of different
    fingerprints are never compared. `dim` is the length of a vector.
    """

    @property
    def fingerprint(self) -> str:
        """Name and version of the weights."""

    @property
    def dim(self) -> int:
        """Length of a vector."""

    @property
    def parts(self) -> tuple[int, ...]:
        """Lengths of the vectors of the models that stand side by side; (dim,) of one model."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, (len(texts), dim) float32, rows of unit length.

        A text without any known token gets a row of zeros; () gives (0, dim).
        """

    def encode_passages(self, texts: Sequence[str], *, show_progress: bool = False) -> Vectors:
        """Vectors of passages; as `encode_queries`, with the passage prompt where there is one."""

    def encode_sentences(self, texts: Sequence[str]) -> Vectors:
        """Vectors of sentences and of a question, to be compared with one another alone.

        Dozens are made for each question, so an encoder may give cheaper ones here,
        of another length than `dim`.
        """


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """Which encoder, and how it runs; the service makes this from the settings.

    `model` is a name or folder ("" for the built-in one); `builtin-static` is the
    built-in one without its transformer. Prompts of None are
    looked up in `prompts.KNOWN_PROMPTS`. `allow_download` permits the network
    for a model that is not on this machine. `cache` is the file in which
    vectors of passages are kept (None: not kept).
    """

    kind: EncoderKind = "builtin"
    model: str = ""
    backend: Literal["torch", "onnx", "openvino"] = "torch"
    device: str = "cpu"
    query_prompt: str | None = None
    passage_prompt: str | None = None
    base_url: str = ""
    api_key: str = ""
    allow_download: bool = False
    batch_size: int = 64
    timeout_seconds: float = 30.0
    cache: Path | None = None


class StaticEncoder:
    """A static embedding through model2vec: the mean of the vectors of a text's pieces."""

    def __init__(self, model: "StaticModel", fingerprint: str) -> None:
        """Wrap a loaded model; use `load_static`."""
        self._model = model
        self._decoded: StaticModel | None = None
        self._fingerprint = fingerprint

    @property
    def fingerprint(self) -> str:
        """Name and hash of the weights and the tokenizer."""
        return self._fingerprint

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._model.dim)

    @property
    def parts(self) -> tuple[int, ...]:
        """One model's."""
        return (self.dim,)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """As the protocol says; about 0.06 ms a question."""
        return self._encode(self._model, texts, show_progress=False)

    def encode_sentences(self, texts: Sequence[str]) -> Vectors:
        """The same vectors as everywhere."""
        return self.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str], *, show_progress: bool = False) -> Vectors:
        """As the protocol says, in batches on all cores."""
        model = self._model if len(texts) < _DECODE_TABLE_FROM else self._table_model()
        return self._encode(model, texts, show_progress=show_progress)

    @property
    def tokenizer(self) -> "Tokenizer":
        """What cuts text into the model's pieces."""
        tokenizer: Tokenizer = self._model.tokenizer
        return tokenizer

    def _encode(
        self, model: "StaticModel", texts: Sequence[str], *, show_progress: bool
    ) -> Vectors:
        if not len(texts):
            return np.empty((0, self.dim), dtype=np.float32)
        # model2vec's own threads set an environment variable; the tokenizer's are enough.
        vectors = model.encode(
            list(texts),
            normalize=True,
            batch_size=_BATCH,
            show_progress_bar=show_progress,
            use_multiprocessing=False,
        )
        return np.asarray(vectors, dtype=np.float32)

    def _table_model(self) -> "StaticModel":
        """The same model with its rows decoded to float32, kept once made."""
        if self._model.weights is None:
            return self._model
        if self._decoded is None:
            table = self._model.embedding * self._model.weights[:, None]
            self._decoded = type(self._model)(
                table.astype(np.float32, copy=False),
                _Shared(self._model.tokenizer),  # type: ignore[arg-type]  # it is only copied
                normalize=True,
                max_length=None,
            )
        return self._decoded


class _Shared:
    """A tokenizer that model2vec uses as it is: its own copy of it would cost 100 MB."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        self._tokenizer = tokenizer

    def get_vocab(self) -> dict[str, int]:
        """The tokenizer's vocabulary."""
        return self._tokenizer.get_vocab()

    def __deepcopy__(self, memo: dict[int, object]) -> "Tokenizer":
        return self._tokenizer


class BuiltinEncoder:
    """The static vector and the transformer's side by side, each with its share of the cosine."""

    def __init__(self, static: StaticEncoder, contextual: "ContextualEncoder") -> None:
        """Use `load_builtin`."""
        self._static = static
        self._contextual = contextual

    @property
    def fingerprint(self) -> str:
        """Name and hash of the files of both models."""
        return self._contextual.config.fingerprint

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._static.dim + self._contextual.config.dim

    @property
    def parts(self) -> tuple[int, ...]:
        """The lengths of the static vector and of the transformer's."""
        return self._static.dim, self._contextual.config.dim

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """As the protocol says; a few milliseconds a question."""
        return self._joined(
            self._static.encode_queries(texts), self._contextual.encode_queries(texts)
        )

    def encode_passages(self, texts: Sequence[str], *, show_progress: bool = False) -> Vectors:
        """As the protocol says, in blocks on all cores."""
        return self._joined(
            self._static.encode_passages(texts),
            self._contextual.encode_passages(texts, show_progress=show_progress),
        )

    def encode_sentences(self, texts: Sequence[str]) -> Vectors:
        """The static vectors alone, (len(texts), the static model's dim)."""
        return self._static.encode_queries(texts)

    def _joined(self, static: Vectors, contextual: Vectors) -> Vectors:
        return side_by_side(static, contextual, self._contextual.config.share)


def side_by_side(static: Vectors, contextual: Vectors, share: float) -> Vectors:
    """Unit vectors (n, a) and (n, b) as ones of (n, a + b); `share` of a cosine is the second's."""
    weights = np.sqrt(np.array((1 - share, share), dtype=np.float32))
    return np.hstack((static * weights[0], contextual * weights[1]))


def load_builtin(folder: Path = BUILTIN_FOLDER) -> BuiltinEncoder | StaticEncoder:
    """The shipped encoder; a folder without a transformer in it gives the static one alone.

    Raises EncoderLoadError where the folder is incomplete or damaged.
    """
    static = load_static(folder)
    if not (folder / CONTEXTUAL).is_dir():
        return static
    from embeddings.contextual import load_contextual

    return BuiltinEncoder(static, load_contextual(folder / CONTEXTUAL, static.tokenizer))


def load_static(folder: Path = BUILTIN_FOLDER) -> StaticEncoder:
    """The static embedding alone; raises EncoderLoadError where its folder is not whole."""
    from model2vec import StaticModel
    from safetensors import SafetensorError
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    require_files(folder, ("model.safetensors", "tokenizer.json", "config.json"))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = folder / "model.safetensors"
    # `from_pretrained` imports the hub's client first: 80 MB and half of the start's time.
    try:
        tensors = load_file(weights)
    except SafetensorError as error:
        raise EncoderLoadError(
            f"自带编码器的文件 {weights} 已损坏（{error}）；{RESTORE}"
        ) from error
    model = StaticModel(
        tensors["embeddings"],
        _Shared(Tokenizer.from_file(str(folder / "tokenizer.json"))),  # type: ignore[arg-type]  # likewise
        normalize=bool(config.get("normalize", True)),
        weights=tensors.get("weights"),
        token_mapping=tensors.get("mapping"),
        max_length=config.get("max_length"),
    )
    return StaticEncoder(model, config["fingerprint"])


def _builtin_folder(model: str) -> Path:
    """The folder of a model of our kind; raises EncoderLoadError where another is named."""
    if not model:
        return BUILTIN_FOLDER
    config = Path(model, "config.json")
    if not config.is_file() or b'"fingerprint"' not in config.read_bytes():
        raise EncoderLoadError(
            f"ASSISTANT_ENCODER_MODEL 指的 {model} 不是自带编码器的文件夹；"
            "它若是句向量模型，请再设置 ASSISTANT_ENCODER=sentence-transformer，"
            "是向量接口的模型名则设置 ASSISTANT_ENCODER=openai；"
            "要用自带编码器，请取消 ASSISTANT_ENCODER_MODEL。"
        )
    return Path(model)


def load_encoder(config: EncoderConfig) -> Encoder:
    """The encoder that the configuration names; raises EncoderLoadError with the remedy."""
    encoder: Encoder
    if config.kind in ("builtin", "builtin-static"):
        load = load_builtin if config.kind == "builtin" else load_static
        encoder = load(_builtin_folder(config.model))
    elif config.kind == "sentence-transformer":
        from embeddings.transformer import load_transformer

        encoder = load_transformer(config)
    else:
        from embeddings.endpoint import EndpointEncoder

        encoder = EndpointEncoder(config)
    if config.cache is None:
        return encoder
    from embeddings.cache import CachedEncoder

    return CachedEncoder(encoder, config.cache)
