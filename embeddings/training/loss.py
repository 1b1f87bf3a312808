"""The ranking loss for batches of thousands of pairs, in which some texts must not be compared.

The value is that of sentence-transformers' MultipleNegativesRankingLoss in both
directions (InfoNCE; van den Oord et al., 2018), but comparisons of pairs that
share a document or a text are left out, products are taken in bfloat16, and the
gradient is computed with the value, so that a batch of 16,384 needs one matrix
of that size and not six.
"""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

ROWS_A_BLOCK = 1024

Places = tuple[NDArray[np.int64], NDArray[np.int64]]


def equal_places(keys: NDArray[np.int64]) -> Places:
    """Row and column of every two different rows of `keys` (n, any) that agree in some column.

    In order of the row.
    """
    rows: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    columns: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    for values in keys.T:
        order = np.argsort(values, kind="stable")
        ends = np.flatnonzero(np.diff(values[order])) + 1
        for group in np.split(order, ends):
            if len(group) > 1:
                first, second = np.meshgrid(group, group, indexing="ij")
                different = first != second
                rows.append(first[different])
                columns.append(second[different])
    found = np.concatenate(rows)
    by_row = np.argsort(found, kind="stable")
    return found[by_row], np.concatenate(columns)[by_row]


class _BothDirections(torch.autograd.Function):
    """Mean of anchor → positive and positive → anchor InfoNCE of unit vectors (n, dim)."""

    @staticmethod
    def forward(
        ctx: Any, anchors: torch.Tensor, positives: torch.Tensor, scale: float, left_out: Places
    ) -> torch.Tensor:
        count = len(anchors)
        right = (anchors * positives).sum(1) * scale
        short_anchors, short_positives = anchors.bfloat16(), positives.bfloat16()
        turned = short_positives.T.contiguous()
        rows, columns = left_out
        by_anchor, by_positive = torch.empty(count), torch.zeros(count)
        blocks: list[torch.Tensor] = []
        for start in range(0, count, ROWS_A_BLOCK):
            block = (short_anchors[start : start + ROWS_A_BLOCK] @ turned).float()
            # Cosines are at most 1: exp(scale * (cosine - 1)) cannot overflow.
            block.mul_(scale).sub_(scale).exp_()
            own = torch.arange(len(block))
            block[own, own + start] = torch.exp(right[start : start + len(block)] - scale)
            first, last = np.searchsorted(rows, (start, start + len(block)))
            places = torch.from_numpy(rows[first:last] - start)
            block[places, torch.from_numpy(columns[first:last])] = 0.0
            by_anchor[start : start + len(block)] = block.sum(1)
            by_positive += block.sum(0)
            blocks.append(block)
        loss = (by_anchor.log() + by_positive.log()).mean() / 2 + scale - right.mean()
        to_anchors, to_positives = torch.empty_like(anchors), torch.zeros_like(positives)
        for number, start in enumerate(range(0, count, ROWS_A_BLOCK)):
            block = blocks[number]
            blocks[number] = turned[:0]
            share = block / by_anchor[start : start + len(block), None] + block / by_positive
            own = torch.arange(len(block))
            share[own, own + start] -= 2.0
            short = share.bfloat16()
            to_anchors[start : start + len(block)] = (short @ short_positives).float()
            to_positives += (short.T @ short_anchors[start : start + len(block)]).float()
        factor = scale / (2 * count)
        ctx.gradients = to_anchors * factor, to_positives * factor
        return loss

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[Any, ...]:
        to_anchors, to_positives = ctx.gradients
        return to_anchors * gradients[0], to_positives * gradients[0], None, None


class LargeBatchRankingLoss(MultipleNegativesRankingLoss):
    """MultipleNegativesRankingLoss in both directions that leaves out what the labels forbid."""

    def __init__(self, model: SentenceTransformer, scale: float = 20.0) -> None:
        """`scale` is the inverse of the temperature."""
        super().__init__(
            model,
            scale=scale,
            directions=("query_to_doc", "doc_to_query"),
            partition_mode="per_direction",
        )

    def compute_loss_from_embeddings(
        self, embeddings: list[torch.Tensor], labels: torch.Tensor
    ) -> torch.Tensor:
        """The loss of anchors and positives (n, dim).

        `labels` (n, any) are keys: two pairs that have the same key in a column
        are not compared. Hard negatives cannot be given: ValueError.
        """
        if len(embeddings) != 2:
            raise ValueError(f"anchors and positives only, not {len(embeddings)} columns")
        anchors, positives = (torch.nn.functional.normalize(each, dim=1) for each in embeddings)
        return both_directions(anchors, positives, self.scale, labels)


def both_directions(
    anchors: torch.Tensor, positives: torch.Tensor, scale: float, labels: torch.Tensor
) -> torch.Tensor:
    """The loss of unit vectors (n, dim); rows with an equal key in `labels` are not compared."""
    left_out = equal_places(labels.numpy())
    loss: torch.Tensor = _BothDirections.apply(anchors, positives, scale, left_out)  # type: ignore[no-untyped-call]  # torch's apply has no types
    return loss
