"""The built-in transformer, run by ONNX Runtime: a text's vector from reading it in context.

It shares the static model's tokenizer. One token leads every text and says
whether it is a question or a passage.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import EncoderLoadError, require_files

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS_FILE = "model.onnx"
CONFIG_FILE = "config.json"
# The leading tokens of questions and passages, as they are written in a prompt.
QUESTION_PROMPT, PASSAGE_PROMPT = "[Q]", "[P]"
_UNKNOWN_TOKEN = 0
# Tokens run at a time; texts of like length together, so that little is padded.
_TOKENS_A_BLOCK = 2048
_TEXTS_A_ROUND = 1024

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ContextualConfig:
    """What the folder's config.json says: leading tokens, the longest text, and the vector.

    `share` is that of the transformer in the cosine of two texts, beside the
    static model's. `fingerprint` names both models together.
    """

    question_token: int
    passage_token: int
    max_tokens: int
    dim: int
    share: float
    fingerprint: str


class ContextualEncoder:
    """Mean of the last states of a small transformer, of unit length."""

    def __init__(
        self, session: "InferenceSession", tokenizer: "Tokenizer", config: ContextualConfig
    ) -> None:
        """Use `load_contextual`."""
        self._session = session
        self._tokenizer = tokenizer
        self.config = config

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, (len(texts), dim); a text without any known token gives zeros."""
        return self._encode(texts, self.config.question_token, show_progress=False)

    def encode_passages(self, texts: Sequence[str], *, show_progress: bool = False) -> Vectors:
        """Vectors of passages; what is beyond `max_tokens` is not read."""
        return self._encode(texts, self.config.passage_token, show_progress=show_progress)

    def _encode(self, texts: Sequence[str], first: int, *, show_progress: bool) -> Vectors:
        from tqdm import tqdm

        result = np.zeros((len(texts), self.config.dim), dtype=np.float32)
        # What is left of a bar would stand between the lines that follow: it goes when it is full.
        bar = tqdm(
            total=len(texts), disable=not show_progress, desc="编码段落", unit="段", leave=False
        )
        with bar:
            for start in range(0, len(texts), _TEXTS_A_ROUND):
                part = list(texts[start : start + _TEXTS_A_ROUND])
                encodings = self._tokenizer.encode_batch_fast(part, add_special_tokens=False)
                ids = [encoding.ids[: self.config.max_tokens - 1] for encoding in encodings]
                known = [row for row, each in enumerate(ids) if any(each)]
                for rows in _blocks(known, [len(each) for each in ids]):
                    result[start + np.array(rows)] = self._run([ids[row] for row in rows], first)
                bar.update(len(part))
        return result

    def _run(self, ids: Sequence[Sequence[int]], first: int) -> Vectors:
        width = 1 + max(map(len, ids))
        tokens = np.full((len(ids), width), _UNKNOWN_TOKEN, dtype=np.int64)
        mask = np.zeros((len(ids), width), dtype=np.int64)
        for row, each in enumerate(ids):
            tokens[row, 0] = first
            tokens[row, 1 : len(each) + 1] = each
            mask[row, : len(each) + 1] = 1
        (vectors,) = self._session.run(None, {"input_ids": tokens, "attention_mask": mask})
        return np.asarray(vectors, dtype=np.float32)


def _blocks(rows: list[int], lengths: Sequence[int]) -> list[list[int]]:
    """Rows cut into blocks of like lengths, longest first, each of `_TOKENS_A_BLOCK` at most."""
    blocks: list[list[int]] = []
    for row in sorted(rows, key=lambda row: -lengths[row]):
        if not blocks or (len(blocks[-1]) + 1) * (lengths[blocks[-1][0]] + 1) > _TOKENS_A_BLOCK:
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def load_contextual(folder: Path, tokenizer: "Tokenizer") -> ContextualEncoder:
    """The transformer of a folder; raises EncoderLoadError where it is incomplete or damaged."""
    require_files(folder, (WEIGHTS_FILE, CONFIG_FILE))
    config = ContextualConfig(**json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8")))
    return ContextualEncoder(_session(folder / WEIGHTS_FILE), tokenizer, config)


def _session(path: Path) -> "InferenceSession":
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    # Threads that spin between questions would keep a server's processors busy.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # The arena keeps what the largest block needed; without it memory goes back.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime has no common class of errors of its own
        raise EncoderLoadError(
            f"自带编码器的文件 {path} 不能加载（{str(error).splitlines()[0][:200]}）；"
            "请从原始代码仓库恢复它；处理器过旧时，把 ASSISTANT_ENCODER 改为 builtin-static。"
        ) from error
