"""Packs token vectors into a folder that sentence-transformers and model2vec both open.

Rows are stored as int8 with one float32 scale a row, which both libraries know
as model2vec's `weights`: a row's value is `embeddings[row] * weights[row]`.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.training.charsmap import folding, precompiled_base64

INT8_LIMIT = 127
RARE_COUNT = 50
# Cuneiform signs stand for what they never meant; letters, so that no pre-tokenizer cuts them off.
_SYMBOLS = range(0x12000, 0x12398)
WEIGHTS_FILE = "model.safetensors"
TOKENIZER_FILE = "tokenizer.json"
CONFIG_FILE = "config.json"


def quantise(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows as int8 (V, dim) and their scales (V,), so that `rows * scales[:, None]` is the table.

    The largest value of a row becomes 127; a row of zeros gets the scale 0.
    """
    scales = np.abs(table).max(axis=1) / INT8_LIMIT
    safe = np.where(scales > 0, scales, 1.0)
    rows = np.rint(table / safe[:, None]).astype(np.int8)
    return rows, scales.astype(np.float32)


def spelled_rare(known: Collection[str], folded: Mapping[str, str]) -> dict[str, str]:
    """Two symbols for each Chinese character and kana that has no piece and no folded form.

    Every character has a pair of its own: with a and b symbols for the first
    and the second place, up to a * b characters can be told apart by a + b rows.
    """
    ranges = (range(0x3041, 0x3100), range(0x4E00, 0xA000))
    characters = (chr(code) for codes in ranges for code in codes)
    rare = [each for each in characters if each not in known and each not in folded]
    symbols = [chr(code) for code in _SYMBOLS]
    first, second = symbols[: len(symbols) // 2], symbols[len(symbols) // 2 :]
    return {
        character: first[number % len(first)] + second[number // len(first) % len(second)]
        for number, character in enumerate(rare)
    }


def with_rare_characters(
    table: NDArray[np.float32], counts: NDArray[np.int64], tokenizer: Path, seed: int
) -> tuple[NDArray[np.float32], str]:
    """Spell characters that have no piece in symbols; returns table and tokenizer.

    The text held them too seldom to learn anything, but two random directions of
    a rare token's length let the rare character of a name match itself.
    Tokens of the vocabulary that never occurred (`counts` (V,)) get that length too.
    """
    described = json.loads(tokenizer.read_text(encoding="utf-8"))
    pieces: list[list[object]] = described["model"]["vocab"]
    folded = folding()
    spelled = spelled_rare({str(piece) for piece, _score in pieces}, folded)
    replaced = str.maketrans(spelled)
    folds = {key: value.translate(replaced) for key, value in folded.items()} | spelled
    described["normalizer"]["precompiled_charsmap"] = precompiled_base64(folds)
    lowest = min(float(score) for _piece, score in pieces)  # type: ignore[arg-type]
    pieces.extend([chr(code), lowest] for code in _SYMBOLS)
    lengths = np.linalg.norm(table, axis=1)
    usual = float(np.median(lengths[(counts > 0) & (counts <= RARE_COUNT)]))
    unseen = np.flatnonzero((counts == 0) & (lengths > 0))
    grown = table.copy()
    grown[unseen] *= (usual / lengths[unseen])[:, None]
    fresh = np.random.default_rng(seed).standard_normal((len(_SYMBOLS), table.shape[1]))
    fresh *= usual / np.sqrt(2.0) / np.linalg.norm(fresh, axis=1, keepdims=True)
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    return np.concatenate((grown, fresh.astype(np.float32))), text


def package(table: NDArray[np.float32], tokenizer_json: str, folder: Path) -> str:
    """Write the model folder; returns its fingerprint, which stands in its configuration too."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    rows, scales = quantise(table)
    save_file({"embeddings": rows, "weights": scales}, str(folder / WEIGHTS_FILE))
    (folder / TOKENIZER_FILE).write_text(tokenizer_json, encoding="utf-8")
    # safetensors makes a file that only its owner reads.
    (folder / WEIGHTS_FILE).chmod(0o644)
    fingerprint = fingerprint_of(folder)
    modules = [
        ("", "sentence_transformers.models.StaticEmbedding"),
        ("1_Normalize", "sentence_transformers.models.Normalize"),
    ]
    write_json(
        folder / "modules.json",
        [
            {"idx": number, "name": str(number), "path": path, "type": kind}
            for number, (path, kind) in enumerate(modules)
        ],
    )
    # Git keeps no empty folder, and the module needs one.
    (folder / "1_Normalize").mkdir(exist_ok=True)
    write_json(folder / "1_Normalize" / CONFIG_FILE, {})
    write_json(
        folder / CONFIG_FILE,
        {
            "model_type": "model2vec",
            "architectures": ["StaticModel"],
            "normalize": True,
            "max_length": None,
            "hidden_dim": int(rows.shape[1]),
            "embedding_dtype": "int8",
            "fingerprint": fingerprint,
        },
    )
    write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": {}, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )
    return fingerprint


def fingerprint_of(folder: Path, *more: str, settings: str = "") -> str:
    """`builtin-zh-` and 12 hexadecimal digits of the SHA-256 of what decides the vectors.

    That is the weights, the tokenizer, the files `more`, and `settings`.
    """
    digest = hashlib.sha256()
    for name in (WEIGHTS_FILE, TOKENIZER_FILE, *more):
        digest.update((folder / name).read_bytes())
    digest.update(settings.encode("utf-8"))
    return f"builtin-zh-{digest.hexdigest()[:12]}"


def write_json(path: Path, value: object) -> None:
    """Indented JSON, characters as they are."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")
