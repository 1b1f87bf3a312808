"""The small transformer's shape, its texts in blocks, and the loss of its pairs."""

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional
from transformers import ElectraConfig

from embeddings.contextual import PASSAGE_PROMPT, QUESTION_PROMPT

# Tokens after those of the packaged tokenizer, in this order; the rest fills up to a round number.
SPECIAL = ("[MASK]", QUESTION_PROMPT, PASSAGE_PROMPT)
ROUND = 64
MAX_TOKENS = 192
POSITIONS = 256
PADDING = 0
_WIDTH_STEP = 8
# Leads the names of the encoder's weights; those without it belong to the prediction head.
ENCODER_PREFIX = "electra."


def configuration(vocabulary: int, *, plain_attention: bool = False) -> ElectraConfig:
    """The architecture over that many tokens, special ones included.

    Plain attention is what ONNX can be written of, and on processors its second pass is
    faster than the fused one's by a third.
    """
    shape = ElectraConfig(
        vocab_size=-(-vocabulary // ROUND) * ROUND,
        embedding_size=256,
        hidden_size=384,
        num_hidden_layers=6,
        num_attention_heads=6,
        intermediate_size=1536,
        max_position_embeddings=POSITIONS,
        type_vocab_size=1,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        pad_token_id=PADDING,
    )
    if plain_attention:
        shape._attn_implementation = "eager"
    return shape


class Texts:
    """Flat token ids on the device, made into padded blocks of texts of like length."""

    def __init__(self, ids: torch.Tensor, offsets: NDArray[np.int64], first: int) -> None:
        """`first` is the token that leads every text."""
        # A column may be empty: no pair of a batch has a hard negative.
        self._ids = ids if len(ids) else ids.new_zeros(1)
        self._offsets = offsets
        self._first = first

    def blocks(
        self, chosen: NDArray[np.int64], tokens: int
    ) -> Iterator[tuple[NDArray[np.int64], torch.Tensor, torch.Tensor]]:
        """Places in `chosen`, ids (b, width) and which of them are a text's (b, width)."""
        starts = self._offsets[chosen]
        lengths = np.minimum(self._offsets[chosen + 1] - starts, MAX_TOKENS - 1)
        order = np.argsort(-lengths, kind="stable")
        done = 0
        device = self._ids.device
        while done < len(order):
            width = -(-(int(lengths[order[done]]) + 1) // _WIDTH_STEP) * _WIDTH_STEP
            rows = order[done : done + max(1, tokens // width)]
            first = torch.from_numpy(starts[rows]).to(device, non_blocking=True)
            length = torch.from_numpy(lengths[rows]).to(device, non_blocking=True)
            places = torch.arange(width - 1, device=device)
            kept = places < length[:, None]
            index = (first[:, None] + places).clamp(max=max(0, len(self._ids) - 1))
            inner = torch.where(kept, self._ids[index].long(), PADDING)
            lead = torch.full((len(rows), 1), self._first, device=device)
            ids = torch.cat((lead, inner), 1)
            mask = torch.cat((torch.ones_like(lead, dtype=torch.bool), kept), 1)
            yield rows, ids, mask
            done += len(rows)


def ranking_loss(
    anchors: torch.Tensor,
    passages: torch.Tensor,
    scale: float,
    keys: torch.Tensor,
    absent: torch.Tensor,
) -> torch.Tensor:
    """InfoNCE in both directions; rows with an equal key in some column are not compared.

    `anchors` (n, dim) belong to the first n of `passages` (n or 2n, dim), whose
    `keys` are (n or 2n, columns). `absent` (0 or n,) marks those of the second n
    that are not there.
    """
    count = len(anchors)
    logits = anchors @ passages.T * scale
    own = torch.arange(count, device=anchors.device)
    equal = torch.zeros(logits.shape, dtype=torch.bool, device=anchors.device)
    for column in keys.T:
        equal |= column[:count, None] == column[None, :]
    if len(absent):
        equal[:, count:] |= absent[None, :]
    equal[own, own] = False
    logits = logits.masked_fill(equal, -1e4)
    forward = functional.cross_entropy(logits, own)
    return (forward + functional.cross_entropy(logits[:, :count].T, own)) / 2
