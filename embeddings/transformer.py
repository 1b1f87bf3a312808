"""Any sentence-transformer, by name or local folder, on CPU or GPU, torch, ONNX or OpenVINO."""

import hashlib
import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path
from pickle import UnpicklingError
from typing import TYPE_CHECKING

import numpy as np

from embeddings.encoder import EncoderConfig, Vectors
from embeddings.errors import EncoderLoadError
from embeddings.prompts import Prompts, choose_prompts

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BACKEND_PACKAGES = {"onnx": ("optimum", "onnxruntime"), "openvino": ("optimum", "openvino")}
# Head and tail of a large weights file, with its size, tell two versions apart in a moment.
_FINGERPRINT_BYTES = 1 << 20
# What the libraries raise for a folder that is not whole, and (AssertionError) for a device that
# this build of torch does not know.
_LOAD_ERRORS = (
    OSError,
    ValueError,
    RuntimeError,
    KeyError,
    TypeError,
    AssertionError,
    EOFError,
    UnpicklingError,
)
_WEIGHT_SUFFIXES = {".safetensors", ".bin", ".onnx", ".xml", ".json", ".txt", ".model"}


class TransformerEncoder:
    """A loaded sentence-transformer with its prompts."""

    def __init__(
        self, model: "SentenceTransformer", prompts: Prompts, fingerprint: str, batch_size: int
    ) -> None:
        """Use `load_transformer`."""
        self._model = model
        self._prompts = prompts
        self._fingerprint = fingerprint
        self._batch_size = batch_size

    @property
    def fingerprint(self) -> str:
        """The model's name with a hash of its files and of its prompts."""
        return self._fingerprint

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def parts(self) -> tuple[int, ...]:
        """One model's."""
        return (self.dim,)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """As `Encoder.encode_queries`."""
        return self._encode(texts, self._prompts.query, show_progress=False)

    def encode_passages(self, texts: Sequence[str], *, show_progress: bool = False) -> Vectors:
        """As `Encoder.encode_passages`."""
        return self._encode(texts, self._prompts.passage, show_progress=show_progress)

    def encode_sentences(self, texts: Sequence[str]) -> Vectors:
        """As questions: one model, one kind of vector."""
        return self.encode_queries(texts)

    def _encode(self, texts: Sequence[str], prompt: str, *, show_progress: bool) -> Vectors:
        if not len(texts):
            return np.empty((0, self.dim), dtype=np.float32)
        vectors = self._model.encode(
            list(texts),
            # The model's own default prompt must not be added to ours.
            prompt=prompt,
            batch_size=self._batch_size,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=show_progress,
        )
        return np.asarray(vectors, dtype=np.float32)


def load_transformer(config: EncoderConfig) -> TransformerEncoder:
    """Load `config.model`; raises EncoderLoadError with the remedy where that fails.

    Without `allow_download` only this machine is searched: the folder of that
    name, then the Hugging Face cache.
    """
    if not config.model:
        raise EncoderLoadError(
            "没有指定句向量模型；请设置 ASSISTANT_ENCODER_MODEL 为模型名或本地文件夹，"
            "或把 ASSISTANT_ENCODER 改为 builtin（自带编码器）。"
        )
    for package in _BACKEND_PACKAGES.get(config.backend, ()):
        if importlib.util.find_spec(package) is None:
            raise EncoderLoadError(
                f"后端 {config.backend} 需要软件包 {package}，本机没有；请安装 "
                f"sentence-transformers[{config.backend}]，"
                "或把 ASSISTANT_ENCODER_BACKEND 改为 torch。"
            )
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer

    folder = _local_folder(config)
    try:
        model = SentenceTransformer(
            str(folder),
            device=config.device,
            backend=config.backend,
            local_files_only=not config.allow_download,
        )
    except (*_LOAD_ERRORS, SafetensorError) as error:
        raise EncoderLoadError(
            f"句向量模型 {config.model} 不能加载（设备 {config.device}，后端 {config.backend}）："
            f"{_first_line(error)}；请检查模型文件夹是否完整（用 git 取来的要运行 "
            "git lfs pull）、设备与后端的设置是否合适。"
        ) from error
    prompts = choose_prompts(config.model, config.query_prompt, config.passage_prompt)
    return TransformerEncoder(model, prompts, _fingerprint(folder, prompts), config.batch_size)


def _local_folder(config: EncoderConfig) -> Path:
    """The folder of the model's files, downloaded only where that is allowed."""
    if Path(config.model).is_dir():
        return Path(config.model)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        path = snapshot_download(config.model, local_files_only=not config.allow_download)
    except (LocalEntryNotFoundError, HFValidationError, HfHubHTTPError, OSError) as error:
        name = config.model.rstrip("/").split("/")[-1]
        tried = "下载失败" if config.allow_download else "本机没有，且没有允许下载"
        raise EncoderLoadError(
            f"找不到句向量模型 {config.model}：{tried}。请在能上网的机器上运行 "
            f"hf download {config.model} --local-dir {name}，把文件夹 {name} 拷到本机，"
            f"再设置 ASSISTANT_ENCODER_MODEL 为该文件夹的路径；"
            "本机能上网时，也可设置 ASSISTANT_ALLOW_DOWNLOAD=true。"
        ) from error
    return Path(path)


def _fingerprint(folder: Path, prompts: Prompts) -> str:
    digest = hashlib.sha256(json.dumps([prompts.query, prompts.passage]).encode())
    for path in sorted(folder.rglob("*")):
        if path.suffix not in _WEIGHT_SUFFIXES or not path.is_file():
            continue
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}:{size}".encode())
        with path.open("rb") as file:
            digest.update(file.read(_FINGERPRINT_BYTES))
            file.seek(max(0, size - _FINGERPRINT_BYTES))
            digest.update(file.read(_FINGERPRINT_BYTES))
    return f"{folder.name}-{digest.hexdigest()[:12]}"


def _first_line(error: Exception) -> str:
    said = str(error).strip() or type(error).__name__
    return said.split("\n")[0][:200]
