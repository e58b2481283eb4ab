"""The arbiter's acts and what follows from results: rounds, the table, and the tables for other programs."""

import asyncio
import json
from pathlib import Path

import pytest

from server.core.commands import OfferDraw, ResumeClocks, StartGame
from server.core.ids import CommandId, EndReason, GameId, Phase, Refusal, Side
from server.protocol import messages as wire
from tests.live.by_hand import HandHours, by_hand
from tests.live.stage import (
    ARBITER,
    FIRST,
    SECOND,
    Stage,
    accepted,
    meddle,
    opened,
    playing,
    staged,
)

FOOLS_MATE = "f2f3 e7e5 g2g4 d8h4"
EVENTS = "SELECT stream, version, type, by, command_id FROM event WHERE seq >= {} ORDER BY seq"
RESULTS = "SELECT * FROM result ORDER BY game"
STANDINGS = "SELECT * FROM standing ORDER BY rank, team"


async def read_models(stage: Stage) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """The results and the standings as they are in the database when all writing is done."""
    await stage.hosted.director.close()
    return stage.rows(RESULTS), stage.rows(STANDINGS)


# Publishing and closing ----------------------------------------------------------------------------------


@by_hand
async def test_a_round_and_its_games_come_in_one_transaction(hours: HandHours, tmp_path: Path) -> None:
    async with staged(tmp_path, hours, teams=4) as stage:
        commits: list[str] = []
        await stage.hosted.journal._connection.set_trace_callback(commits.append)
        ear = stage.listen(stage.hosted.release.room)
        v = accepted(await stage.publish(1, "k1"))
        assert stage.rows(EVENTS.format(v)) == [
            ("tournament", 14, "RoundPublished", "a1", "k1"),
            *[
                (f"game:r1m{match}b{board}", 1, "GameCreated", "a1", None)
                for match in (1, 2)
                for board in (1, 2)
            ],
        ]
        written = [text for text in commits if text.startswith("INSERT INTO event") or text == "COMMIT"]
        assert written.index("COMMIT") == 5
        news = await ear.hears(wire.RoundPublished)
        assert (news.v, news.round, [match.id for match in news.matches]) == (v, 1, ["r1m1", "r1m2"])
        assert (await ear.hears(wire.Standings)).as_of == v
        assert stage.game(GameId("r1m2b2")).phase is Phase.PUBLISHED


@by_hand
async def test_acts_out_of_order_are_refused_and_change_nothing(hours: HandHours, tmp_path: Path) -> None:
    async with staged(tmp_path, hours) as stage:
        assert await stage.close_round(1) is Refusal.NO_SUCH_ROUND
        assert await stage.publish(2) is Refusal.NO_SUCH_ROUND
        accepted(await stage.publish(1))
        rows = stage.rows("SELECT count(*) FROM event")
        assert await stage.publish(1, "other") is Refusal.ROUND_PUBLISHED
        assert await stage.publish(2) is Refusal.ROUND_OPEN
        assert await stage.close_round(1) is Refusal.UNFINISHED_GAMES
        assert stage.rows("SELECT count(*) FROM event") == rows


@by_hand
async def test_a_round_is_closed_by_the_arbiter_when_its_games_are_over(
    hours: HandHours, tmp_path: Path
) -> None:
    async with staged(tmp_path, hours) as stage:
        accepted(await stage.publish())
        await stage.draw_rest()
        ear = stage.listen(stage.hosted.release.room)
        assert not stage.hosted.over()
        v = accepted(await stage.close_round())
        assert await ear.hears(wire.RoundClosed) == wire.RoundClosed(room="event", v=v, round=1)
        assert await stage.publish(2) is Refusal.NO_MORE_ROUNDS


@by_hand
async def test_an_act_sent_again_gets_its_first_answer_even_after_a_restart(
    hours: HandHours, tmp_path: Path
) -> None:
    async with staged(tmp_path, hours) as stage:
        first = accepted(await stage.publish(1, "k1"))
        assert await stage.publish(1, "k1") == first
    async with opened(stage.folder, hours) as again:
        assert await again.publish(1, "k1") == first
        assert await again.publish(1, "k2") is Refusal.ROUND_PUBLISHED
        assert again.rows("SELECT count(*) FROM event WHERE type = 'RoundPublished'") == [(1,)]


@by_hand
async def test_of_two_acts_at_once_the_second_sees_the_first(hours: HandHours, tmp_path: Path) -> None:
    async with staged(tmp_path, hours) as stage:
        first, second = await asyncio.gather(stage.publish(1, "k1"), stage.publish(1, "k2"))
        accepted(first)
        assert second is Refusal.ROUND_PUBLISHED


@by_hand
async def test_an_act_the_disk_did_not_take_has_not_happened(hours: HandHours, tmp_path: Path) -> None:
    async with staged(tmp_path, hours) as stage:
        meddle(
            stage.folder,
            "INSERT INTO event SELECT 999, stream, version + 1, type, schema, at, by, NULL, body, hash "
            "FROM event ORDER BY version DESC LIMIT 1",
        )
        ear = stage.listen(stage.hosted.release.room)
        assert await stage.publish() is Refusal.NOT_STORED
        assert (stage.hosted.director.tournament.rounds, ear.heard) == ([], [])


@by_hand
async def test_the_arbiter_resumes_a_suspended_game(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        director = stage.hosted.director
        early = await director.act_on_game(FIRST, ResumeClocks(), ARBITER, CommandId("r0"), hours.now())
        assert early is Refusal.NOT_SUSPENDED
        async with opened(stage.image("killed"), hours) as again:
            act = again.hosted.director.act_on_game
            resume = ResumeClocks()
            v = accepted(await act(FIRST, resume, ARBITER, CommandId("r1"), hours.now()))
            assert again.game().phase is Phase.RUNNING
            assert await act(FIRST, resume, ARBITER, CommandId("r1"), hours.now()) == v
            nowhere = await act(GameId("r9m9b9"), resume, ARBITER, CommandId("r2"), hours.now())
            assert nowhere is Refusal.UNKNOWN_GAME
            assert await again.sent(ResumeClocks()) is Refusal.NOT_SUSPENDED


@by_hand
async def test_the_arbiter_starts_the_clocks_of_a_board_whose_player_is_missing(
    hours: HandHours, tmp_path: Path
) -> None:
    async with staged(tmp_path, hours) as stage:
        await stage.publish()
        act = stage.hosted.director.act_on_game
        accepted(await act(FIRST, StartGame(), ARBITER, CommandId("s1"), hours.now()))
        assert stage.game().phase is Phase.RUNNING
        again = await act(FIRST, StartGame(), ARBITER, CommandId("s2"), hours.now())
        assert again is Refusal.ALREADY_STARTED
        hours.advance(60_001)
        await stage.settled()
        ended = stage.game().ending
        assert ended is not None
        assert ended.reason is EndReason.FLAG_FALL


# Results -------------------------------------------------------------------------------------------------


@by_hand
async def test_after_each_end_everybody_is_told_the_table(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        ear = stage.listen(stage.hosted.release.room)
        await stage.play(FOOLS_MATE)
        ended = await ear.hears(wire.GameEnded)
        assert (ended.room, ended.game, ended.result) == ("event", FIRST, wire.Result(white=0, black=2))
        table = await ear.hears(wire.Standings)
        assert (table.as_of, table.codes) == (ended.v, ["MPVGP", "EDEBT", "EMGSB"])
        assert [(row.team, row.played, row.game_points) for row in table.rows] == [
            ("t1", 0, 0),
            ("t2", 0, 2),
        ][::-1]
        await stage.draw_rest()
        second = await ear.hears(wire.GameEnded)
        table = await ear.hears(wire.Standings)
        assert table.as_of == second.v
        assert [(row.rank, row.team, row.match_points, row.game_points) for row in table.rows] == [
            (1, "t2", 4, 3),
            (2, "t1", 0, 1),
        ]


@by_hand
async def test_results_and_standings_are_kept_for_other_programs(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        assert await read_models(stage) == ([], stage.rows(STANDINGS))
        await stage.play(FOOLS_MATE)
        await stage.draw_rest()
        results, standings = await read_models(stage)
        first, last = (seq for (seq,) in stage.rows("SELECT seq FROM event WHERE type = 'GameEnded'"))
        assert results == [
            (FIRST, 1, "r1m1", 1, "p0101", "p0201", 0, 2, "checkmate", first),
            (SECOND, 1, "r1m1", 2, "p0202", "p0102", 1, 1, "agreement", last),
        ]
        codes = ["MPVGP", "EDEBT", "EMGSB"]
        assert [list(json.loads(str(row[8]))) for row in standings] == [codes, codes]
        assert [(*row[:8], row[9]) for row in standings] == [
            ("t2", 1, 1, 1, 0, 0, 4, 3, last),
            ("t1", 2, 1, 0, 0, 1, 0, 1, last),
        ]


@pytest.mark.parametrize("done", ["published", "one game over", "all games over", "closed", "next round"])
@by_hand
async def test_read_models_made_anew_come_out_equal(hours: HandHours, tmp_path: Path, done: str) -> None:
    async with playing(tmp_path, hours, teams=4) as stage:
        if done != "published":
            await stage.play(FOOLS_MATE)
        if done not in ("published", "one game over"):
            await stage.draw_rest()
        if done in ("closed", "next round"):
            accepted(await stage.close_round())
        if done == "next round":
            accepted(await stage.publish(2))
        before = await read_models(stage)
        meddle(stage.folder, "DELETE FROM result")
        meddle(stage.folder, "UPDATE standing SET rank = 99, seq = 0")
        await stage.hosted.director.rebuild()
        assert await read_models(stage) == before
    async with opened(stage.folder, hours) as again:
        assert await read_models(again) == before


@by_hand
async def test_read_models_that_cannot_be_written_hold_up_no_game(
    hours: HandHours, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with playing(tmp_path, hours) as stage:
        meddle(stage.folder, "DROP TABLE result")
        await stage.play(FOOLS_MATE)
        await stage.hosted.director.close()
        assert "the read models do not show" in caplog.text
        await stage.start(SECOND)
        accepted(await stage.sent(OfferDraw(Side.WHITE), SECOND))
        assert stage.hosted.director.tournament.results[FIRST].reason is EndReason.CHECKMATE


# The roster ----------------------------------------------------------------------------------------------


@by_hand
async def test_everybody_is_shown_by_the_public_name_rule_and_only_players(
    hours: HandHours, tmp_path: Path
) -> None:
    async with staged(tmp_path, hours) as stage:
        snapshot = stage.hosted.release.event.snapshot()
        assert [(person.id, person.name, person.latin, person.lang) for person in snapshot.people] == [
            (f"p0{team}0{place}", f"Игрок {team}.", f"Player {team}.", "ru")
            for team in (1, 2)
            for place in (1, 2)
        ]
        assert [team.names.zh for team in snapshot.teams] == ["城1", "城2"]
        assert (snapshot.rounds, snapshot.time_control.base) == (3, 60_000)
