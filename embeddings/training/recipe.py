"""The recipe: every choice that makes the model, in one frozen value that is written beside it."""

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

Weights = dict[str, float]

# Relative frequency with which a pair of `source/type` is drawn, per pair of that kind
# (1.0 draws every pair equally often). `source/*` is the default of a source.
PAIR_WEIGHTS: Weights = {
    "xinwenlianbo/*": 1.0,
    "xinwenlianbo/ict": 1.5,
    "xinwenlianbo/kw": 0.4,
    "xinwenlianbo/dated": 0.5,
    "xinwenlianbo/q:when": 0.3,
    "xinwenlianbo/q:tpl": 0.3,
    "laws/*": 1.0,
    "laws/no": 0.15,
    "gov_reports_policies/*": 3.0,
    "gov_reports_policies/kw": 1.0,
    "legal_qa/*": 16.0,
    "fin_news/*": 1.0,
    "general_qa/*": 3.0,
    "paraphrase/*": 0.8,
    "synonyms/*": 0.2,
}


LAY_SOURCE = "legal_qa"  # questions of people
_ASKED_KINDS = ("xinwenlianbo/asked", "laws/asked", "gov_reports_policies/asked")
# The questions written for the text help everyday words and cost the statutes some (the model card
# has the figures), so that the packaged weights are without them; a recipe that weighs them draws
# them. The second is for `contextual contrast --hard asked`: about half of a batch.
ASKED_WEIGHTS: Weights = dict.fromkeys(_ASKED_KINDS, 4.0)
ASKED_OFTEN: Weights = dict.fromkeys(_ASKED_KINDS, 30.0) | {f"{LAY_SOURCE}/*": 120.0}

# Pairs made by rule are in the store where it was asked for them, and are drawn where a recipe
# weighs them: they did not help (the model card has the figures).
POINT_WEIGHTS: Weights = {
    "xinwenlianbo/point": 1.0,
    "laws/point": 0.5,
    "gov_reports_policies/point": 3.0,
}
NEXT_WEIGHTS: Weights = {
    "xinwenlianbo/next": 0.3,
    "laws/next": 0.3,
    "gov_reports_policies/next": 1.0,
}
PAIR_WEIGHTS |= dict.fromkeys((*POINT_WEIGHTS, *NEXT_WEIGHTS, *_ASKED_KINDS), 0.0)


@dataclass(frozen=True)
class Recipe:
    """All hyperparameters of one training run; the same recipe gives the same model on one machine.

    `batch_size` counts pairs. `mixed_share` is the share of batches drawn from
    all sources at once; the others come from one group of sources each, whose
    in-batch negatives are harder. `token_dropout` and `piece_splitting` are
    rates per token, `synonym_share` one per token of an anchor; `crop_share` of
    the anchors are spans of their positive.
    `matryoshka` lists the dimensions that the loss is taken at. After training,
    the variance of passages in each direction is raised to `-whitening`, the
    `kept_dim` directions in which passages are longest are kept, and
    `lexical_dim` random ones are added: a passage is `lexical_weight` times as
    long in them.
    """

    seed: int = 20260
    vocabulary: int = 48_000
    max_piece_chars: int = 4
    tokenizer_sample_chars: int = 8_000_000
    dim: int = 512
    matryoshka: tuple[int, ...] = (512,)
    batch_size: int = 16_384
    steps: int = 140
    learning_rate: float = 0.01
    warmup_share: float = 0.05
    scale: float = 20.0
    symmetric: bool = True
    mixed_share: float = 0.5
    max_anchor_tokens: int = 96
    max_positive_tokens: int = 200
    token_dropout: float = 0.1
    piece_splitting: float = 0.1
    crop_share: float = 0.15
    synonym_share: float = 0.0
    compose: bool = True
    whitening: float = 0.15
    kept_dim: int = 284
    lexical_dim: int = 0
    lexical_weight: float = 0.3
    hard_negatives: bool = False
    pair_weights: Weights = field(default_factory=lambda: dict(PAIR_WEIGHTS))

    def to_json(self) -> str:
        """The recipe as indented JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    def changed(self, **changes: Any) -> "Recipe":
        """A copy with some fields replaced; raises TypeError for a field that does not exist."""
        return replace(self, **changes)

    @classmethod
    def from_json(cls, text: str) -> "Recipe":
        """Read what `to_json` wrote."""
        values = json.loads(text)
        values["matryoshka"] = tuple(values["matryoshka"])
        return cls(**values)


# `embeddings.training.further`: short and slow, from a packaged table; what people asked or would
# ask weighs more than in a whole training. As wide as that table, whatever `dim` says.
FURTHER = Recipe(
    steps=40,
    learning_rate=0.001,
    pair_weights=PAIR_WEIGHTS | dict.fromkeys(_ASKED_KINDS, 12.0) | {f"{LAY_SOURCE}/*": 48.0},
)


@dataclass(frozen=True)
class Folders:
    """Where a run reads and writes; nothing is made until a step writes."""

    training: Path
    evaluation: Path
    run: Path

    @property
    def pairs(self) -> Path:
        """Cleaned pairs, JSON Lines."""
        return self.run / "pairs.jsonl"

    @property
    def texts(self) -> Path:
        """Cleaned texts without a pair, JSON Lines."""
        return self.run / "texts.jsonl"

    @property
    def tokenizer(self) -> Path:
        """The tokenizer's JSON file."""
        return self.run / "tokenizer.json"

    @property
    def store(self) -> Path:
        """Folder of the tokenised pairs."""
        return self.run / "store"

    @property
    def refined(self) -> Path:
        """The vectors that are packaged."""
        return self.model / "refined.npy"

    @property
    def model(self) -> Path:
        """Folder of checkpoints, curves and the trained vectors."""
        return self.run / "model"
