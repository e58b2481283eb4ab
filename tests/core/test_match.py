"""A team match: who sits where, and whose points a board's result is."""

import pytest

from server.core.events import BoardPairing, MatchPairing
from server.core.ids import GameId, MatchId, PersonId, TeamId
from server.core.match import pair_boards, team_points

KHV = (TeamId("t1"), tuple(PersonId(f"k{place}") for place in (1, 2, 3)))
UFA = (TeamId("t2"), tuple(PersonId(f"u{place}") for place in (1, 2, 3)))


def test_colours_alternate_from_board_one_down() -> None:
    match = pair_boards(MatchId("r1m1"), KHV, UFA)
    seats = [("r1m1b1", 1, "k1", "u1"), ("r1m1b2", 2, "u2", "k2"), ("r1m1b3", 3, "k3", "u3")]
    boards = tuple(
        BoardPairing(GameId(game), board, PersonId(white), PersonId(black))
        for game, board, white, black in seats
    )
    assert match == MatchPairing(MatchId("r1m1"), TeamId("t1"), TeamId("t2"), boards)


def test_line_ups_of_different_length_are_no_match() -> None:
    with pytest.raises(ValueError, match="shorter"):
        pair_boards(MatchId("r1m1"), KHV, (UFA[0], UFA[1][:2]))


@pytest.mark.parametrize(("board", "expected"), [(1, (2, 0)), (2, (0, 2)), (3, (2, 0)), (4, (0, 2))])
def test_a_win_with_white_counts_for_whoever_has_white_there(board: int, expected: tuple[int, int]) -> None:
    assert team_points(board, 2, 0) == expected
    assert team_points(board, 1, 1) == (1, 1)
