"""Ids and the closed words of the core."""

import pytest

from server.core.ids import MatchId, Side, game_id, match_id


def test_a_games_id_names_its_round_match_and_board() -> None:
    assert match_id(2, 1) == "r2m1"
    assert game_id(MatchId("r2m1"), 4) == "r2m1b4"


@pytest.mark.parametrize(("side", "other"), [(Side.WHITE, Side.BLACK), (Side.BLACK, Side.WHITE)])
def test_the_opponent_has_the_other_side(side: Side, other: Side) -> None:
    assert side.other is other
