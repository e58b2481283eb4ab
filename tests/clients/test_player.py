"""A player on a real line: connecting, losing the line, coming back, and what the clock shows."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

import chess
import pytest
from click.testing import CliRunner

import clients.line
from clients.line import LinkRefusedError, ProtocolError, ServerClock, Way, monotonic
from clients.player import Player, Terminal, main
from clients.seat import side
from server.protocol.messages import (
    Ack,
    ClocksResumed,
    Millis,
    MoveCommand,
    Phase,
    Pong,
    Refusal,
    Refused,
    Seq,
    Watch,
)
from tests.clients.peer import GAME, ROOM, Connection, Peer, clocks, hello, snapshot
from tests.clients.test_seat import ended, moved
from tests.system.served import REPO, Served

E2E4 = chess.Move.from_uci("e2e4")


@pytest.fixture(autouse=True)
def _brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients.line, "FIRST_PAUSE", 0.02)


@asynccontextmanager
async def online(player: Player) -> AsyncIterator[None]:
    """The player's line is kept while the block runs."""
    async with asyncio.TaskGroup() as tasks:
        line = tasks.create_task(player.run())
        yield
        line.cancel()


async def seated(peer: Peer) -> Connection:
    """The far end of a player's line once the game is before him."""
    connection = await peer.connection()
    await connection.say(hello())
    assert await connection.heard() == Watch(room=ROOM)
    await connection.say(snapshot())
    return connection


async def until(player: Player, *, ply: int) -> None:
    def holds() -> bool:
        game = player.seat.game()
        return game is not None and game.board.ply() == ply

    async with asyncio.timeout(5):
        await player.until(holds)


async def test_a_player_sits_down_and_plays_a_move() -> None:
    async with Peer() as peer:
        player = Player(peer.link)
        async with online(player):
            connection = await seated(peer)
            await player.until(lambda: player.seat.turn() is not None)
            await player.move(E2E4)
            command = await connection.heard()
            assert isinstance(command, MoveCommand)
            await connection.say(moved(1, "e2e4", 11), Ack(id=command.id, v=Seq(11)))
            await until(player, ply=1)
            await player.until(lambda: not player.seat.owed)
        assert peer.authorizations == ["Bearer secret"]


async def test_an_unacknowledged_move_is_sent_again_with_the_same_id_after_the_line_broke() -> None:
    async with Peer() as peer:
        player = Player(peer.link)
        async with online(player):
            connection = await seated(peer)
            await player.until(lambda: player.seat.turn() is not None)
            await player.move(E2E4)
            command = await connection.heard()
            await connection.drop()
            connection = await peer.connection()
            await connection.say(hello())
            assert await connection.heard() == Watch(room=ROOM, since=Seq(10))
            assert await connection.heard() == command


async def test_a_move_made_while_the_line_is_down_is_sent_once_it_stands() -> None:
    async with Peer() as peer:
        player = Player(peer.link)
        async with online(player):
            connection = await seated(peer)
            await player.until(lambda: player.seat.turn() is not None)
            await connection.drop()
            connection = await peer.connection()
            await player.move(E2E4)
            await connection.say(hello())
            assert await connection.heard() == Watch(room=ROOM, since=Seq(10))
            assert isinstance(await connection.heard(), MoveCommand)
            assert connection.silent()


async def test_a_suspended_move_waits_for_the_clocks() -> None:
    async with Peer() as peer:
        player = Player(peer.link)
        async with online(player):
            connection = await seated(peer)
            await player.until(lambda: player.seat.turn() is not None)
            await player.move(E2E4)
            command = await connection.heard()
            assert isinstance(command, MoveCommand)
            await connection.say(Refused(id=command.id, code=Refusal.SUSPENDED))
            await connection.say(ClocksResumed(room=ROOM, v=Seq(12), game=GAME, clocks=clocks()))
            assert await connection.heard() == command


async def test_repeating_sends_everything_owed_once_more() -> None:
    async with Peer() as peer:
        player = Player(peer.link)
        async with online(player):
            connection = await seated(peer)
            await player.until(lambda: player.seat.turn() is not None)
            await player.offer_draw()
            await player.resign()
            await player.repeat()
            first, second = await connection.heard(), await connection.heard()
            assert [await connection.heard(), await connection.heard()] == [first, second]


async def test_a_server_that_restarts_is_asked_again() -> None:
    async with Peer() as peer:
        peer.refuse_with = [HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.BAD_GATEWAY]
        async with online(Player(peer.link)):
            await seated(peer)
        assert len(peer.authorizations) == 3


@pytest.mark.parametrize("status", [HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND])
async def test_a_link_that_opens_nothing_is_not_tried_again(status: HTTPStatus) -> None:
    async with Peer() as peer:
        peer.refuse_with = [status]
        with pytest.raises(LinkRefusedError):
            await Player(peer.link).run()


async def test_a_policy_violation_is_not_tried_again() -> None:
    async with Peer() as peer:
        run = asyncio.create_task(Player(peer.link).run())
        connection = await peer.connection()
        await connection.socket.close(1008, "no such message")
        with pytest.raises(ProtocolError, match="no such message"):
            await run


@pytest.mark.parametrize("payload", ["{}", hello(protocol=7).model_dump_json()])
async def test_a_server_that_speaks_another_language_is_left(payload: str) -> None:
    async with Peer() as peer:
        run = asyncio.create_task(Player(peer.link).run())
        connection = await peer.connection()
        await connection.socket.send(payload)
        with pytest.raises(ProtocolError):
            await run


async def test_pings_are_answered_or_the_line_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients.line, "PING_EVERY", 30)
    monkeypatch.setattr(clients.line, "PONG_WITHIN", 120)
    async with Peer() as peer:
        player = Player(peer.link)
        async with online(player):
            connection = await seated(peer)
            for _ in range(3):
                async with asyncio.timeout(5):
                    ping = await connection.pings.get()
                await connection.say(Pong(n=ping.n, now=Millis(1)))
            # Now the peer is silent: the line is cut and another made.
            again = await peer.connection()
            assert again.socket is not connection.socket
            await connection.socket.wait_closed()


async def test_a_tap_hears_every_frame_as_it_is_on_the_wire() -> None:
    frames: list[tuple[Way, bytes]] = []
    async with Peer() as peer:
        player = Player(peer.link, tap=lambda way, payload: frames.append((way, payload)))
        async with online(player):
            connection = await seated(peer)
            await until(player, ply=0)
            await connection.drop()
            await peer.connection()
    assert [way for way, _ in frames[:5]] == [Way.OPEN, Way.IN, Way.OUT, Way.IN, Way.CLOSED]
    assert frames[2][1] == b'{"t":"watch","room":"play:r1m1b1","since":null}'


async def test_only_the_running_clock_goes_down() -> None:
    async with Peer() as peer:
        player = Player(peer.link)
        assert player.left(chess.WHITE) == 0
        async with online(player):
            connection = await peer.connection()
            await connection.say(hello(now=1_007_000))  # seven seconds after the clocks were read
            await connection.heard()
            await connection.say(snapshot())
            await until(player, ply=0)
            assert 172_000 <= player.left(chess.WHITE) <= 173_000
            assert player.left(chess.BLACK) == 180_000


def test_the_servers_clock_is_read_from_the_quickest_message_and_never_ahead() -> None:
    clock = ServerClock()
    assert clock.now() == 0
    here = monotonic()
    clock.read(Millis(5_000), here, anew=True)
    clock.read(Millis(5_900), here + 1_000, anew=False)  # 100 ms slower on its way than the first
    assert 5_000 <= clock.now() < 5_500
    clock.read(Millis(5_300), here, anew=False)  # 300 ms quicker
    assert 5_300 <= clock.now() < 5_800
    clock.read(Millis(100), here, anew=True)  # another process answers now
    assert 100 <= clock.now() < 600


async def test_the_terminal_prints_the_game_and_plays_what_is_typed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with Peer() as peer:
        terminal = Terminal(peer.link)
        async with online(terminal.player):
            connection = await peer.connection()
            await terminal.typed("e4")
            await connection.say(hello(None), hello())
            await connection.heard()
            await connection.say(snapshot())
            await until(terminal.player, ply=0)
            for words in ("Nf6", "e4", "e2e4", "draw", "accept", "resign", "clocks"):
                await terminal.typed(words)
            heard = [await connection.heard() for _ in range(5)]
            assert [message.t for message in heard] == ["move", "move", "offer_draw", "accept_draw", "resign"]
            await connection.say(
                moved(1, "e2e4", 11), Refused(id=terminal.player.seat.resign().id, code=Refusal.GAME_OVER)
            )
            await connection.say(ended())
            await terminal.player.until(lambda: terminal.player.seat.games[GAME].phase is Phase.ENDED)
    printed = capsys.readouterr().out
    for sentence in (
        "There is no board yet.",
        "Connected. Waiting for a board.",
        "'Nf6' is no legal move here.",
        "Black 3:00",
        "1. e2e4",
        "Refused: game_over.",
        "1-0 (checkmate)",
    ):
        assert sentence in printed


def test_colours_have_the_wires_names() -> None:
    assert (side(chess.WHITE), side(chess.BLACK)) == ("white", "black")


def test_from_a_terminal_a_game_is_played_by_typing(small: Served) -> None:
    white, black = (small.link("player", f"{city} board 1") for city in ("Khabarovsk", "Qiqihar"))
    players = [
        subprocess.Popen(
            [sys.executable, "-m", "clients.player", link],
            cwd=REPO,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for link in (white, black)
    ]
    try:
        for player in players:
            assert heard(player, "The clocks run.")
        for ply, typed in enumerate(("f3", "e5", "g2g4", "Qh4")):
            say(players[ply % 2], typed)
            assert all(heard(player, f"{ply // 2 + 1}.") for player in players)
        assert all("0-1 (checkmate)" in heard(player, "0-1") for player in players)
        say(players[0], "quit")
        assert players[0].wait(5) == 0
        say(players[1], "resign")  # of a finished game
        assert heard(players[1], "Refused: game_over.")
    finally:
        for player in players:
            player.kill()
            player.communicate()


def say(player: "subprocess.Popen[str]", words: str) -> None:
    """Type a line."""
    assert player.stdin is not None
    print(words, file=player.stdin, flush=True)


def heard(player: "subprocess.Popen[str]", beginning: str) -> str:
    """The next printed line that begins so; '' if there is none any more."""
    assert player.stdout is not None
    return next((line for line in player.stdout if line.startswith(beginning)), "")


def test_a_revoked_link_is_one_sentence_at_the_terminal(small: Served) -> None:
    revoked = small.link("arbiter").partition("#")[0] + "#nobodys"
    player = subprocess.Popen(
        [sys.executable, "-m", "clients.player", revoked],
        cwd=REPO,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert player.wait(10) == 1
    finally:
        player.kill()
        _, errors = player.communicate()
    assert errors == "Error: the server answers 403: this link opens nothing\n"


def test_what_is_no_link_is_refused_at_the_terminal() -> None:
    ended = CliRunner().invoke(main, ["nothing"])
    assert (ended.exit_code, "not a link" in ended.stderr) == (2, True)
