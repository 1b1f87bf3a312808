"""Errors of the embeddings room; every message is Chinese and names the remedy.

EmbeddingsError
├── EncoderLoadError   a model that is not there or cannot be loaded
├── EncoderCallError   an endpoint that failed or answered unusably
├── IndexDamaged       a vector index whose files are missing or do not fit together
├── IndexMismatch      a vector index built by another encoder
└── StoreUnreachable   a vector store on a server that does not answer
"""

from collections.abc import Sequence
from pathlib import Path


class EmbeddingsError(Exception):
    """Base of the errors of this room; `str(error)` is the Chinese message."""


class EncoderLoadError(EmbeddingsError):
    """A model that is not there or cannot be loaded."""


RESTORE = "请重新安装本程序，或从原始代码仓库恢复（用 git lfs 存的先运行 git lfs pull）。"


def require_files(folder: Path, names: Sequence[str]) -> None:
    """Raise EncoderLoadError where a file of the built-in encoder is missing or cut short."""
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise EncoderLoadError(
            f"自带编码器的文件不全：{folder} 中缺少 {'、'.join(missing)}；{RESTORE}"
        )
    for path in (folder / name for name in names if name.endswith(".json")):
        # To parse the tokenizer's here would take as long as loading it.
        if not path.read_bytes().rstrip().endswith(b"}"):
            raise EncoderLoadError(f"自带编码器的文件 {path} 已损坏，不是完整的 JSON；{RESTORE}")


class EncoderCallError(EmbeddingsError):
    """An embeddings endpoint that failed or answered unusably."""


class IndexDamaged(EmbeddingsError):
    """A vector index whose files are missing, truncated or do not fit together."""


class IndexMismatch(EmbeddingsError):
    """A vector index that was built by another encoder than the one in use."""


class StoreUnreachable(EmbeddingsError):
    """A vector store on a server (Milvus) that cannot be reached or refuses."""
