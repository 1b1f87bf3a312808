"""The weighted average of two transformers' weights: what was learned anew, with what was known.

    python -m embeddings.training.contextual_average runs/unpacked/model.safetensors \\
        runs/asked/model.safetensors --share 0.2 --output runs/averaged/model.safetensors

A model that was trained on from another lies in the same valley of the loss, so
that their average is often better than either at what both do (Wortsman et al., 2022).
"""

import argparse
import logging
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from embeddings.training.contextual_model import ENCODER_PREFIX
from embeddings.training.contextual_unpack import Weights, save_weights


def average(first: Weights, second: Weights, share: float) -> Weights:
    """`share` of the second's and the rest of the first's, of the encoder's weights alone.

    Raises ValueError where the share is not between 0 and 1, or the two are not of one model.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between 0 and 1: {share}")
    names = {name for name in first if name.startswith(ENCODER_PREFIX)}
    others = {name for name in second if name.startswith(ENCODER_PREFIX)}
    if not names or names != others:
        raise ValueError(f"{len(names ^ others)} weights are in only one of the two models")
    averaged: Weights = {}
    for name in sorted(names):
        if first[name].shape != second[name].shape:
            raise ValueError(f"{name}: {first[name].shape} and {second[name].shape}")
        averaged[name] = (1 - share) * first[name].astype(np.float32) + share * second[name].astype(
            np.float32
        )
    return averaged


def main() -> None:
    """Write the average."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--share", type=float, required=True, help="of the second")
    parser.add_argument("--output", type=Path, default=Path("runs/averaged/model.safetensors"))
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    weights = average(load_file(chosen.first), load_file(chosen.second), chosen.share)
    save_weights(weights, chosen.output)


if __name__ == "__main__":
    main()
