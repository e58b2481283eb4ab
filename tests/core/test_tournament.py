"""One event: what an arbiter may do next, and what its boards are worth."""

import pytest

from pairing import model
from server.core.commands import CloseRound, PublishRound, TournamentCommand
from server.core.events import (
    EventOpened,
    GameCreated,
    GameEnded,
    RoundClosed,
    RoundPublished,
    TournamentEvent,
)
from server.core.ids import EndReason, GameId, Millis, PersonId, Refusal, Side, TeamId
from server.core.regulations import Regulations
from server.core.tournament import Tournament
from tests.core.builders import CONTROL, TITLE, finish, player, published, tournament

DRAW = (1, 1)


def do(built: Tournament, command: TournamentCommand) -> TournamentEvent:
    decision = built.decide(command)
    assert not isinstance(decision, Refusal), decision
    for event in decision:
        built.apply(event)
    return decision[0]


def play_round(built: Tournament, number: int) -> None:
    """Publish a round, draw every board of it and close it."""
    do(built, PublishRound(number))
    finish(built, *[DRAW] * len(built.rounds[-1].boards()))
    assert do(built, CloseRound(number)) == RoundClosed(number)


def test_opening_an_event_is_told_by_its_first_row_alone() -> None:
    built = tournament(2)
    regulations = built.regulations
    built.apply(EventOpened(TITLE, regulations))
    assert (built.title, built.regulations, len(built.teams)) == (TITLE, regulations, 2)


def test_players_stand_in_the_order_of_their_places() -> None:
    assert tournament(2, reserves=1).teams[TeamId("t2")].players == [player(2, place) for place in (1, 2, 3)]


def test_a_round_pairs_everybody_by_berger_and_leaves_the_reserves_out() -> None:
    built = tournament(4, reserves=1)
    event = do(built, PublishRound(1))
    assert isinstance(event, RoundPublished)
    assert [(match.match, match.white, match.black) for match in event.matches] == [
        ("r1m1", "t1", "t4"),
        ("r1m2", "t2", "t3"),
    ]
    first, second = event.matches[0].boards
    assert (first.white, first.black) == (player(1, 1), player(4, 1))
    assert (second.white, second.black) == (player(4, 2), player(1, 2))
    assert event.free is None
    assert published(built) == event


def test_an_odd_field_leaves_one_team_free() -> None:
    built = tournament(3)
    free = []
    for number in (1, 2, 3):
        play_round(built, number)
        free.append(built.rounds[-1].free)
    assert sorted(team or "" for team in free) == ["t1", "t2", "t3"]


def test_every_pair_of_teams_meets_once() -> None:
    built = tournament(4)
    for number in (1, 2, 3):
        play_round(built, number)
    met = [frozenset((match.white, match.black)) for played in built.rounds for match in played.matches]
    assert len(met) == len(set(met)) == 6


def test_each_published_board_becomes_a_game_with_the_events_time_control() -> None:
    built = tournament(2)
    event = do(built, PublishRound(1))
    assert isinstance(event, RoundPublished)
    assert built.games_of(event) == [
        GameCreated(GameId("r1m1b1"), player(1, 1), player(2, 1), CONTROL),
        GameCreated(GameId("r1m1b2"), player(2, 2), player(1, 2), CONTROL),
    ]


@pytest.mark.parametrize("number", [0, -1, 2])
def test_the_first_round_is_round_one(number: int) -> None:
    assert tournament().decide(PublishRound(number)) is Refusal.NO_SUCH_ROUND


def test_a_round_is_published_once() -> None:
    built = tournament()
    do(built, PublishRound(1))
    assert built.decide(PublishRound(1)) is Refusal.ROUND_PUBLISHED


def test_the_next_round_waits_until_the_last_is_closed() -> None:
    built = tournament()
    do(built, PublishRound(1))
    finish(built, *[DRAW] * 4)
    assert built.decide(PublishRound(2)) is Refusal.ROUND_OPEN
    do(built, CloseRound(1))
    assert built.decide(PublishRound(3)) is Refusal.NO_SUCH_ROUND
    assert not isinstance(built.decide(PublishRound(2)), Refusal)


def test_when_everybody_has_met_there_are_no_more_rounds() -> None:
    built = tournament(2, Regulations(rounds=9, boards=1, time_control=CONTROL))
    play_round(built, 1)
    assert built.decide(PublishRound(2)) is Refusal.NO_MORE_ROUNDS


def test_the_regulations_number_of_rounds_is_not_passed() -> None:
    built = tournament(4, Regulations(rounds=1, boards=1, time_control=CONTROL))
    play_round(built, 1)
    assert built.decide(PublishRound(2)) is Refusal.NO_MORE_ROUNDS


def test_an_event_without_opponents_has_no_rounds() -> None:
    assert tournament(1).decide(PublishRound(1)) is Refusal.NO_MORE_ROUNDS


@pytest.mark.parametrize("number", [0, -1, 1, 2])
def test_only_a_published_round_is_closed(number: int) -> None:
    assert tournament().decide(CloseRound(number)) is Refusal.NO_SUCH_ROUND


def test_a_round_is_closed_once_and_not_before_its_last_game() -> None:
    built = tournament(2)
    do(built, PublishRound(1))
    assert built.decide(CloseRound(1)) is Refusal.UNFINISHED_GAMES
    finish(built, DRAW, DRAW)
    built.results.pop(GameId("r1m1b2"))
    assert built.decide(CloseRound(1)) is Refusal.UNFINISHED_GAMES
    finish(built, DRAW, DRAW)
    do(built, CloseRound(1))
    assert built.decide(CloseRound(1)) is Refusal.NO_SUCH_ROUND


def test_a_player_sits_at_his_board_of_the_newest_round() -> None:
    built = tournament(4, reserves=1)
    assert built.current_game(player(4, 1)) is None
    play_round(built, 1)
    assert built.current_game(player(4, 1)) == "r1m1b1"
    do(built, PublishRound(2))
    assert built.current_game(player(4, 1)) == "r2m1b1"
    assert [built.current_game(person) for person in (player(4, 3), PersonId("a1"))] == [None, None]


def test_the_pairing_library_sees_finished_boards_as_marks_of_each_team() -> None:
    built = tournament(2, Regulations(rounds=1, boards=3, time_control=CONTROL))
    do(built, PublishRound(1))
    first, second, _ = built.rounds[0].boards()
    for board, points in ((first, (2, 0)), (second, (2, 0))):
        built.apply_end(board.game, GameEnded(*points, EndReason.AGREEMENT, Millis(0)))
    seen = built.pairing_event()
    assert seen.regulations.board_colors == "WBW"
    assert seen.rounds[0].matches[0].boards == (
        model.Board(model.Mark.WIN, model.Mark.LOSS),
        model.Board(model.Mark.LOSS, model.Mark.WIN),
        model.Board(model.Mark.PENDING, model.Mark.PENDING),
    )


@pytest.mark.parametrize(
    ("side", "color"), [(Side.WHITE, model.Color.WHITE), (Side.BLACK, model.Color.BLACK)]
)
def test_the_initial_colour_is_handed_on(side: Side, color: model.Color) -> None:
    under = Regulations(rounds=1, boards=2, time_control=CONTROL, initial_color=side)
    assert tournament(2, under).pairing_event().regulations.initial_color is color


def test_the_pairing_library_knows_teams_by_their_number_whatever_the_order_of_entry() -> None:
    built = tournament(3)
    built.teams = dict(reversed(built.teams.items()))
    assert [team.number for team in built.pairing_event().teams] == [1, 2, 3]
