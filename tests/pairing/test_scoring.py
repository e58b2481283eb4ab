"""The ledger: what every round is worth to whom, and what leaves it."""

import doctest

import pytest

from pairing import scoring
from pairing.model import (
    Adjustment,
    Board,
    Bye,
    ByeKind,
    ByePoints,
    Color,
    Event,
    Forfeit,
    Mark,
    Match,
    Player,
    Primary,
    Regulations,
    Round,
    Scale,
    System,
    Team,
    boards,
)
from pairing.scoring import Edition, Kind, Ledger, Line, ledger

TEAM_SWISS = Regulations(System.TEAM_SWISS, rounds=3, boards=2)


def teams(count: int, **last: int) -> tuple[Team, ...]:
    """So many teams; `t3=1` has team 3 leave after round 1."""
    return tuple(Team(number, last_round=last.get(f"t{number}")) for number in range(1, count + 1))


def book(*rounds: tuple[Match | Bye, ...], regulations: Regulations = TEAM_SWISS, count: int = 4) -> Ledger:
    return ledger(event(*rounds, regulations=regulations, count=count))


def event(*rounds: tuple[Match | Bye, ...], regulations: Regulations = TEAM_SWISS, count: int = 4) -> Event:
    made = tuple(
        Round(
            number,
            tuple(one for one in what if isinstance(one, Match)),
            tuple(one for one in what if isinstance(one, Bye)),
        )
        for number, what in enumerate(rounds, start=1)
    )
    players = tuple(Player(number) for number in range(1, count + 1))
    return Event(regulations, teams(count), players, made)


def points(lines: tuple[Line, ...]) -> list[tuple[str, int, int]]:
    return [(line.kind.value, line.match_points, line.game_points) for line in lines]


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(scoring).failed == 0


def test_a_match_gives_both_teams_a_line() -> None:
    lines = book((Match(2, 1, boards("1=")),)).lines
    assert lines[2] == (Line(1, Kind.PLAYED, 1, Color.WHITE, 4, 3, (Mark.WIN, Mark.DRAW)),)
    assert lines[1] == (Line(1, Kind.PLAYED, 2, Color.BLACK, 0, 1, (Mark.LOSS, Mark.DRAW)),)
    assert lines[1][0].points(Primary.MATCH_POINTS) == 0
    assert lines[1][0].points(Primary.GAME_POINTS) == 1


@pytest.mark.parametrize(
    ("kind", "name", "worth"),
    [
        (ByeKind.PAIRING, Kind.PAB, (2, 2)),
        (ByeKind.FULL, Kind.FULL_BYE, (4, 4)),
        (ByeKind.HALF, Kind.HALF_BYE, (2, 2)),
        (ByeKind.ZERO, Kind.ZERO_BYE, (0, 0)),
    ],
)
def test_byes(kind: ByeKind, name: Kind, worth: tuple[int, int]) -> None:
    (line,) = book((Bye(3, kind),)).lines[3]
    assert (line.kind, (line.match_points, line.game_points), line.opponent) == (name, worth, 0)


@pytest.mark.parametrize(
    ("match", "white", "black"),
    [
        (Match(1, 2, (), Forfeit.WHITE_WINS), ("forfeit-win", 4, 4), ("forfeit-loss", 0, 0)),
        (Match(1, 2, (), Forfeit.BLACK_WINS), ("forfeit-loss", 0, 0), ("forfeit-win", 4, 4)),
        (Match(1, 2, (), Forfeit.BOTH_LOSE), ("forfeit-loss", 0, 0), ("forfeit-loss", 0, 0)),
        (Match(1, 2, boards("++")), ("forfeit-win", 4, 4), ("forfeit-loss", 0, 0)),
        (Match(1, 2, boards("-x")), ("forfeit-loss", 0, 0), ("forfeit-win", 4, 2)),
        (Match(1, 2, boards("xx")), ("forfeit-loss", 0, 0), ("forfeit-loss", 0, 0)),
        (Match(1, 2, boards("+-")), ("forfeit-draw", 2, 2), ("forfeit-draw", 2, 2)),
        (Match(1, 2, boards("-=")), ("played", 0, 1), ("played", 4, 3)),
        (Match(1, 2, boards("10"), annulled=True), ("annulled", 0, 0), ("annulled", 0, 0)),
    ],
)
def test_matches_not_decided_over_the_board(
    match: Match, white: tuple[str, int, int], black: tuple[str, int, int]
) -> None:
    lines = book((match,)).lines
    assert points(lines[1] + lines[2]) == [white, black]


def test_who_is_nowhere_in_a_round_has_a_zero_point_bye_in_a_swiss_and_a_free_round_else() -> None:
    match = Match(1, 2, boards("=="))
    robin = Regulations(System.TEAM_ROUND_ROBIN, rounds=3, boards=2)
    assert book((match,)).lines[3][0].kind is Kind.ZERO_BYE
    assert book((match,), regulations=robin).lines[3][0].kind is Kind.FREE


def test_unfinished_boards_give_nothing_yet_and_the_match_no_match_points() -> None:
    lines = book((Match(1, 2, boards("1*")), Match(3, 4))).lines
    assert points(lines[1] + lines[2] + lines[3]) == [
        ("played", 0, 2),
        ("played", 0, 0),
        ("played", 0, 0),
    ]
    assert [lines[number][0].finished for number in (1, 2, 3, 4)] == [False] * 4
    assert book((Match(1, 2, boards("11")),)).lines[1][0].finished


def test_an_unfinished_game_of_two_players_gives_nothing_yet() -> None:
    single = Regulations(System.ROUND_ROBIN, rounds=3)
    lines = book((Match(1, 2), Match(3, 4, boards("*"))), regulations=single).lines
    assert {points(lines[number])[0] for number in (1, 2, 3, 4)} == {("played", 0, 0)}


def test_all_but_a_swiss_is_predetermined() -> None:
    swiss = {System.TEAM_SWISS, System.INDIVIDUAL_SWISS}
    for system in System:
        assert book(regulations=Regulations(system, rounds=3)).predetermined is (system not in swiss)


def test_an_individual_event_has_one_score() -> None:
    single = Regulations(System.INDIVIDUAL_SWISS, rounds=3)
    kept = book((Match(1, 2, boards("1")), Bye(3, ByeKind.PAIRING)), regulations=single)
    assert (kept.match_points(1), kept.game_points(1), kept.match_points(3)) == (2, 2, 2)
    assert (kept.win(Primary.MATCH_POINTS), kept.draw(Primary.MATCH_POINTS), kept.boards) == (2, 1, 1)


def test_a_win_and_a_draw_in_either_score() -> None:
    scale = Regulations(System.TEAM_SWISS, rounds=3, boards=3, match_points=Scale(6, 2, 0))
    kept = book(regulations=scale)
    assert (kept.win(Primary.MATCH_POINTS), kept.draw(Primary.MATCH_POINTS)) == (6, 2)
    assert (kept.win(Primary.GAME_POINTS), kept.draw(Primary.GAME_POINTS)) == (6, 3)


def test_only_rounds_up_to_the_one_asked_for_count() -> None:
    made = event((Match(1, 2, boards("11")),), (Match(1, 3, boards("11")),))
    assert ledger(made).match_points(1) == 8
    assert ledger(made, 1).match_points(1) == 4
    assert ledger(made, 1).rounds == 1
    assert ledger(made, 1, Edition.AUGUST_2024).edition is Edition.AUGUST_2024


def test_a_pairing_allocated_bye_is_worth_what_the_event_says() -> None:
    rules = Regulations(System.TEAM_SWISS, rounds=3, boards=2, pab=ByePoints(4, 3))
    assert points(book((Bye(1, ByeKind.PAIRING),), regulations=rules).lines[1]) == [
        ("pairing-allocated-bye", 4, 3)
    ]


class TestRoundRobinWithdrawal:
    ROUNDS = (
        (Match(1, 2, boards("11")), Match(3, 4, boards("11"))),
        (Match(1, 3, boards("11")), Match(2, 4, boards("11"))),
        (Match(1, 4, boards("11")), Match(2, 3, boards("11"))),
    )

    def left(self, system: System, *, after: int, last: int, counted: int | None = None) -> Ledger:
        rules = Regulations(system, rounds=6, boards=2)
        made = event(*self.ROUNDS[:after], regulations=rules)
        return ledger(Event(rules, teams(4, t1=last), made.players, made.rounds), counted)

    def test_under_half_of_the_matches_the_results_do_not_count(self) -> None:
        kept = self.left(System.TEAM_ROUND_ROBIN, after=3, last=1)
        assert kept.withdrawn == ()
        assert 1 in kept.lines
        kept = self.left(System.TEAM_DOUBLE_ROUND_ROBIN, after=2, last=2)
        assert kept.withdrawn == (1,)
        assert 1 not in kept.lines
        assert points(kept.lines[2]) == [("free", 0, 0), ("played", 4, 4)]

    def test_half_of_the_matches_are_enough(self) -> None:
        assert self.left(System.TEAM_DOUBLE_ROUND_ROBIN, after=3, last=3).withdrawn == ()

    def test_who_has_still_to_leave_counts(self) -> None:
        kept = self.left(System.TEAM_DOUBLE_ROUND_ROBIN, after=2, last=2, counted=1)
        assert kept.withdrawn == ()
        assert self.left(System.TEAM_DOUBLE_ROUND_ROBIN, after=2, last=6).withdrawn == ()

    def test_a_swiss_keeps_everybody(self) -> None:
        assert self.left(System.TEAM_SWISS, after=1, last=1).withdrawn == ()


class TestPointsByDecision:
    MADE = (
        (Match(1, 2, boards("11")), Match(3, 4, boards("=="))),
        (Match(1, 3, (), Forfeit.WHITE_WINS), Bye(2, ByeKind.FULL), Bye(4, ByeKind.HALF)),
    )

    def kept(self, *adjustments: Adjustment, regulations: Regulations = TEAM_SWISS) -> Ledger:
        made = event(*self.MADE, regulations=regulations)
        return ledger(Event(regulations, made.teams, made.players, made.rounds, adjustments=adjustments))

    def test_a_penalty_and_a_bonus_add_up(self) -> None:
        kept = self.kept(
            Adjustment((1, 9), -2, -1), Adjustment((1,), 1, 0, round=2), Adjustment((1,), -9, -9, 3)
        )
        assert kept.adjusted == {1: (-1, -1)}
        assert (kept.match_points(1), kept.game_points(1)) == (7, 7)

    def test_a_round_is_worth_what_was_decided(self) -> None:
        kept = self.kept(Adjustment((2,), 3, 1, 1, "L"))
        assert points(kept.lines[2]) == [("played", 3, 1), ("full-point-bye", 4, 4)]

    @pytest.mark.parametrize(
        ("letter", "lines"),
        [
            ("+", {1: [4, 9]}),
            ("-", {3: [2, 9]}),
            ("F", {2: [0, 9]}),
            ("H", {4: [2, 9]}),
            ("Z", {}),
            ("W", {1: [9, 4]}),
            ("D", {3: [9, 0], 4: [9, 2]}),
            ("L", {2: [9, 4]}),
        ],
    )
    def test_an_outcome_is_worth_something_else(self, letter: str, lines: dict[int, list[int]]) -> None:
        before = {1: [4, 4], 2: [0, 4], 3: [2, 0], 4: [2, 2]}
        kept = self.kept(Adjustment((), 9, 9, kind=letter))
        assert {number: [line.match_points for line in kept.lines[number]] for number in before} == {
            **before,
            **lines,
        }

    def test_an_individual_event_takes_the_game_points(self) -> None:
        single = Regulations(System.INDIVIDUAL_SWISS, rounds=3)
        assert self.kept(Adjustment((1,), 0, -1), regulations=single).adjusted == {1: (-1, -1)}


def test_both_marks_of_a_board_count_as_they_are() -> None:
    match = Match(1, 2, (Board(Mark.DRAW, Mark.LOSS), Board(Mark.LOSS, Mark.LOSS)))
    lines = book((match,)).lines
    assert points(lines[1] + lines[2]) == [("played", 4, 1), ("played", 0, 0)]
