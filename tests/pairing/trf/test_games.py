"""Every game is told twice: what must agree, and what a round of players is made of."""

import doctest

import pytest

from pairing.model import Board, Bye, ByeKind, Mark, Match
from pairing.trf import games
from pairing.trf.fields import Unreadable
from pairing.trf.games import Rows, bye_kind, check_games, individual_round, rounds_played
from pairing.trf.rows import Entry, read_row
from tests.pairing.trf.texts import player, record


def rows(*entries: tuple[str, ...]) -> Rows:
    """Players 1, 2, 3 with these rounds, on lines of their numbers."""
    return {
        number: read_row(record(player(number, *rounds), number))
        for number, rounds in enumerate(entries, start=1)
    }


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(games).failed == 0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("   2 w 1", "   1 b 0"),
        ("   2 b =", "   1 w ="),
        ("   2 w =", "   1 b 0"),
        ("   2 w 0", "   1 b 0"),
        ("   2 w W", "   1 b L"),
        ("   2 w D", "   1 b D"),
        ("   2 w +", "   1 b -"),
        ("   2 - -", "   1   -"),
        ("   2 w", "   1 b"),
        ("0000 - U", "0000 - Z"),
    ],
)
def test_two_players_who_tell_the_same(first: str, second: str) -> None:
    check_games(rows((first,), (second,)))


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("   9 w 1", "", "line 1, column 92: expected a starting rank that has a record 001"),
        ("   1 w 1", "", "line 1, column 92: expected an opponent who names player 1 as well"),
        ("   2 w 1", "", "line 1, column 92: expected an opponent who names player 1 as well"),
        ("   2 w 1", "   3 b 0", "line 1, column 92: expected an opponent who names player 1 as well"),
        ("", "   1 b 0", "line 2, column 92: expected an opponent who names player 2 as well"),
        ("   2 w 1", "   1 w 0", "line 2, column 97: expected the colour opposite to player 1's"),
        ("   2 w +", "   1 - -", "line 2, column 97: expected the colour opposite to player 1's"),
        ("   2 w 1", "   1 b 1", "line 2, column 99: expected a result that fits the 1 of player 1"),
        ("   2 w =", "   1 b 1", "line 2, column 99: expected a result that fits the = of player 1"),
        ("   2 w 1", "   1 b -", "line 2, column 99: expected a result that fits the 1 of player 1"),
        ("   2 w 1", "   1 b L", "line 2, column 99: expected a result that fits the 1 of player 1"),
        ("   2 w +", "   1 b +", "line 2, column 99: expected a result that fits the + of player 1"),
        ("   2 w", "   1 b 0", "line 2, column 99: expected a result that fits the blank of player 1"),
    ],
)
def test_two_players_who_contradict_each_other(first: str, second: str, message: str) -> None:
    with pytest.raises(Unreadable) as refused:
        check_games(rows((first,), (second,), ("",)))
    assert str(refused.value) == message


def test_a_round_is_played_if_anybody_had_an_opponent_a_bye_or_a_forfeit() -> None:
    assert rounds_played(rows(("0000 - Z", "0000 - H"))) == 0
    assert rounds_played(rows(("   2 w", "0000 - H"), ("   1 b",))) == 1
    assert rounds_played(rows(("0000 - Z", "0000 - U"))) == 2
    assert rounds_played(rows(("0000 - Z", "0000 - Z", "0000 - +"))) == 3
    assert rounds_played({}) == 0


def test_a_round_of_players() -> None:
    made = rows(("   3 b 0",), ("0000 - U",), ("   1 w 1",), ("",), ("   6 w",), ("   5 b",))
    assert individual_round(made, 1) == (
        (
            Match(3, 1, (Board(Mark.WIN, Mark.LOSS, 3, 1),)),
            Match(5, 6, (Board(Mark.PENDING, Mark.PENDING, 5, 6),)),
        ),
        (Bye(2, ByeKind.PAIRING),),
    )


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        *(("U", ByeKind.PAIRING), ("H", ByeKind.HALF), ("F", ByeKind.FULL), ("Z", ByeKind.ZERO)),
        *(("+", ByeKind.FULL), ("-", ByeKind.ZERO)),
    ],
)
def test_byes(mark: str, kind: ByeKind) -> None:
    assert bye_kind(Entry(0, "", mark)) is kind
