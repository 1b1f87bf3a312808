import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from embeddings.training.loss import LargeBatchRankingLoss, equal_places


@pytest.fixture
def model() -> SentenceTransformer:
    tokenizer = Tokenizer(WordLevel({"a": 0, "b": 1}, unk_token="a"))
    return SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8)], device="cpu")


def vectors(count: int) -> list[torch.Tensor]:
    """Anchors and positives near them, of other lengths than one."""
    generator = torch.Generator().manual_seed(5)
    anchors = torch.randn(count, 32, generator=generator)
    noise = torch.randn(count, 32, generator=generator)
    return [anchors.requires_grad_(), (anchors.detach() + 2.0 * noise).requires_grad_()]


def gradients(loss: torch.Tensor, embeddings: list[torch.Tensor]) -> list[torch.Tensor]:
    return list(torch.autograd.grad(loss, embeddings))


def test_with_nothing_left_out_it_is_the_librarys_loss(model: SentenceTransformer) -> None:
    embeddings = vectors(1500)
    labels = torch.arange(1500)[:, None].repeat(1, 3)
    ours = LargeBatchRankingLoss(model, 15.0).compute_loss_from_embeddings(embeddings, labels)
    library = MultipleNegativesRankingLoss(
        model,
        scale=15.0,
        directions=("query_to_doc", "doc_to_query"),
        partition_mode="per_direction",
    ).compute_loss_from_embeddings(embeddings, labels)
    assert ours.item() == pytest.approx(library.item(), rel=1e-3)
    pairs = zip(gradients(ours, embeddings), gradients(library, embeddings), strict=True)
    for mine, theirs in pairs:
        assert (mine - theirs).norm() < 0.01 * theirs.norm()


def test_pairs_that_share_a_key_are_not_compared(model: SentenceTransformer) -> None:
    embeddings = vectors(40)
    labels = torch.arange(120).reshape(40, 3)
    labels[7, 0] = labels[31, 0]
    labels[2, 1] = labels[3, 1]
    loss = LargeBatchRankingLoss(model, 15.0)
    found = loss.compute_loss_from_embeddings(embeddings, labels)
    anchors, positives = (torch.nn.functional.normalize(each, dim=1) for each in embeddings)
    scores = anchors @ positives.T * 15.0
    for first, second in ((7, 31), (2, 3)):
        scores[first, second] = scores[second, first] = -torch.inf
    right = torch.arange(40)
    expected = torch.nn.functional.cross_entropy(scores, right)
    expected = (expected + torch.nn.functional.cross_entropy(scores.T, right)) / 2
    assert found.item() == pytest.approx(expected.item(), rel=1e-3)
    pairs = zip(gradients(found, embeddings), gradients(expected, embeddings), strict=True)
    for mine, theirs in pairs:
        assert (mine - theirs).norm() < 0.01 * theirs.norm()


def test_equal_places_are_all_pairs_of_equal_keys() -> None:
    rows, columns = equal_places(np.array([4, 9, 4, 7, 4, 9])[:, None])
    found = set(zip(rows.tolist(), columns.tolist(), strict=True))
    assert found == {(0, 2), (0, 4), (2, 0), (2, 4), (4, 0), (4, 2), (1, 5), (5, 1)}
    assert rows.tolist() == sorted(rows.tolist())


def test_hard_negatives_are_refused(model: SentenceTransformer) -> None:
    with pytest.raises(ValueError, match="3 columns"):
        LargeBatchRankingLoss(model).compute_loss_from_embeddings(
            [*vectors(4), vectors(4)[0]], torch.arange(4)[:, None]
        )
