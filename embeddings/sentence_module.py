"""The built-in transformer as a module of sentence-transformers.

`SentenceTransformer("embeddings/builtin/contextual", trust_remote_code=True)` loads it: the
library asks for that consent wherever a model names a class outside its own package.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from sentence_transformers.base.modules.input_module import InputModule

from embeddings.contextual import QUESTION_PROMPT, ContextualEncoder, load_contextual


class ContextualModule(InputModule):
    """Texts led by the prompt [Q] or [P] to the transformer's vectors (b, dim); not trainable."""

    def __init__(self, encoder: ContextualEncoder) -> None:
        """Wrap a loaded encoder."""
        super().__init__()  # type: ignore[no-untyped-call]  # the library's base has no types
        self._encoder = encoder

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **_: Any
    ) -> dict[str, Any]:
        """Encode at once: the library's features are tensors, and these are the vectors."""
        asks = prompt == QUESTION_PROMPT
        encode = self._encoder.encode_queries if asks else self._encoder.encode_passages
        return {"sentence_embedding": torch.from_numpy(encode([str(each) for each in inputs]))}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The features, which hold the vectors already."""
        return features

    def get_embedding_dimension(self) -> int:
        """Length of a vector."""
        return self._encoder.config.dim

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Not offered: the weights are int8 for ONNX Runtime; copy the folder instead."""
        raise NotImplementedError(f"copy the folder of the built-in encoder to {output_path}")

    @classmethod
    def load(cls, model_name_or_path: str, *_: Any, **__: Any) -> "ContextualModule":
        """Read the folder, and the tokenizer of the static model around it."""
        from tokenizers import Tokenizer

        folder = Path(model_name_or_path)
        tokenizer = Tokenizer.from_file(str(folder.resolve().parent / "tokenizer.json"))
        return cls(load_contextual(folder, tokenizer))
