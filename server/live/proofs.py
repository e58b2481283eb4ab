"""Proofs of dead positions, in a process of their own: one game's proof may not delay another game's flag."""

import asyncio
import logging
import multiprocessing
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Protocol

import chess

from server.core.deadness import Verdict, may_be_dead, prove
from server.core.game import Game
from server.core.ids import GameId, Phase

log = logging.getLogger(__name__)


class Judged(Protocol):
    """Who is told how a proof ended."""

    def __call__(self, game: GameId, *, dead: bool) -> None:
        """The position the game had, and every one that follows it, is dead; or that is not proven."""


class Proofs:
    """At most one proof a game at a time; a game that has moved on meanwhile is looked at again."""

    def __init__(self, judged: Judged) -> None:
        self._judged = judged
        self._pool: ProcessPoolExecutor | None = None
        self._running: dict[GameId, asyncio.Future[Verdict]] = {}

    def consider(self, game: Game) -> None:
        """Begin a proof if the position calls for one."""
        if game.phase is Phase.ENDED or game.id in self._running or not may_be_dead(game.board):
            return
        if self._pool is None:
            # Spawned, not forked: a fork would take our sockets and the journal's locks with it.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, context, initializer=_leave_interrupts_to_the_server)
        proof = asyncio.get_running_loop().run_in_executor(self._pool, _prove, game.board.fen())
        self._running[game.id] = proof
        proof.add_done_callback(partial(self._ended, game, len(game.moves)))

    def _ended(self, game: Game, ply: int, proof: "asyncio.Future[Verdict]") -> None:
        del self._running[game.id]
        if proof.cancelled():
            return
        try:
            dead = proof.result() is Verdict.DEAD
        except BrokenProcessPool as error:
            log.error("game %s: the proof was lost: %s", game.id, error)
            self._pool, dead = None, False
        if dead or game.fallen:
            self._judged(game.id, dead=dead)
        elif len(game.moves) > ply:
            self.consider(game)

    def close(self) -> None:
        """End the worker; what it has not begun is dropped."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()


def _leave_interrupts_to_the_server() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _prove(fen: str) -> Verdict:
    return prove(chess.Board(fen))
