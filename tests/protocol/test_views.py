"""Core values as messages: the same facts, with the room and the moment they are told in."""

from server.core.clock import Clocks
from server.core.events import (
    ClocksResumed,
    ClocksSuspended,
    DrawOffered,
    GameCreated,
    GameEnded,
    GameEvent,
    GameStarted,
    MovePlayed,
    RoundPublished,
)
from server.core.game import Game
from server.core.ids import EndReason, GameId, MatchId, Millis, PersonId, Phase, Seq, Side, TeamId
from server.core.match import pair_boards
from server.core.tournament import Team
from server.protocol import messages as wire
from server.protocol import views
from tests.core.builders import GAME, TITLE, created, game

NOON = Millis(43_200_000)
ROOM = "play:r1m1b1"


def shown(white: int, black: int, running: Side | None) -> wire.Clocks:
    return wire.Clocks(white=white, black=black, running=running, at=NOON)


def test_players_and_spectators_have_rooms_of_their_own() -> None:
    assert (views.play_room(GAME), views.game_room(GAME)) == ("play:r1m1b1", "game:r1m1b1")


def test_each_event_of_a_game_is_told_with_the_clocks_after_it() -> None:
    told = Game(created())
    full = shown(180_000, 180_000, Side.WHITE)
    stand = shown(180_000, 179_000, None)
    v = Seq(9)
    expected: list[tuple[GameEvent, wire.GameNews | None]] = [
        (created(), None),
        (GameStarted(), wire.GameStarted(room=ROOM, v=v, game=GAME, clocks=full)),
        (
            MovePlayed("e2e4", Millis(2_000)),
            wire.Move(
                room=ROOM,
                v=v,
                game=GAME,
                ply=1,
                uci="e2e4",
                san="e4",
                spent=2_000,
                clocks=shown(180_000, 180_000, Side.BLACK),
            ),
        ),
        (DrawOffered(Side.WHITE), wire.DrawOffered(room=ROOM, v=v, game=GAME, by=Side.WHITE)),
        (ClocksSuspended(Millis(1_000)), wire.ClocksSuspended(room=ROOM, v=v, game=GAME, clocks=stand)),
        (
            ClocksResumed(),
            wire.ClocksResumed(room=ROOM, v=v, game=GAME, clocks=shown(180_000, 179_000, Side.BLACK)),
        ),
        (
            GameEnded(1, 1, EndReason.AGREEMENT, Millis(0)),
            wire.GameEnded(
                room=ROOM,
                v=v,
                game=GAME,
                result=wire.Result(white=1, black=1),
                reason=EndReason.AGREEMENT,
                clocks=stand,
            ),
        ),
    ]
    for event, news in expected:
        told.apply(event)
        assert views.game_news(ROOM, told, event, Seq(9), NOON) == news


def test_a_snapshot_holds_the_whole_game() -> None:
    told = game()
    told.apply(MovePlayed("e2e4", Millis(3_000)))
    told.apply(DrawOffered(Side.WHITE))
    running = views.snapshot(ROOM, told, Seq(12), NOON)
    assert running == wire.GameSnapshot(
        room=ROOM,
        v=Seq(12),
        game=GAME,
        white=PersonId("p1"),
        black=PersonId("p2"),
        phase=Phase.RUNNING,
        moves=[wire.MoveView(uci="e2e4", san="e4", spent=3_000, left=179_000)],
        clocks=shown(179_000, 180_000, Side.BLACK),
        offer=Side.WHITE,
        result=None,
        reason=None,
    )
    told.apply(GameEnded(0, 2, EndReason.RESIGNATION, Millis(0)))
    ended = views.snapshot(ROOM, told, Seq(13), NOON)
    assert (ended.result, ended.reason, ended.offer, ended.clocks.running) == (
        wire.Result(white=0, black=2),
        EndReason.RESIGNATION,
        None,
        None,
    )


def test_clocks_say_whose_runs_only_while_one_does() -> None:
    standing = game(phase=Phase.SUSPENDED)
    standing.clocks = Clocks(Millis(1), Millis(2), Millis(0))
    assert views.clocks(standing, NOON) == shown(1, 2, None)


def test_a_team_and_a_round_are_told_with_ids_alone() -> None:
    team = Team(TeamId("t1"), 1, TITLE, "Asia/Shanghai", [PersonId("p0101")])
    assert views.team(team) == wire.TeamView(
        id=TeamId("t1"),
        number=1,
        names=wire.Names(ru="Дружба", zh="友谊", en="Friendship"),
        zone="Asia/Shanghai",
    )
    one, two = (TeamId("t1"), (PersonId("p0101"),)), (TeamId("t2"), (PersonId("p0201"),))
    published = RoundPublished(3, (pair_boards(MatchId("r3m1"), one, two),), TeamId("t3"))
    board = wire.BoardView(game=GameId("r3m1b1"), board=1, white=PersonId("p0101"), black=PersonId("p0201"))
    match = wire.MatchView(id=MatchId("r3m1"), white=TeamId("t1"), black=TeamId("t2"), boards=[board])
    assert views.round_news(published, Seq(30)) == wire.RoundPublished(
        room="event", v=Seq(30), round=3, free=TeamId("t3"), matches=[match]
    )


def test_that_a_board_was_created_is_told_by_its_round() -> None:
    event = GameCreated(GAME, PersonId("p1"), PersonId("p2"), created().time_control)
    assert views.game_news(ROOM, game(), event, Seq(1), NOON) is None
