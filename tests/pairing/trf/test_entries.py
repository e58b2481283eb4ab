"""What stands in the players' records."""

import doctest

import pytest

from pairing.model import (
    Board,
    Bye,
    ByeKind,
    Event,
    Forfeit,
    Mark,
    Match,
    Player,
    Regulations,
    Round,
    System,
    Team,
    boards,
)
from pairing.scoring import ledger
from pairing.trf import entries
from pairing.trf.entries import player_entries, player_points

W, L, PLUS, MINUS, PENDING = Mark.WIN, Mark.LOSS, Mark.FORFEIT_WIN, Mark.FORFEIT_LOSS, Mark.PENDING


def teams(*matches: Match | Bye, colors: str = "") -> Event:
    return Event(
        Regulations(System.TEAM_SWISS, rounds=3, boards=2, board_colors=colors),
        (Team(1, members=(11, 12)), Team(2, members=(21, 22))),
        tuple(Player(number) for number in (11, 12, 21, 22)),
        (
            Round(
                1,
                tuple(one for one in matches if isinstance(one, Match)),
                tuple(one for one in matches if isinstance(one, Bye)),
            ),
        ),
    )


def players(*matches: Match | Bye) -> Event:
    made = teams(*matches)
    return Event(
        Regulations(System.ROUND_ROBIN, rounds=3),
        players=tuple(Player(number) for number in (1, 2, 3)),
        rounds=made.rounds,
    )


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(entries).failed == 0


def test_boards_in_the_colors_of_the_event() -> None:
    match = Match(2, 1, (Board(W, L, 21, 11), Board(PENDING, PENDING, 22, 12)))
    assert player_entries(teams(match)) == {
        (21, 1): "  11 w 1",
        (11, 1): "  21 b 0",
        (22, 1): "  12 b  ",
        (12, 1): "  22 w  ",
    }
    assert player_entries(teams(match, colors="BW"))[21, 1] == "  11 b 1"


def test_an_empty_board() -> None:
    match = Match(1, 2, (Board(PLUS, MINUS, 11, 0), Board(MINUS, MINUS)))
    rest = dict.fromkeys([(12, 1), (21, 1), (22, 1)], "0000 - Z")
    assert player_entries(teams(match)) == {(11, 1): "0000 - +", **rest}


def test_a_board_played_by_nobody() -> None:
    for board in (Board(W, L, 11, 0), Board(W, L, 0, 11), Board(PENDING, PENDING)):
        with pytest.raises(ValueError, match="round 1: a board was played by nobody"):
            player_entries(teams(Match(1, 2, (board,))))


def test_an_annulled_match_is_left_out() -> None:
    annulled = Match(1, 2, (Board(W, L, 11, 21),), annulled=True)
    assert set(player_entries(teams(annulled)).values()) == {"0000 - Z"}
    assert player_entries(players(Match(1, 2, boards("1"), annulled=True))) == {}


def test_who_has_no_board_rests() -> None:
    everybody = dict.fromkeys([(11, 1), (12, 1), (21, 1), (22, 1)], "0000 - Z")
    for kind in ByeKind:
        assert player_entries(teams(Bye(2, kind))) == everybody
    assert player_entries(teams()) == everybody


@pytest.mark.parametrize(
    ("match", "entry"),
    [
        (Match(2, 1, boards("=")), "   1 w ="),
        (Match(2, 1), "   1 w  "),
        (Match(1, 2, (), Forfeit.WHITE_WINS), "   1 b -"),
        (Match(1, 2, (), Forfeit.BLACK_WINS), "   1 b +"),
        (Match(2, 1, (), Forfeit.BOTH_LOSE), "   1 w -"),
        (Bye(2, ByeKind.PAIRING), "0000 - U"),
        (Bye(2, ByeKind.HALF), "0000 - H"),
    ],
)
def test_a_player_has_games_and_byes(match: Match | Bye, entry: str) -> None:
    assert player_entries(players(match))[2, 1] == entry


def test_points_of_players() -> None:
    event = players(Match(1, 2, boards("1")), Bye(3, ByeKind.HALF))
    assert player_points(event, ledger(event)) == {1: 2, 2: 0, 3: 1}


def test_points_over_the_boards_of_a_team() -> None:
    match = Match(1, 2, (Board(W, L, 11, 21), Board(MINUS, PLUS, 0, 22)))
    event = teams(match, Match(1, 2, (Board(W, L, 11, 21),), annulled=True), Bye(2, ByeKind.PAIRING))
    assert player_points(event, ledger(event)) == {11: 2, 12: 0, 21: 0, 22: 2}
    event = teams(Match(1, 2, (Board(PENDING, PENDING, 11, 21),)))
    assert player_points(event, ledger(event)) == {11: 0, 12: 0, 21: 0, 22: 0}
