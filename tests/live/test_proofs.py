"""Dead positions are proven in a worker while the game goes on; a fallen flag waits for the proof."""

from pathlib import Path

import chess

from server.core.ids import EndReason, Phase
from server.protocol import messages as wire
from tests.live.by_hand import HandHours, by_hand
from tests.live.stage import Stage, playing


def walled(stage: Stage) -> None:
    """Put the walled position on the board of the first game, as if it had been played."""
    stage.game().board = chess.Board("4k3/8/8/p1p1p1p1/P1P1P1P1/8/3r4/4K3 w - - 0 1")


@by_hand
async def test_a_position_that_becomes_dead_ends_the_game_by_itself(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        ear = stage.listen(stage.room())
        walled(stage)
        await stage.play("e1d2")
        ended = await ear.hears(wire.GameEnded)
        assert (ended.reason, ended.result) == (EndReason.DEAD_POSITION, wire.Result(white=1, black=1))


@by_hand
async def test_a_flag_that_falls_while_the_proof_runs_waits_for_it(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        ear = stage.listen(stage.room())
        walled(stage)
        await stage.play("e1d2")
        hours.advance(120_000)
        suspended = await ear.hears(wire.ClocksSuspended)
        assert suspended.clocks.black == 0
        assert stage.game().phase in (Phase.SUSPENDED, Phase.ENDED)
        ended = await ear.hears(wire.GameEnded)
        assert ended.reason is EndReason.DEAD_POSITION
