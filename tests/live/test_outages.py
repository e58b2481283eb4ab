"""What an outage and a restart leave of the clocks: nobody pays for the server, and nobody is hurried."""

from pathlib import Path

import pytest

from server.core.commands import PlayMove, ResumeClocks
from server.core.ids import Millis, Phase, Refusal, Side
from server.live.games import HEARTBEAT, TELLING
from server.protocol import messages as wire
from tests.live.by_hand import HandHours, by_hand
from tests.live.stage import FIRST, SECOND, Stage, accepted, opened, playing, staged

HOUR = 3_600_000


def left(stage: Stage) -> tuple[int, int]:
    """What both clocks of the first game show, in ms."""
    clocks = stage.game().clocks
    return clocks.white, clocks.black


# A kill --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("thought", "charged"),
    [(0, 0), (49, 0), (50, 0), (51, 1), (7_000, 6_950), (59_999, 59_949)],
)
@by_hand
async def test_after_a_kill_the_side_to_move_pays_up_to_the_last_sign_of_life(
    hours: HandHours, tmp_path: Path, thought: int, charged: int
) -> None:
    async with playing(tmp_path, hours) as stage:
        await stage.play("e2e4")
        hours.advance(thought)
        await stage.settled()  # the last sign of life
        image = stage.image("killed")
        hours.advance(HOUR)
        async with opened(image, hours) as again:
            assert again.game().phase is Phase.SUSPENDED
            assert left(again) == (62_000, 60_000 - charged)
            [(body,)] = again.rows("SELECT body FROM event WHERE type = 'ClocksSuspended'")
            assert body == f'{{"spent":{charged}}}'
    assert TELLING == 50


@by_hand
async def test_a_clock_that_ran_out_before_the_kill_is_lost_only_when_it_runs_again(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage:
        hours.advance(60_000)  # the flag would fall a millisecond later
        await stage.settled()
        image = stage.image("killed")
        async with opened(image, hours) as again:
            assert left(again) == (50, 60_000)
            accepted(await again.sent(ResumeClocks()))
            ear = again.listen(again.room())
            hours.advance(51)
            assert (await ear.hears(wire.GameEnded)).reason == "flag_fall"


@by_hand
async def test_only_games_that_ran_are_suspended(hours: HandHours, tmp_path: Path) -> None:
    async with staged(tmp_path, hours) as stage:
        accepted(await stage.publish())
        image = stage.image("killed")
        async with opened(image, hours) as again:
            assert [again.game(game).phase for game in (FIRST, SECOND)] == [Phase.PUBLISHED] * 2
            await again.start()
            assert again.game().phase is Phase.RUNNING


@by_hand
async def test_a_second_kill_before_anybody_is_back_charges_nothing_more(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage:
        hours.advance(5_000)
        await stage.settled()
        first = stage.image("killed")
        async with opened(first, hours) as again:
            before = left(again)
            hours.advance(HOUR)
            second = again.image("killed again")
        async with opened(second, hours) as late:
            assert left(late) == before == (60_000 - 4_950, 60_000)


# Signs of life -------------------------------------------------------------------------------------------


@by_hand
async def test_while_clocks_run_the_server_gives_signs_of_life(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        for _ in range(3):
            hours.advance(int(HEARTBEAT * 1000))
            while await stage.hosted.journal.alive() != hours.now():
                pass  # the next look goes by the disk again


@by_hand
async def test_while_no_clock_runs_nothing_is_written(hours: HandHours, tmp_path: Path) -> None:
    async with staged(tmp_path, hours) as stage:
        accepted(await stage.publish())
        seen = hours.now()
        for _ in range(10):
            hours.advance(int(HEARTBEAT * 1000))
            assert await stage.hosted.journal.alive() == seen


@by_hand
async def test_a_sign_of_life_that_cannot_be_given_is_logged(
    hours: HandHours, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with playing(tmp_path, hours) as stage:
        await stage.hosted.journal.close()
        while "no sign of life" not in caplog.text:
            hours.advance(int(HEARTBEAT * 1000))
            await stage.hosted.journal.alive()


# The countdown -------------------------------------------------------------------------------------------


@by_hand
async def test_clocks_run_again_after_a_countdown_with_both_players_there(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage:
        hours.advance(1_050)
        await stage.settled()
        async with opened(stage.image("killed"), hours) as again:
            ear = again.listen(again.room())
            again.arrive()
            hours.advance(9_999)
            await again.settled()
            assert again.game().phase is Phase.SUSPENDED
            hours.advance(1)
            resumed = await ear.hears(wire.ClocksResumed)
            assert resumed.clocks == wire.Clocks(
                white=59_000, black=60_000, running=Side.WHITE, at=hours.now()
            )
            hours.advance(2_000)
            accepted(await again.sent(PlayMove(Side.WHITE, 0, "e2e4")))
            assert again.game().moves[0].spent == 2_000


@pytest.mark.parametrize("pages", [1, 2])
@by_hand
async def test_a_player_who_leaves_stops_the_countdown_and_it_begins_anew(
    hours: HandHours, tmp_path: Path, pages: int
) -> None:
    async with playing(tmp_path, hours) as stage, opened(stage.image("killed"), hours) as again:
        games, black = again.hosted.games, again.game().players[Side.BLACK]
        again.arrive()
        for _ in range(pages - 1):
            games.arrive(black)
        hours.advance(5_000)
        for _ in range(pages):
            games.leave(black)
        hours.advance(1_000)
        games.arrive(black)
        for wait, phase in ((9_999, Phase.SUSPENDED), (1, Phase.RUNNING)):
            hours.advance(wait)
            await again.settled()
            assert again.game().phase is phase


@by_hand
async def test_nobodys_clock_runs_while_he_is_away(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage, opened(stage.image("killed"), hours) as again:
        again.arrive()
        hours.advance(5_000)
        again.hosted.games.leave(again.game().players[Side.BLACK])
        hours.advance(HOUR)
        await again.settled()
        assert again.game().phase is Phase.SUSPENDED


@by_hand
async def test_a_second_page_of_a_player_changes_nothing_about_the_countdown(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage, opened(stage.image("killed"), hours) as again:
        again.arrive()
        black = again.game().players[Side.BLACK]
        hours.advance(4_000)
        again.hosted.games.arrive(black)
        hours.advance(1_000)
        again.hosted.games.leave(black)
        hours.advance(5_000)
        await again.settled()
        assert again.game().phase is Phase.RUNNING


@by_hand
async def test_the_arbiter_need_not_wait_for_the_countdown(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage, opened(stage.image("killed"), hours) as again:
        again.arrive()
        hours.advance(5_000)
        accepted(await again.sent(ResumeClocks()))
        hours.advance(5_000)
        await again.settled()
        assert again.rows("SELECT count(*) FROM event WHERE type = 'ClocksResumed'") == [(1,)]


# An orderly stop -----------------------------------------------------------------------------------------


@by_hand
async def test_stopping_suspends_every_running_clock_at_that_instant(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage:
        await stage.start(SECOND)
        await stage.play("e2e4")
        ear = stage.listen(stage.room())
        hours.advance(4_000)
        await stage.hosted.suspend()
        told = await ear.hears(wire.ClocksSuspended)
        assert told.clocks == wire.Clocks(white=62_000, black=56_000, running=None, at=hours.now())
        assert [stage.game(game).phase for game in (FIRST, SECOND)] == [Phase.SUSPENDED] * 2
        assert await stage.sent(PlayMove(Side.BLACK, 1, "e7e5")) is Refusal.RESTARTING
        hours.advance(HOUR)
        await stage.settled()
        assert left(stage) == (62_000, 56_000)


@by_hand
async def test_a_move_on_its_way_is_played_before_the_clocks_stop(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        moving = stage.sent(PlayMove(Side.WHITE, 0, "e2e4"))
        await stage.hosted.suspend()
        assert accepted(moving.result()) == stage.rows("SELECT max(seq) - 1 FROM event")[0][0]
        assert (stage.game().turn, stage.game().phase) == (Side.BLACK, Phase.SUSPENDED)


@by_hand
async def test_a_game_that_is_just_starting_when_the_server_stops_is_suspended_too(
    hours: HandHours, tmp_path: Path
) -> None:
    async with staged(tmp_path, hours) as stage:
        accepted(await stage.publish())
        stage.arrive()
        await stage.hosted.suspend()
        assert stage.game().phase is Phase.SUSPENDED


@by_hand
async def test_an_orderly_restart_costs_nobody_a_millisecond(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        await stage.play("e2e4 e7e5")
        hours.advance(3_000)
    before = (62_000 - 3_000, 62_000)
    hours.advance(HOUR)
    async with opened(stage.folder, hours) as again:
        assert left(again) == before
        assert again.game().deadline(Millis(0)) is None


@by_hand
async def test_a_machine_that_stood_still_charges_nobody_and_flags_nobody(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage:
        await stage.play("e2e4")
        await stage.settled()
        hours.stand_still(HOUR)
        assert await stage.sent(PlayMove(Side.BLACK, 1, "e7e5")) is Refusal.SUSPENDED
        assert stage.game().phase is Phase.SUSPENDED
        assert left(stage) == (62_000, 60_000)
