"""The players of a team event: everybody's games, and the best on each board."""

import doctest

from pairing import individuals
from pairing.individuals import PlayerGame, PrizeBy, board_prizes, individual_list
from pairing.model import Board, Color, Event, Mark, Match, Regulations, Round, System, Team

W, D, L, PLUS, MINUS = Mark.WIN, Mark.DRAW, Mark.LOSS, Mark.FORFEIT_WIN, Mark.FORFEIT_LOSS


def event() -> Event:
    return Event(
        Regulations(System.TEAM_SWISS, rounds=3, boards=2),
        teams=(Team(1, members=(11, 12, 13)), Team(2, members=(21, 22))),
        rounds=(
            Round(1, (Match(1, 2, (Board(W, L, 11, 21), Board(D, D, 12, 22))),)),
            Round(2, (Match(2, 1, (Board(D, D, 21, 11), Board(PLUS, MINUS, 22, 0))),)),
            Round(3, (Match(1, 2, (Board(W, L, 12, 21), Board(Mark.PENDING, Mark.PENDING, 13, 29))),)),
            Round(4, (Match(1, 2, (Board(W, L, 12, 21),), annulled=True),)),
        ),
    )


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(individuals).failed == 0


def test_everybody_is_listed_with_all_games() -> None:
    rows = individual_list(event())
    assert [(row.rank, row.player, row.team, row.points, row.games) for row in rows] == [
        (1, 11, 1, 3, 2),
        (1, 12, 1, 3, 2),
        (1, 22, 2, 3, 1),
        (4, 21, 2, 1, 3),
        (5, 13, 1, 0, 0),
    ]
    assert rows[0].record == (
        PlayerGame(1, 1, Color.WHITE, 21, W),
        PlayerGame(2, 1, Color.BLACK, 21, D),
    )
    assert rows[2].record[1] == PlayerGame(2, 2, Color.BLACK, 0, PLUS)


def test_only_rounds_up_to_the_one_asked_for_count() -> None:
    assert [row.points for row in individual_list(event(), 1)] == [2, 1, 1, 0, 0]


def test_a_board_prize_goes_by_points_made_over_the_board() -> None:
    rows = board_prizes(event(), 1)
    assert [(row.rank, row.player, row.points, row.games) for row in rows] == [
        (1, 11, 3, 2),
        (2, 12, 2, 1),
        (3, 21, 1, 3),
    ]
    assert [(row.rank, row.player) for row in board_prizes(event(), 2)] == [(1, 12), (1, 22)]


def test_a_board_prize_by_percentage_asks_for_games() -> None:
    rows = board_prizes(event(), 1, by=PrizeBy.PERCENTAGE)
    assert [row.player for row in rows] == [12, 11, 21]
    rows = board_prizes(event(), 1, by=PrizeBy.PERCENTAGE, least_games=2)
    assert [row.player for row in rows] == [11, 21]
