"""Writing the records of rounds."""

import doctest

from pairing.model import (
    Absence,
    Acceleration,
    Adjustment,
    Board,
    Bye,
    ByeKind,
    ByePoints,
    Event,
    Forfeit,
    Mark,
    Match,
    Player,
    Prohibition,
    Regulations,
    Round,
    Scale,
    System,
    Team,
)
from pairing.trf import round_lines as module
from pairing.trf.round_lines import round_lines

W, L, PLUS, MINUS = Mark.WIN, Mark.LOSS, Mark.FORFEIT_WIN, Mark.FORFEIT_LOSS
TEAMS = tuple(Team(number, members=(10 * number + 1, 10 * number + 2)) for number in (1, 2, 3, 4))
RULES = Regulations(System.TEAM_SWISS, rounds=3, boards=2)


def match(*players: tuple[int, int]) -> Match:
    return Match(
        1, 2, tuple(Board(W, L, *pair) if all(pair) else Board(PLUS, MINUS, *pair) for pair in players)
    )


def lines(*rounds: Round, rules: Regulations = RULES, absences: tuple[Absence, ...] = ()) -> list[str]:
    return list(round_lines(Event(rules, TEAMS, (), rounds, absences)))


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(module).failed == 0


def test_byes_of_rounds_past_and_to_come() -> None:
    one = Round(1, (), (Bye(4, ByeKind.ZERO), Bye(2, ByeKind.HALF), Bye(1, ByeKind.ZERO)))
    coming = (Absence(2, 3, ByeKind.FULL), Absence(3, 1), Absence(1, 3))
    assert lines(one, absences=coming) == [
        "240 H   1    2",
        "240 Z   1    1    4",
        "240 F   2    3",
        "240 Z   3    1",
    ]


def test_who_left_or_has_not_come_is_absent_from_the_next_round() -> None:
    teams = (Team(1), Team(2, first_round=3), Team(3, last_round=1))
    rounds = (Round(1, ()),)
    assert list(round_lines(Event(RULES, teams, (), rounds))) == ["240 Z   2    2    3"]
    assert list(round_lines(Event(RULES, teams, (), (*rounds, Round(2, ()), Round(3, ()))))) == []


def test_accelerations_prohibitions_and_decisions() -> None:
    rules = Regulations(
        System.ROUND_ROBIN,
        rounds=3,
        accelerations=(Acceleration(1, 2, 1, 9, 0, 2),),
        prohibited=(Prohibition(1, 3, (1, 2, 13)),),
    )
    decisions = (Adjustment((1,), -2, -3), Adjustment((1, 12), 4, 5, 2, "W"), Adjustment((), 4, 5, None, "+"))
    assert list(round_lines(Event(rules, players=(Player(1),), adjustments=decisions))) == [
        "250  0.0  1.0   1   2    1    9",
        "260   1   3    1    2   13",
        "299    -1.0  -1.5  000    1",
        "299 W   2.0   2.5  002    1   12",
        "299 +   2.0   2.5  000 ",
    ]


def test_the_byes_of_players_are_in_their_own_records() -> None:
    rules = Regulations(System.ROUND_ROBIN, rounds=3)
    rounds = (Round(1, (), (Bye(1, ByeKind.HALF),)),)
    assert list(round_lines(Event(rules, players=(Player(1),), rounds=rounds))) == []


def test_only_a_line_up_out_of_order_or_with_a_gap_is_written() -> None:
    assert lines(Round(1, (match((11, 21), (12, 22)),))) == []
    assert lines(Round(1, (match((12, 21), (11, 22)),))) == ["300   1   1   2   12   11"]
    assert lines(Round(1, (match((11, 21), (12, 0)),))) == [
        "300   1   1   2   11   12",
        "300   1   2   1   21 0000",
    ]
    assert lines(Round(1, (Match(1, 2, match((12, 21), (11, 22)).boards, annulled=True),))) == []


def test_the_pairing_allocated_bye_round_by_round() -> None:
    rounds = (Round(1, ()), Round(2, (), (Bye(3, ByeKind.PAIRING),)), Round(3, ()))
    assert lines(*rounds) == ["320  1.0  1.0 000   3"]
    worth = Regulations(System.TEAM_SWISS, rounds=3, boards=2, pab=ByePoints(4, 3))
    assert lines(rules=worth) == ["320  2.0  1.5 "]


def test_a_bye_worth_more_than_fits_is_left_to_the_reader() -> None:
    rounds = (Round(1, (), (Bye(3, ByeKind.PAIRING),)),)
    dear = Regulations(System.TEAM_SWISS, rounds=3, boards=3, game_points=Scale(402, 201, 0))
    assert lines(*rounds, rules=dear) == ["320             3"]
    stated = Regulations(System.TEAM_SWISS, rounds=3, boards=3, pab=ByePoints(2, 200))
    assert lines(*rounds, rules=stated) == ["320  1.0  100   3"]


def test_forfeited_matches() -> None:
    rounds = (Round(1, (Match(4, 3, (), Forfeit.BLACK_WINS), Match(1, 2, (), Forfeit.BOTH_LOSE))),)
    assert lines(*rounds) == ["330 -+   1   4   3", "330 --   1   1   2"]
