"""The encoder of a benchmark, with its passage vectors kept between commands.

The transformer takes minutes for the 30,000 statutes of stard, and every command reads them.
"""

from pathlib import Path

from embeddings.encoder import Encoder, EncoderConfig, EncoderKind, load_encoder

KEPT = Path(__file__).resolve().parents[1] / "runs" / "vectors.sqlite3"


def kept_encoder(model: str = "", kind: EncoderKind = "builtin") -> Encoder:
    """The built-in encoder, or the one named; vectors lie in runs/, by text and fingerprint."""
    return load_encoder(EncoderConfig(kind=kind, model=model, cache=KEPT))
