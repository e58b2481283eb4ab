"""Live games on a real journal: told after the disk, once for each id, one at a time, by the clock."""

from pathlib import Path

import pytest

from server.core.commands import AcceptDraw, OfferDraw, PlayMove, Resign, StartGame
from server.core.endings import Ending
from server.core.events import Event, GameCreated, GameStarted, PlayerEntered
from server.core.ids import CommandId, EndReason, GameId, Millis, PersonId, Phase, Refusal, Seq, Side, TeamId
from server.live.gate import Waiting, replay, stream_of
from server.protocol import messages as wire
from server.storage.journal import Entry, Stored
from tests.live.by_hand import HandHours, by_hand
from tests.live.stage import CONTROL, FIRST, SECOND, Ear, accepted, meddle, opened, playing, staged

E2E4 = PlayMove(Side.WHITE, 0, "e2e4")
E7E5 = PlayMove(Side.BLACK, 1, "e7e5")
G1F3 = PlayMove(Side.WHITE, 2, "g1f3")
MOVES = "SELECT count(*) FROM event WHERE type = 'MovePlayed'"


# Disk first, then news, then the answer ------------------------------------------------------------------


@by_hand
async def test_a_move_is_answered_when_its_row_is_on_disk_and_its_news_are_out(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage:
        ear = stage.listen(stage.room())
        seen: list[object] = []

        def answer(answered: Seq | Refusal) -> None:
            seen.extend(
                (answered, stage.rows("SELECT max(seq) FROM event"), [type(news) for news in ear.heard])
            )

        by = stage.game().players[Side.WHITE]
        stage.hosted.games.submit(FIRST, Waiting(E2E4, hours.now(), by, CommandId("k1"), answer))
        assert seen == []
        moved = await ear.hears(wire.Move)
        assert seen == [moved.v, [(moved.v,)], [wire.Move]]


@by_hand
async def test_both_players_and_then_the_public_hear_of_a_move(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        players = stage.listen(stage.room())
        public = stage.listen(stage.hosted.release.room_of(FIRST))
        hours.advance(1_500)
        v = accepted(await stage.sent(E2E4))
        told = await players.hears(wire.Move)
        clocks = wire.Clocks(white=60_500, black=60_000, running=Side.BLACK, at=hours.now())
        assert told == wire.Move(
            room="play:r1m1b1", v=v, game=FIRST, ply=1, uci="e2e4", san="e4", spent=1_500, clocks=clocks
        )
        assert await public.hears(wire.Move) == told.model_copy(update={"room": "game:r1m1b1"})


@by_hand
async def test_a_refused_command_is_told_to_its_sender_alone(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        ear = stage.listen(stage.room())
        assert await stage.sent(E7E5) is Refusal.NOT_YOUR_TURN
        await stage.settled()
        assert (ear.heard, stage.rows(MOVES)) == ([], [(0,)])


@by_hand
async def test_what_the_disk_did_not_take_has_not_happened(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        ear = stage.listen(stage.room())
        meddle(  # somebody else writes into the game
            stage.folder,
            "INSERT INTO event SELECT 999, stream, version + 1, type, schema, at, by, NULL, body, hash "
            "FROM event WHERE stream = 'game:r1m1b1' ORDER BY version DESC LIMIT 1",
        )
        both = [stage.sent(E2E4, command_id="k1"), stage.sent(E2E4, command_id="k2")]
        assert [await answer for answer in both] == [Refusal.NOT_STORED, Refusal.NOT_STORED]
        assert (stage.game().moves, ear.heard) == ([], [])


# Once for each id ----------------------------------------------------------------------------------------


@by_hand
async def test_an_accepted_command_sent_again_gets_its_first_answer(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        first = accepted(await stage.sent(E2E4, command_id="k1"))
        accepted(await stage.sent(E7E5, command_id="k1"))  # ids are each player's own
        assert await stage.sent(E2E4, command_id="k1") == first
        assert await stage.sent(G1F3, command_id="k1") == first  # whatever it says now
        assert stage.rows(MOVES) == [(2,)]


@by_hand
async def test_an_id_sent_twice_before_the_disk_answers_is_played_once(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage:
        both = [stage.sent(E2E4, command_id="k1") for _ in range(2)]
        first, second = [accepted(await answer) for answer in both]
        assert first == second
        assert stage.rows(MOVES) == [(1,)]


@by_hand
async def test_a_refused_command_is_decided_afresh(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        assert await stage.sent(E7E5, command_id="k1") is Refusal.NOT_YOUR_TURN
        accepted(await stage.sent(E2E4, command_id="k2"))
        accepted(await stage.sent(E7E5, command_id="k1"))


@by_hand
async def test_the_last_command_of_a_game_is_answered_after_its_end_and_after_restarts(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours, teams=4) as stage:
        await stage.play("f2f3 e7e5 g2g4")
        mate = PlayMove(Side.BLACK, 3, "d8h4")
        by = stage.game().players[Side.BLACK]
        first = accepted(await stage.sent(mate, command_id="mate"))
        assert stage.game().ending == Ending(0, 2, EndReason.CHECKMATE)
        assert await stage.sent(mate, command_id="mate") == first
        assert await stage.sent(mate, command_id="other") is Refusal.GAME_OVER
        await stage.draw_rest()
    async with opened(stage.folder, hours) as again:
        assert await again.sent(mate, command_id="mate") == first
        accepted(await again.close_round())
        accepted(await again.publish(2))
    async with opened(stage.folder, hours) as late:
        assert late.hosted.games.game(FIRST) is None
        assert await late.sent(mate, by=by, command_id="mate") == first
        assert await late.sent(mate, by=by, command_id="other") is Refusal.GAME_OVER


@by_hand
async def test_a_game_that_does_not_exist_is_refused(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        nowhere, by = GameId("r9m9b9"), PersonId("p0101")
        assert await stage.sent(E2E4, nowhere, by=by, command_id="k1") is Refusal.UNKNOWN_GAME
        assert await stage.sent(E2E4, nowhere, by=by) is Refusal.UNKNOWN_GAME
        assert stage.hosted.games.game(nowhere) is None
        assert stage.hosted.games.presence(nowhere, "game:r9m9b9") is None
        assert stage.hosted.games.room_for(nowhere, by) is None


# One at a time -------------------------------------------------------------------------------------------


@by_hand
async def test_commands_wait_while_a_batch_is_on_its_way_and_other_games_go_on(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage:
        await stage.start(SECOND)
        before = accepted(await stage.sent(OfferDraw(Side.WHITE)))
        waiting = [stage.sent(E2E4), stage.sent(E7E5), stage.sent(E2E4, SECOND), stage.sent(G1F3)]
        answers = [accepted(await answer) - before for answer in waiting]
        assert answers == [1, 3, 2, 4]
        assert [move.uci for move in stage.game().moves] == ["e2e4", "e7e5", "g1f3"]


@by_hand
async def test_a_waiting_command_is_judged_by_what_came_before_it(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        waiting = [stage.sent(E2E4), stage.sent(E2E4), stage.sent(Resign(Side.BLACK)), stage.sent(E7E5)]
        answers = [await answer for answer in waiting]
        assert [answer if isinstance(answer, Refusal) else None for answer in answers] == [
            None,
            Refusal.NOT_YOUR_TURN,
            None,
            Refusal.GAME_OVER,
        ]


# The start -----------------------------------------------------------------------------------------------


@by_hand
async def test_a_game_starts_when_both_players_are_there(hours: HandHours, tmp_path: Path) -> None:
    async with staged(tmp_path, hours) as stage:
        await stage.publish()
        ear = stage.listen(stage.room())
        white, black = stage.game().players.values()
        stage.hosted.games.arrive(white)
        stage.hosted.games.arrive(white)  # a second page of the same player
        await stage.settled()
        assert stage.game().phase is Phase.PUBLISHED
        stage.hosted.games.arrive(black)
        started = await ear.hears(wire.GameStarted)
        assert started.clocks == wire.Clocks(white=60_000, black=60_000, running=Side.WHITE, at=hours.now())
        assert stage.game(SECOND).phase is Phase.PUBLISHED


@by_hand
async def test_players_who_wait_already_start_as_soon_as_the_round_is_out(
    hours: HandHours, tmp_path: Path
) -> None:
    async with staged(tmp_path, hours) as stage:
        seated: list[PersonId] = []
        stage.hosted.games.seated = seated.append
        for person in ("p0101", "p0201"):
            stage.hosted.games.arrive(PersonId(person))
        await stage.publish()
        await stage.settled()
        assert stage.game().phase is Phase.RUNNING
        assert stage.game(SECOND).phase is Phase.PUBLISHED
        assert sorted(seated) == ["p0101", "p0102", "p0201", "p0202"]
        assert await stage.sent(StartGame()) is Refusal.ALREADY_STARTED


# Presence ------------------------------------------------------------------------------------------------


@by_hand
async def test_everybody_at_a_board_sees_who_is_there(hours: HandHours, tmp_path: Path) -> None:
    async with staged(tmp_path, hours) as stage:
        await stage.publish()
        games = stage.hosted.games
        white, black = stage.game().players.values()
        ears = [stage.listen(stage.room()), stage.listen(stage.hosted.release.room_of(FIRST))]

        async def seen() -> list[tuple[bool, bool]]:
            shown = [await ear.hears(wire.Presence) for ear in ears]
            assert [news.room for news in shown] == ["play:r1m1b1", "game:r1m1b1"]
            assert games.presence(FIRST, "play:r1m1b1") == shown[0]
            return [(news.white, news.black) for news in shown]

        games.arrive(black)
        assert await seen() == [(False, True)] * 2
        games.arrive(black)
        assert await seen() == [(False, True)] * 2
        games.leave(black)
        assert await seen() == [(False, True)] * 2
        games.arrive(white)
        assert await seen() == [(True, True)] * 2
        games.leave(black)
        assert await seen() == [(True, False)] * 2
        assert (games.is_here(white), games.is_here(black)) == (True, False)


@by_hand
async def test_somebody_without_a_board_comes_and_goes_unseen(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        ear = stage.listen(stage.room())
        stage.hosted.games.arrive(PersonId("p0909"))
        assert stage.hosted.games.is_here(PersonId("p0909"))
        stage.hosted.games.leave(PersonId("p0909"))
        assert not stage.hosted.games.is_here(PersonId("p0909"))
        assert ear.heard == []


@by_hand
async def test_the_players_room_is_for_the_two_players(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        rooms = [stage.hosted.games.room_for(FIRST, PersonId(p)) for p in ("p0101", "p0201", "p0102", "a1")]
        assert rooms[0] is rooms[1] is not None
        assert rooms[2:] == [None, None]


@by_hand
async def test_who_joins_the_players_room_gets_the_whole_game(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        hours.advance(700)
        v = accepted(await stage.sent(E2E4))
        ear = Ear()
        stage.room().join(ear, None)
        snapshot = await ear.hears(wire.GameSnapshot)
        assert (snapshot.v, snapshot.room) == (v, "play:r1m1b1")
        assert snapshot.moves == [wire.MoveView(uci="e2e4", san="e4", spent=700, left=61_300)]


# The flag ------------------------------------------------------------------------------------------------


@by_hand
async def test_the_flag_falls_by_itself_and_what_was_read_by_then_is_heard_first(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage:
        ear = stage.listen(stage.room())
        told = hours.now()
        hours.advance(60_000)
        await stage.settled()
        accepted(await stage.sent(E2E4, at=Millis(told + 59_999)))
        hours.advance(60_000)
        await stage.settled()
        assert stage.game().phase is Phase.RUNNING
        hours.advance(1)
        ended = await ear.hears(wire.GameEnded)
        assert (ended.result, ended.reason) == (wire.Result(white=2, black=0), EndReason.FLAG_FALL)
        assert (ended.clocks.white, ended.clocks.black, ended.clocks.running) == (2_001, 0, None)


@by_hand
async def test_a_move_after_the_deadline_does_not_save_the_flag(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        hours.advance(60_000)
        assert await stage.sent(E2E4) is Refusal.FLAG_FALLEN
        hours.advance(1)
        await stage.settled()
        assert stage.game().ending == Ending(0, 2, EndReason.FLAG_FALL)


@by_hand
async def test_thinking_time_counts_from_the_news_and_storing_is_charged_to_nobody(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage:
        ear = stage.listen(stage.room())
        waiting = stage.sent(E2E4)
        hours.advance(3_000)  # a slow disk
        accepted(await waiting)
        assert (await ear.hears(wire.Move)).clocks.at == hours.now()
        hours.advance(1_000)
        accepted(await stage.sent(E7E5))
        assert [move.spent for move in stage.game().moves] == [0, 1_000]


@by_hand
async def test_an_offer_moves_no_deadline(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        hours.advance(40_000)
        accepted(await stage.sent(OfferDraw(Side.WHITE)))
        hours.advance(20_001)
        await stage.settled()
        assert stage.game().ending == Ending(0, 2, EndReason.FLAG_FALL)


@by_hand
async def test_a_deadline_dies_with_its_game(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        accepted(await stage.sent(OfferDraw(Side.WHITE)))
        accepted(await stage.sent(AcceptDraw(Side.BLACK)))
        ear = stage.listen(stage.room())
        hours.advance(120_000)
        await stage.settled()
        assert (ear.heard, stage.game().ending) == ([], Ending(1, 1, EndReason.AGREEMENT))


# Streams that are no games -------------------------------------------------------------------------------


def test_a_stream_without_a_creation_is_no_game() -> None:
    with pytest.raises(TypeError, match="does not begin with its creation"):
        replay([Stored(Seq(1), Entry("game:a", 1, GameStarted(), Millis(0)))])


def test_a_game_with_a_strangers_event_in_it_is_no_game() -> None:
    created = GameCreated(GameId("a"), PersonId("p1"), PersonId("p2"), CONTROL)
    events: list[Event] = [created, PlayerEntered(PersonId("p1"), TeamId("t1"), 1)]
    stream = stream_of(GameId("a"))
    history = [Stored(Seq(n), Entry(stream, n, event, Millis(0))) for n, event in enumerate(events, start=1)]
    with pytest.raises(TypeError, match="game:a holds a PlayerEntered"):
        replay(history)
