"""From the packaged transformer back to weights that a training can go on from.

    python -m embeddings.training.contextual_unpack --output runs/unpacked/model.safetensors
    python -m embeddings.training.contextual contrast --start runs/unpacked/model.safetensors …

The repository ships seven-bit weights alone; as numbers they are the product's
own, so that a training which starts from them starts at its figures.
"""

import argparse
import logging
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, numpy_helper
from safetensors.numpy import save_file
from transformers import ElectraModel

from embeddings.contextual import WEIGHTS_FILE
from embeddings.encoder import BUILTIN_FOLDER, CONTEXTUAL
from embeddings.training.contextual_model import ENCODER_PREFIX, configuration

Weights = dict[str, NDArray[np.float32]]

TRACED = "_model."
QUANTISED, SCALE, _ZERO = "_quantized", "_scale", "_zero_point"
logger = logging.getLogger(__name__)


def unpack(path: Path) -> Weights:
    """The weights of an ONNX file of `contextual_package`, by the names that training gives them.

    Raises ValueError where a weight's name cannot be told or one is missing (two that were
    equal are stored as one: those of a model that was never trained).
    """
    model = onnx.load(path)
    arrays = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
    weights: Weights = {}
    for name, array in arrays.items():
        if name.startswith(TRACED) and not name.endswith((QUANTISED, SCALE, _ZERO)):
            weights[_trained_name(name)] = array.astype(np.float32)
    names = names_of_products(model)
    for name in arrays:
        if not name.endswith(QUANTISED):
            continue
        plain = name.removesuffix(QUANTISED)
        exact = _exact(arrays, plain)
        if plain.startswith(TRACED):
            weights[_trained_name(plain)] = exact
        else:  # a linear layer's, which was turned over and lost its name
            weights[_trained_name(names[name])] = np.ascontiguousarray(exact.T)
    rows = len(weights[_trained_name(f"{TRACED}embeddings.word_embeddings.weight")])
    wanted = {ENCODER_PREFIX + name for name in ElectraModel(configuration(rows)).state_dict()}
    if missing := sorted(wanted - weights.keys()):
        raise ValueError(f"{path.name} does not name {len(missing)} weights, {missing[0]} first")
    return weights


def _trained_name(name: str) -> str:
    return ENCODER_PREFIX + name.removeprefix(TRACED)


def _exact(arrays: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    """(quantised - zero point) * scale, by column where the scales are."""
    values = arrays[name + QUANTISED].astype(np.float32)
    zero = arrays[name + _ZERO].astype(np.float32)
    return (values - zero) * arrays[name + SCALE].astype(np.float32)


def names_of_products(model: ModelProto) -> dict[str, str]:
    """The name of each multiplied weight: that of the bias which is added to the product."""
    readers: dict[str, list[NodeProto]] = {}
    for node in model.graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    names: dict[str, str] = {}
    for node in model.graph.node:
        if node.op_type != "MatMulInteger":
            continue
        bias = _bias_below(node, readers)
        if bias is None:
            raise ValueError(f"no bias is added to the product {node.name}")
        names[node.input[1]] = bias.removesuffix("bias") + "weight"
    return names


def _bias_below(node: NodeProto, readers: dict[str, list[NodeProto]]) -> str | None:
    """The bias that is added to what the node gives, after conversions and scaling."""
    below = list(readers.get(node.output[0], ()))
    while below:
        reader = below.pop(0)
        if reader.op_type == "Add":
            return next((name for name in reader.input if name.endswith(".bias")), None)
        if reader.op_type in ("Cast", "Mul"):
            below += readers.get(reader.output[0], ())
    return None


def save_weights(weights: Weights, path: Path) -> None:
    """Write weights for a training to go on from; nothing half-written stays at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    save_file(weights, unfinished)
    unfinished.replace(path)
    total = sum(array.size for array in weights.values())
    logger.info("%d weights, %d numbers: %s", len(weights), total, path)


def main() -> None:
    """Write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--packaged", type=Path, default=BUILTIN_FOLDER / CONTEXTUAL / WEIGHTS_FILE)
    parser.add_argument("--output", type=Path, default=Path("runs/unpacked/model.safetensors"))
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    weights = unpack(chosen.packaged)
    save_weights(weights, chosen.output)


if __name__ == "__main__":
    main()
