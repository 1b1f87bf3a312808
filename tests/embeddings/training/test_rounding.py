import torch

from embeddings.training.rounding import round_for, steps_for


def made_up_layer() -> tuple[torch.Tensor, torch.Tensor]:
    """A weight (24, 48) and readings (4096, 48) whose columns go together."""
    made = torch.Generator().manual_seed(3)
    weight = torch.randn(24, 48, generator=made, dtype=torch.float64)
    mixed = torch.randn(12, 48, generator=made, dtype=torch.float64)
    read = torch.randn(4096, 12, generator=made, dtype=torch.float64) @ mixed
    read += 0.3 * torch.randn(4096, 48, generator=made, dtype=torch.float64)
    return weight, read


def error(weight: torch.Tensor, packed: torch.Tensor, read: torch.Tensor) -> float:
    return float((read @ (weight - packed).T).square().mean().sqrt())


def nearest(weight: torch.Tensor, step: torch.Tensor) -> torch.Tensor:
    return (weight / step[:, None]).round() * step[:, None]


def test_steps_are_the_finest_where_weights_lie_anywhere() -> None:
    weight, _ = made_up_layer()
    assert torch.equal(steps_for(weight), weight.abs().amax(1) / 64)


def test_weights_that_lie_on_steps_get_others() -> None:
    weight, _ = made_up_layer()
    packed = nearest(weight, steps_for(weight))
    steps = steps_for(packed)
    assert torch.allclose(steps, packed.abs().amax(1) / 62)
    # And once more, from those.
    again = nearest(weight, steps)
    assert torch.allclose(steps_for(again), again.abs().amax(1) / 64)


def test_what_a_layer_gives_is_nearer_than_with_the_nearest_steps() -> None:
    weight, read = made_up_layer()
    steps = steps_for(weight)
    rounded = round_for(weight, steps, read.T @ read)
    assert torch.equal(rounded, rounded.round())
    assert rounded.abs().max() <= 64
    packed = rounded * steps[:, None]
    assert error(weight, packed, read) < 0.6 * error(weight, nearest(weight, steps), read)


def test_a_small_change_of_packaged_weights_is_kept() -> None:
    weight, read = made_up_layer()
    old_steps = steps_for(weight)
    packaged = nearest(weight, old_steps)
    made = torch.Generator().manual_seed(4)
    change = torch.randn(24, 1, generator=made, dtype=torch.float64) * read[:1]
    trained = packaged + change / change.abs().max() * 0.4 * old_steps[:, None]
    # The nearest of the old steps are where the weights were: nothing was learned.
    assert torch.equal(nearest(trained, old_steps), packaged)
    steps = steps_for(trained)
    kept = round_for(trained, steps, read.T @ read) * steps[:, None]
    assert error(trained, kept, read) < 0.5 * error(trained, packaged, read)
