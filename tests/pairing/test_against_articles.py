"""Random small events against the articles taken word by word; every difference is an error of one or the
other.
"""

from dataclasses import replace
from itertools import product

import pytest

from pairing.generator import Recipe, generate
from pairing.model import ColorModel, Event, NoLegalPairing, Primary, Readings
from pairing.team_swiss import pair
from tests.pairing.literal_swiss import Literal

SEEDS = 250
SETTINGS = list(product(ColorModel, Primary, (False, True)))
READINGS = [Readings(*settings) for settings in product((False, True), repeat=4)]


def check(event: Event) -> None:
    """Compare every round of the event."""
    for played in range(min(len(event.rounds) + 1, event.regulations.rounds)):
        stage = replace(event, rounds=event.rounds[:played])
        expected, paired = Literal(stage).answer(), pair(stage)
        if expected is None:
            assert isinstance(paired, NoLegalPairing)
            continue
        assert not isinstance(paired, NoLegalPairing)
        assert paired.why is not None
        assert [(match.white, match.black) for match in paired.matches] == expected.pairs
        assert (paired.pab or 0) == expected.pab
        assert [why.color_rule.value for why in paired.why.pairs] == expected.rules
        assert [(why.residents, why.upfloaters) for why in paired.why.brackets] == expected.brackets


def sizes(seed: int) -> tuple[int, int]:
    """Vary the number of teams from 3 to 8 and that of rounds from 3 to 7."""
    teams = 3 + seed % 6
    return teams, min(3 + seed % 5, teams + 1)


@pytest.mark.parametrize(("model", "primary", "baku"), SETTINGS)
def test_small_events_are_paired_word_by_word(*, model: ColorModel, primary: Primary, baku: bool) -> None:
    first = SEEDS * SETTINGS.index((model, primary, baku))
    for seed in range(first, first + SEEDS):
        print("seed", seed)
        teams, rounds = sizes(seed)
        recipe = Recipe(teams=teams, rounds=rounds, boards=2, color_model=model, primary=primary, baku=baku)
        check(generate(seed, recipe))


@pytest.mark.parametrize("readings", READINGS)
def test_every_disputed_reading_is_followed(readings: Readings) -> None:
    for seed in range(40):
        print("seed", seed)
        teams, rounds = sizes(seed)
        model = ColorModel.B if seed % 2 else ColorModel.A
        event = generate(9000 + seed, Recipe(teams=teams, rounds=rounds, boards=1, color_model=model))
        check(replace(event, regulations=replace(event.regulations, readings=readings)))
