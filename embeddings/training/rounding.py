"""Rounds the packaged transformer's weights so that what its layers give stays (GPTQ).

Rounded to the nearest of the same steps, weights that were trained on from packaged
ones come back to where they were: each lay on a step, and moved by less than half
of one. So steps are taken on which the weights do not lie, and the error of a
rounded weight is made good by those not yet rounded, as far as the layer's
readings of real texts go together (Frantar et al., 2023).
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from transformers import ElectraModel

from embeddings.training.carried import PAIRS
from embeddings.training.contextual_model import Texts
from embeddings.training.contextual_unpack import QUANTISED, SCALE, TRACED, names_of_products
from embeddings.training.store import PairStore

# Steps from zero to the largest weight: seven bits, and a few less where those are used already.
_MOST = (64, 62, 60, 58)
_APART = 0.2  # of a step on average: a quarter where weights lie anywhere, none where on steps
_PAIRS_READ = 768
_TOKENS_A_BLOCK = 4096
_DAMPING = 0.01  # of the mean of the readings' squares

Block = tuple[torch.Tensor, torch.Tensor]


def texts_to_read(data: Path, question: int, passage: int) -> Iterator[Block]:
    """Ids and mask (b, width) of questions and passages of what was carried, evenly drawn."""
    store = PairStore.open(data / PAIRS)
    ids = torch.from_numpy(np.asarray(store.ids, dtype=np.int32))
    drawn = np.linspace(0, len(store) - 1, min(_PAIRS_READ, len(store))).astype(np.int64)
    for column, lead in ((store.anchors, question), (store.positives, passage)):
        texts = Texts(ids, np.asarray(store.offsets), lead)
        for _, block, mask in texts.blocks(
            np.asarray(column, dtype=np.int64)[drawn], _TOKENS_A_BLOCK
        ):
            yield block, mask


def readings(model: ElectraModel, blocks: Iterable[Block]) -> dict[str, torch.Tensor]:
    """What each linear layer reads: the sum of x xᵀ over all tokens, (in, in), by its name."""
    sums: dict[str, torch.Tensor] = {}
    kept = torch.ones(0, dtype=torch.bool)

    def watch(name: str) -> Callable[[nn.Module, tuple[torch.Tensor, ...]], None]:
        def add(_: nn.Module, given: tuple[torch.Tensor, ...]) -> None:
            read = given[0][kept].double()
            sums[name] = sums.get(name, 0) + read.T @ read

        return add

    layers = [(name, each) for name, each in model.named_modules() if isinstance(each, nn.Linear)]
    hooks = [layer.register_forward_pre_hook(watch(name)) for name, layer in layers]
    try:
        with torch.no_grad():
            for ids, mask in blocks:
                kept = mask
                model(input_ids=ids, attention_mask=mask)
    finally:
        for hook in hooks:
            hook.remove()
    return sums


def steps_for(weight: torch.Tensor) -> torch.Tensor:
    """The step of each row (out,) of a weight (out, in), such that it does not lie on steps."""
    largest = weight.abs().amax(1).clamp(min=1e-12)
    for most in _MOST:
        step = largest / most
        places = weight / step[:, None]
        if (places - places.round()).abs().mean() >= _APART:
            return step
    return largest / _MOST[0]


def round_for(weight: torch.Tensor, step: torch.Tensor, read: torch.Tensor) -> torch.Tensor:
    """Whole numbers (out, in) of steps (out,), so that weight (out, in) gives nearly the same.

    `read` (in, in) is the sum of x xᵀ of what the layer reads.
    """
    damped = read + _DAMPING * read.diagonal().mean() * torch.eye(len(read), dtype=read.dtype)
    order = damped.diagonal().argsort(descending=True)
    inverse = torch.cholesky_inverse(torch.linalg.cholesky(damped[order][:, order]))
    spread = torch.linalg.cholesky(inverse, upper=True)
    left = weight[:, order].double()
    rounded = torch.empty_like(left)
    for place in range(len(order)):
        rounded[:, place] = (left[:, place] / step).round().clamp(-_MOST[0], _MOST[0])
        error = (left[:, place] - rounded[:, place] * step) / spread[place, place]
        left[:, place:] -= error[:, None] * spread[place, place:]
    result = torch.empty_like(rounded)
    result[:, order] = rounded
    return result


def round_packed(path: Path, model: ElectraModel, read: dict[str, torch.Tensor]) -> None:
    """Put the linear layers of the packed model at `path` by their readings.

    Raises ValueError where a packed weight's layer cannot be told.
    """
    packed = onnx.load(path)
    names = names_of_products(packed)
    tensors = {each.name: each for each in packed.graph.initializer}
    layers = dict(model.named_modules())
    for name, trained in names.items():
        layer_name = trained.removeprefix(TRACED).removesuffix(".weight")
        weight = layers[layer_name].get_parameter("weight").detach().double()
        steps = steps_for(weight)
        rounded = round_for(weight, steps, read[layer_name])
        scale = name.removesuffix(QUANTISED) + SCALE
        for target, values in (
            (name, rounded.T.contiguous().numpy().astype(np.int8)),
            (scale, steps.numpy().astype(np.float32)),
        ):
            tensors[target].CopyFrom(numpy_helper.from_array(values, target))
    onnx.save(packed, path)
