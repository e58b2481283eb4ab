"""An arbiter's acts by program: publish a round, close it, resume a game's clocks.

It decides nothing itself: the server says whether an act is allowed.

    await act(link, publish(1))        # Accepted(v=31) or Declined(code="round_open")

From a shell: `python -m clients.arbiter LINK publish 1`, `close 1`, `resume r1m1b1`.
"""

import asyncio
import http.client
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

import click

from clients.link import Link
from server.protocol.messages import (
    ClientMessage,
    EventSnapshot,
    GameEnded,
    GameId,
    Hello,
    MatchView,
    RoundClosed,
    RoundPublished,
    Seq,
    ServerMessage,
    Watch,
)

ANSWER_WITHIN, PAUSE = 5.0, 0.5
"""Seconds for one answer, and before the same act is asked for again."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The act is done and on disk; `v` is its place in the journal."""

    v: Seq


@dataclass(frozen=True, slots=True)
class Declined:
    """The act changed nothing; `code` says why."""

    status: int
    code: str


def publish(round_number: int) -> str:
    """The path of publishing a round."""
    return f"/rounds/{round_number}/publish"


def close(round_number: int) -> str:
    """The path of closing a round."""
    return f"/rounds/{round_number}/close"


def resume(game: str) -> str:
    """The path of resuming a game's clocks."""
    return f"/games/{game}/resume"


async def act(link: Link, path: str) -> Accepted | Declined:
    """Have an act done; while the server is away it is asked for again under the same id, so done once."""
    command = uuid.uuid4().hex
    while True:
        try:
            answer = await asyncio.to_thread(_post, link, path, command)
        except (OSError, http.client.HTTPException):
            pass
        else:
            if not isinstance(answer, Declined) or answer.status < 500:
                return answer
        await asyncio.sleep(PAUSE)


def _post(link: Link, path: str, command: str) -> Accepted | Declined:
    url = urlsplit(link.api_url + path)
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = kind(url.netloc, timeout=ANSWER_WITHIN)
    try:
        headers = {"Authorization": link.authorization, "Content-Type": "application/json"}
        connection.request("POST", url.path, json.dumps({"id": command}), headers)
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    return _answer(response.status, body)


def _answer(status: int, body: bytes) -> Accepted | Declined:
    try:
        fields = json.loads(body)
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        return Declined(status, "")  # a proxy's page, not the server's answer
    if status == HTTPStatus.OK:
        return Accepted(Seq(int(fields["v"])))
    return Declined(status, str(fields.get("code", "")))


class RoundWatch:
    """Follows the room `event`: which rounds are out, which of their games still go on.

    It is a listener for `clients.line`.
    """

    def __init__(self) -> None:
        self.rounds = 0
        """How many rounds the event has; 0 before the snapshot."""
        self.playing: dict[int, set[GameId]] = {}
        """Published rounds, each with its unfinished games."""
        self.closed: set[int] = set()
        self._version: Seq | None = None

    def opened(self) -> None:
        """A new connection stands; `hello` will follow."""

    def receive(self, message: ServerMessage) -> Sequence[ClientMessage]:
        """Take a message in; what has to be sent in answer."""
        match message:
            case Hello():
                return (Watch(room="event", since=self._version),)
            case EventSnapshot():
                self._snapshot(message)
            case RoundPublished() | RoundClosed() | GameEnded() if message.v > (self._version or 0):
                self._news(message)
                self._version = message.v
            case _:
                pass
        return ()

    def _snapshot(self, event: EventSnapshot) -> None:
        self._version, self.rounds = event.v, event.rounds
        ended = {score.game for score in event.ended}
        self.playing = {played.round: _games(played.matches) - ended for played in event.played}
        self.closed = {played.round for played in event.played if played.closed}

    def _news(self, news: RoundPublished | RoundClosed | GameEnded) -> None:
        match news:
            case RoundPublished():
                self.playing[news.round] = _games(news.matches)
            case RoundClosed():
                self.closed.add(news.round)
            case GameEnded():
                for games in self.playing.values():
                    games.discard(news.game)

    def due(self, last: int) -> str | None:
        """The act due on the way to the end of round `last`; None while games go on or all is done."""
        newest = max(self.playing, default=0)
        if not self.rounds or self.over(last):
            return None
        if newest in self.closed or not newest:
            return publish(newest + 1)
        return None if self.playing[newest] else close(newest)

    def over(self, last: int) -> bool:
        """Whether the last round to be played is closed."""
        return bool(self.rounds) and min(last, self.rounds) in self.closed


def _games(matches: Sequence[MatchView]) -> set[GameId]:
    return {board.game for match in matches for board in match.boards}


ROUND_ACTS = {"publish": publish, "close": close}


@click.command()
@click.argument("link")
@click.argument("verb", type=click.Choice([*ROUND_ACTS, "resume"]))
@click.argument("subject")
def main(link: str, verb: str, subject: str) -> None:
    """Have one act done by this arbiter's LINK: publish or close round SUBJECT, resume game SUBJECT."""
    try:
        path = (
            resume(subject) if verb == "resume" else (publish if verb == "publish" else close)(int(subject))
        )
        answer = asyncio.run(act(Link.parse(link), path))
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if isinstance(answer, Declined):
        raise click.ClickException(f"declined: {answer.code or answer.status}")
    click.echo(f"Done; it stands in the journal at {answer.v}.")


if __name__ == "__main__":
    main()
