"""Packs the trained transformer for ONNX Runtime: int8 weights, beside the static model.

    python -m embeddings.training.contextual_package --weights runs/contextual/model.safetensors

Weights keep seven bits: on processors without VNNI, eight overflow the sums of
two products (ONNX Runtime's documentation of quantisation).
"""

import argparse
import logging
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional
from transformers import ElectraModel

from embeddings.contextual import (
    CONFIG_FILE,
    PASSAGE_PROMPT,
    QUESTION_PROMPT,
    WEIGHTS_FILE,
    ContextualConfig,
)
from embeddings.encoder import BUILTIN_FOLDER, CONTEXTUAL
from embeddings.training.contextual_model import (
    ENCODER_PREFIX,
    MAX_TOKENS,
    SPECIAL,
    configuration,
)
from embeddings.training.package import fingerprint_of, write_json
from embeddings.training.rounding import Block, readings, round_packed, texts_to_read

SHARE = 0.5
_MODULE = "embeddings.sentence_module.ContextualModule"
logger = logging.getLogger(__name__)


class _Pooled(nn.Module):
    """Token ids and mask (b, width) to unit vectors (b, 384)."""

    def __init__(self, model: ElectraModel) -> None:
        super().__init__()
        self._model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        states: torch.Tensor = self._model(
            input_ids=input_ids, attention_mask=attention_mask
        ).last_hidden_state
        weights = attention_mask[:, :, None].float()
        return functional.normalize((states * weights).sum(1) / weights.sum(1), dim=1)


def load_trained(weights: Path, vocabulary: int) -> ElectraModel:
    """The encoder that `embeddings.training.contextual` saved, without its prediction head."""
    model = ElectraModel(configuration(vocabulary + len(SPECIAL), plain_attention=True))
    state = load_file(weights)
    model.load_state_dict(
        {
            name.removeprefix(ENCODER_PREFIX): value.float()
            for name, value in state.items()
            if name.startswith(ENCODER_PREFIX)
        }
    )
    model.train(False)
    return model


def export(model: ElectraModel, target: Path, blocks: Iterable[Block] = ()) -> None:
    """Write the model as ONNX with int8 weights; nothing half-written stays at `target`.

    Weights are rounded by what the layers read of `blocks`; without any, to the nearest step.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ids = torch.ones(2, 16, dtype=torch.long)
    batch, width = {0: "batch"}, {0: "batch", 1: "width"}
    with tempfile.TemporaryDirectory() as folder:
        exact, prepared, packed = (Path(folder) / f"{number}.onnx" for number in range(3))
        torch.onnx.export(
            _Pooled(model),
            (ids, torch.ones_like(ids)),
            exact,
            input_names=["input_ids", "attention_mask"],
            output_names=["vectors"],
            dynamic_axes={"input_ids": width, "attention_mask": width, "vectors": batch},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(exact, prepared, skip_symbolic_shape=True)
        quantize_dynamic(
            prepared, packed, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        if read := readings(model, blocks):
            round_packed(packed, model, read)
        unfinished = target.with_suffix(".part")
        unfinished.write_bytes(packed.read_bytes())
        unfinished.replace(target)


def common_fingerprint(builtin: Path, share: float) -> str:
    """That of both models, the tokenizer and the transformer's share."""
    return fingerprint_of(builtin, f"{CONTEXTUAL}/{WEIGHTS_FILE}", settings=f"share {share}")


def package(weights: Path, builtin: Path, share: float, data: Path) -> str:
    """Write the transformer's folder inside the built-in one; returns the common fingerprint.

    `builtin` holds the static model and its tokenizer, `data` the texts that were carried.
    """
    from tokenizers import Tokenizer

    size = Tokenizer.from_file(str(builtin / "tokenizer.json")).get_vocab_size()
    folder = builtin / CONTEXTUAL
    folder.mkdir(parents=True, exist_ok=True)
    model = load_trained(weights, size)
    _mask, question, passage = range(size, size + len(SPECIAL))
    export(model, folder / WEIGHTS_FILE, texts_to_read(data, question, passage))
    config = ContextualConfig(
        question_token=question,
        passage_token=passage,
        max_tokens=MAX_TOKENS,
        dim=model.config.hidden_size,
        share=share,
        fingerprint=common_fingerprint(builtin, share),
    )
    write_json(folder / CONFIG_FILE, asdict(config))
    write_json(folder / "modules.json", [{"idx": 0, "name": "0", "path": "", "type": _MODULE}])
    write_json(
        folder / "config_sentence_transformers.json",
        {
            "prompts": {"query": QUESTION_PROMPT, "document": PASSAGE_PROMPT},
            "default_prompt_name": "document",
            "similarity_fn_name": "cosine",
        },
    )
    return config.fingerprint


def main() -> None:
    """Package the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, default=Path("runs/contextual/model.safetensors"))
    parser.add_argument("--builtin", type=Path, default=BUILTIN_FOLDER)
    parser.add_argument("--data", type=Path, default=Path("runs/carried"), help="for the rounding")
    parser.add_argument("--share", type=float, default=SHARE)
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logger.info(
        "fingerprint: %s", package(chosen.weights, chosen.builtin, chosen.share, chosen.data)
    )


if __name__ == "__main__":
    main()
