"""Passages that the transformer itself ranks high for a question and that are not right.

Learning against what the model mistakes, not against any other passage (Xiong et al., 2021).
"""

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from tqdm import tqdm

from embeddings.training.store import PairStore

NEAREST = 64
DEPTH = 24
MARGIN = 0.95
_ROWS_A_BLOCK = 2048

Encode = Callable[[NDArray[np.int32]], torch.Tensor]


def hard_negatives(
    store: PairStore,
    encode_anchors: Encode,
    encode_passages: Encode,
    rows: NDArray[np.int64] | None = None,
) -> NDArray[np.int32]:
    """For each pair a text number: the given negative, or one drawn from its wrong passages.

    Where `rows` are given, for these pairs alone, from their own passages.
    Drawn from the first `DEPTH` wrong ones among the `NEAREST`; -1 for none. Wrong is what
    belongs to another document and is less than `MARGIN` times as near as the right
    passage: what is nearer than that is often right too. The functions give unit
    vectors (n, dim) of text numbers, on one device.
    """
    asked = np.arange(len(store)) if rows is None else rows
    anchors, anchor_of = np.unique(np.asarray(store.anchors)[asked], return_inverse=True)
    passages, passage_of = np.unique(np.asarray(store.positives)[asked], return_inverse=True)
    asking, answers = encode_anchors(anchors).bfloat16(), encode_passages(passages).bfloat16()
    device = answers.device
    docs_of = np.zeros(len(passages), dtype=np.int64)
    docs_of[passage_of] = np.asarray(store.docs)[asked]
    docs = torch.from_numpy(docs_of).to(device)
    generator = torch.Generator(device).manual_seed(2)
    found = np.array(store.negatives, dtype=np.int32)
    # A text that is its own anchor is asked by a span of itself, which is drawn later.
    alone = np.asarray(store.anchors) == np.asarray(store.positives)
    order = np.flatnonzero((~alone & (found < 0))[asked])
    nearest = min(NEAREST, len(passages))
    for start in tqdm(range(0, len(order), _ROWS_A_BLOCK), desc="hard negatives", mininterval=15):
        places = order[start : start + _ROWS_A_BLOCK]
        right = torch.from_numpy(passage_of[places]).to(device)
        queries = asking[torch.from_numpy(anchor_of[places]).to(device)]
        best = (queries @ answers.T).topk(nearest)
        own = (queries.float() * answers[right].float()).sum(1, keepdim=True)
        wrong = (docs[best.indices] != docs[right][:, None]) & (best.values < MARGIN * own)
        wrong &= wrong.cumsum(1) <= DEPTH
        chance = torch.rand(wrong.shape, device=device, generator=generator)
        drawn = (chance * wrong).max(1)
        wrong_ones = best.indices.gather(1, drawn.indices[:, None])[:, 0]
        chosen = passages[wrong_ones.cpu().numpy()]
        found[asked[places]] = np.where(drawn.values.cpu().numpy() > 0, chosen, -1)
    return found
