"""Random events of every setting against gacrux; `compare_gacrux` does the same for thousands of them."""

import pytest

from pairing.generator import Recipe, generate
from pairing.model import ColorModel, Primary
from tests.pairing.gacrux_oracle import differs, stages


@pytest.mark.parametrize("seed", range(16))
def test_random_events_are_paired_alike(seed: int) -> None:
    print("seed", seed)
    assert not [event.next_round for event in stages(generate(seed)) if differs(event)]


@pytest.mark.parametrize("model", ColorModel)
def test_accelerated_events_are_paired_alike(model: ColorModel) -> None:
    recipe = Recipe(teams=21, rounds=7, boards=4, color_model=model, primary=Primary.MATCH_POINTS, baku=True)
    assert not [event.next_round for event in stages(generate(77, recipe)) if differs(event)]
