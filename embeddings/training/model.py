"""The model while it trains: token vectors that share the vectors of their smaller pieces.

Like fastText (Bojanowski et al., 2017), a piece's vector is its own plus those
of the shorter pieces inside it, so that a rare piece starts from its
characters. After training the sum is folded into one vector a piece.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import torch
from scipy import sparse
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer

from embeddings.training.pieces import PieceParts, inner_parts

INITIAL_DEVIATION = 0.1
# SciPy's products release the interpreter's lock but use one core each.
_POOL = ThreadPoolExecutor(thread_name_prefix="product")
_UNKNOWN_TOKEN = 0
# A piece has parts of two characters, which have parts of one.
LONGEST_CHAIN = 2


class _Multiply(torch.autograd.Function):
    """A constant sparse matrix times a dense one, by SciPy."""

    @staticmethod
    def forward(ctx: Any, dense: torch.Tensor, matrix: Any) -> torch.Tensor:
        ctx.transposed = matrix.T.tocsr()
        return torch.from_numpy(_product(matrix, dense.detach().numpy()))

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor, None]:
        gradient = gradients[0].contiguous().numpy()
        return torch.from_numpy(_product(ctx.transposed, gradient)), None


def _product(matrix: sparse.csr_matrix, dense: np.ndarray) -> np.ndarray:
    """`matrix @ dense`, each of torch's threads doing rows with as many entries as the others."""
    count = torch.get_num_threads()
    shares = np.linspace(0, matrix.nnz, count + 1)[1:-1]
    ends = [0, *np.searchsorted(matrix.indptr, shares).tolist(), matrix.shape[0]]
    result = np.empty((matrix.shape[0], dense.shape[1]), dtype=dense.dtype)

    def multiply(start: int, end: int) -> None:
        result[start:end] = matrix[start:end] @ dense

    list(_POOL.map(multiply, ends[:-1], ends[1:]))
    return result


def _multiply(dense: torch.Tensor, matrix: Any) -> torch.Tensor:
    product: torch.Tensor = _Multiply.apply(dense, matrix)  # type: ignore[no-untyped-call]  # torch's apply has no types
    return product


def part_matrix(parts: PieceParts) -> sparse.csr_matrix:
    """(V, V) float32: what each piece takes from its parts; n parts weigh 1/sqrt(n) each."""
    lengths = np.diff(parts.offsets)
    values = np.repeat(1.0 / np.sqrt(np.maximum(lengths, 1)), lengths).astype(np.float32)
    size = len(lengths)
    return sparse.csr_matrix((values, parts.parts, parts.offsets), shape=(size, size))


class ComposedStaticEmbedding(StaticEmbedding):
    """StaticEmbedding whose rows are composed of parts; `folded()` is what is packaged."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        dim: int,
        *,
        compose: bool,
        seed: int,
    ) -> None:
        """Random normal vectors; a composed piece's own vector starts at a tenth of them."""
        generator = torch.Generator().manual_seed(seed)
        vocabulary = tokenizer.get_vocab()
        weights = torch.randn(len(vocabulary), dim, generator=generator) * INITIAL_DEVIATION
        self._matrix: sparse.csr_matrix | None = None
        if compose:
            parts = inner_parts(vocabulary, _UNKNOWN_TOKEN)
            weights[torch.from_numpy(np.diff(parts.offsets) > 0)] *= 0.1
        super().__init__(tokenizer, embedding_weights=weights)
        if compose:
            identity = sparse.identity(len(vocabulary), dtype=np.float32, format="csr")
            self._matrix = (identity + part_matrix(parts)).tocsr()
        self._cached: torch.Tensor | None = None
        # Gradients come once a step, before the optimiser changes the vectors.
        weight: Any = self.embedding.weight
        weight.register_post_accumulate_grad_hook(self._forget)

    def table(self) -> torch.Tensor:
        """The composed token vectors, (V, dim); computed once a step."""
        if self._matrix is None:
            return self.embedding.weight
        if self._cached is None or self._cached.requires_grad != torch.is_grad_enabled():
            self._cached = _multiply(self.embedding.weight, self._matrix)
        return self._cached

    def _forget(self, *_: object) -> None:
        self._cached = None

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        """Mean of the composed vectors of the tokens of each text."""
        ids = features["input_ids"].numpy().astype(np.int32)
        ends = np.append(features["offsets"].numpy(), len(ids))
        lengths = np.diff(ends)
        values = np.repeat(1.0 / np.maximum(lengths, 1), lengths).astype(np.float32)
        matrix = sparse.csr_matrix((values, ids, ends), shape=(len(lengths), self.num_embeddings))
        vectors = _multiply(self.table(), matrix)
        features["sentence_embedding"] = vectors
        return features

    def train(self, mode: bool = True) -> "ComposedStaticEmbedding":
        """Switch modes; the composed table of the other mode is forgotten."""
        self._cached = None
        super().train(mode)
        return self

    def start_from(self, folded: np.ndarray) -> None:
        """Set the vectors so that `folded()` is `folded`, (V, dim), but for the unknown token."""
        own = folded.astype(np.float32)
        if self._matrix is not None:
            parts = self._matrix - sparse.identity(len(folded), dtype=np.float32, format="csr")
            # A piece's parts are shorter than itself: right from the shortest upwards.
            for _ in range(LONGEST_CHAIN):
                own = folded - parts @ own
        with torch.no_grad():
            self.embedding.weight.copy_(torch.from_numpy(np.ascontiguousarray(own)))
        self._cached = None

    def folded(self) -> np.ndarray:
        """The learned token vectors, (V, dim) float32; the unknown token's is zero."""
        with torch.no_grad():
            table = self.table().detach().numpy().copy()
        table[_UNKNOWN_TOKEN] = 0.0
        return table
