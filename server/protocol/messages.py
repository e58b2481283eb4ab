"""The wire's closed set of messages, discriminated by `t`.

A message that does not validate closes the socket (1008); there is no second, lenient reading. Times are
milliseconds, points are half-points (a win is 2), instants are the server's own clock.

    parse(b'{"t":"move","id":"k1","game":"r1m1b1","ply":0,"uci":"e2e4"}')

News carries `room` and `v`. `v` is the position in the event's journal, so it only grows within a room; a
reader keeps the last `v` it has seen and drops what is not above it. `watch` with `since` brings either the
news after it or one snapshot; never a gap.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from server.core.ids import CommandId as CommandId
from server.core.ids import EndReason as EndReason
from server.core.ids import EventId as EventId
from server.core.ids import GameId as GameId
from server.core.ids import MatchId as MatchId
from server.core.ids import Millis as Millis
from server.core.ids import PersonId as PersonId
from server.core.ids import Phase as Phase
from server.core.ids import Refusal as Refusal
from server.core.ids import Role as Role
from server.core.ids import Seq as Seq
from server.core.ids import Side as Side
from server.core.ids import TeamId as TeamId

PROTOCOL = 1
"""Grows when a message changes its meaning; the number before it is still served."""

RoomName = Annotated[str, Field(pattern=r"^(event|(game|play):[a-z0-9]{1,24})$")]
"""`event`: round acts, scores, standings. `game:ID`: one board as the public sees it. `play:ID`: the same
board for its two players, without the spectators' delay."""


class Message(BaseModel):
    """Any message of the wire: strict, closed and unchangeable."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


# What a client sends -------------------------------------------------------------------------------------


class Watch(Message):
    """Follow a room from the version `since` on, or from one snapshot if that is too far back."""

    t: Literal["watch"] = "watch"
    room: RoomName
    since: Annotated[Seq, Field(ge=0, le=2**53 - 1)] | None = None


class Unwatch(Message):
    """Follow a room no longer."""

    t: Literal["unwatch"] = "unwatch"
    room: RoomName


class GameCommandMessage(Message):
    """A player's command: answered by one `ack` or one `refused` with its `id`."""

    id: Annotated[CommandId, Field(pattern=r"^[A-Za-z0-9_-]{1,36}$")]
    game: Annotated[GameId, Field(pattern=r"^[a-z0-9]{1,24}$")]


class MoveCommand(GameCommandMessage):
    """Play a move; `ply` is the number of half-moves the sender has seen before it (0 at the start)."""

    t: Literal["move"] = "move"
    ply: Annotated[int, Field(ge=0, le=20_000)]
    uci: Annotated[str, Field(pattern=r"^[a-h][1-8][a-h][1-8][qrbn]?$")]


class OfferDraw(GameCommandMessage):
    """Offer a draw; it stands until accepted, or the opponent moves, or the game ends (Online 5.3)."""

    t: Literal["offer_draw"] = "offer_draw"


class AcceptDraw(GameCommandMessage):
    """Accept the opponent's standing offer."""

    t: Literal["accept_draw"] = "accept_draw"


class Resign(GameCommandMessage):
    """Resign the game."""

    t: Literal["resign"] = "resign"


class Ping(Message):
    """The page's own heartbeat, answered by `pong` with the same number."""

    t: Literal["ping"] = "ping"
    n: Annotated[int, Field(ge=0, le=2**53 - 1)]


ClientMessage = Annotated[
    Watch | Unwatch | MoveCommand | OfferDraw | AcceptDraw | Resign | Ping, Field(discriminator="t")
]

# What the server answers ---------------------------------------------------------------------------------


class You(Message):
    """Whom this socket speaks for; `game` is the board to sit down at now, if there is one."""

    person: PersonId
    role: Role
    team: TeamId | None
    game: GameId | None


class Hello(Message):
    """The first message of every socket, sent again when `you` changes (a new round's board)."""

    t: Literal["hello"] = "hello"
    protocol: int
    build: str
    event: EventId
    now: Millis
    you: You | None


class Pong(Message):
    """Answers `ping`; `now` is the server's clock."""

    t: Literal["pong"] = "pong"
    n: int
    now: Millis


class Ack(Message):
    """The command is on disk and will never be undone by a crash; `v` is where it stands in the journal."""

    t: Literal["ack"] = "ack"
    id: CommandId
    v: Seq


class Refused(Message):
    """The command changed nothing; `code` says why."""

    t: Literal["refused"] = "refused"
    id: CommandId
    code: Refusal


class Presence(Message):
    """Which players of a game have an open line; newest wins, no version."""

    t: Literal["presence"] = "presence"
    room: str
    game: GameId
    white: bool
    black: bool


# Parts of news -------------------------------------------------------------------------------------------


class Names(Message):
    """One name in the three languages of the pages."""

    ru: str
    zh: str
    en: str


class TeamView(Message):
    """A team as everybody sees it; `number` is its pairing number, `zone` its IANA time zone."""

    id: TeamId
    number: int
    names: Names
    zone: str


class PersonView(Message):
    """A player by the public-name rule: native script, Latin letters, BCP 47 language of the native form."""

    id: PersonId
    team: TeamId
    board: int
    name: str
    latin: str
    lang: str


class BoardView(Message):
    """One board of a match: its game and its two players."""

    game: GameId
    board: int
    white: PersonId
    black: PersonId


class MatchView(Message):
    """Team against team; `white` is the team with White on board 1."""

    id: MatchId
    white: TeamId
    black: TeamId
    boards: list[BoardView]


class Clocks(Message):
    """Time left to both at the instant `at`; from then on only the clock of `running` goes down."""

    white: int
    black: int
    running: Side | None
    at: Millis


class TimeControl(Message):
    """Base time and increment for each move, both in ms."""

    base: int
    increment: int


class Result(Message):
    """Half-points of White and of Black: 2-0, 1-1, 0-2 and what an arbiter may decide besides."""

    white: int
    black: int


class StandingRow(Message):
    """One team's line; teams still tied share the rank. All points are half-points, match points too."""

    rank: int
    team: TeamId
    played: int
    wins: int
    draws: int
    losses: int
    match_points: int
    game_points: int
    tiebreaks: list[str]


# News ----------------------------------------------------------------------------------------------------


class News(Message):
    """Something that happened and is on disk."""

    room: str
    v: Seq


class RosterNews(News):
    """The event's title, teams and players: the only message that carries names."""

    t: Literal["roster"] = "roster"
    title: Names
    rounds: int
    time_control: TimeControl
    teams: list[TeamView]
    people: list[PersonView]


class RoundPublished(News):
    """A round's matches and boards; its games are created with it. `free`: a team without an opponent."""

    t: Literal["round"] = "round"
    round: int
    matches: list[MatchView]
    free: TeamId | None


class RoundClosed(News):
    """The arbiter has closed the round: its results stand."""

    t: Literal["round_closed"] = "round_closed"
    round: int


class Standings(Message):
    """The whole table, in place of the one before; `codes` name the tie-breaks of each row, in order.

    `as_of` is the journal position it shows. It is not kept for those who were away: a reader that resumes
    asks the pages for the table.
    """

    t: Literal["standings"] = "standings"
    room: str
    as_of: Seq
    codes: list[str]
    rows: list[StandingRow]


class GameStarted(News):
    """The clocks run from here on, White's first (Laws 6.6)."""

    t: Literal["started"] = "started"
    game: GameId
    clocks: Clocks


class Move(News):
    """A move that was played; `ply` counts half-moves from 1, `spent` is the thinking time charged for it."""

    t: Literal["moved"] = "moved"
    game: GameId
    ply: int
    uci: str
    san: str
    spent: int
    clocks: Clocks


class DrawOffered(News):
    """An offer stands now."""

    t: Literal["draw_offered"] = "draw_offered"
    game: GameId
    by: Side


class ClocksSuspended(News):
    """Both clocks stand; no move is accepted."""

    t: Literal["suspended"] = "suspended"
    game: GameId
    clocks: Clocks


class ClocksResumed(News):
    """The clock of the side to move runs again."""

    t: Literal["resumed"] = "resumed"
    game: GameId
    clocks: Clocks


class GameEnded(News):
    """The game's result and why; it goes to the game's rooms and to `event`."""

    t: Literal["ended"] = "ended"
    game: GameId
    result: Result
    reason: EndReason
    clocks: Clocks


GameNews = GameStarted | Move | DrawOffered | ClocksSuspended | ClocksResumed | GameEnded
EventNews = RosterNews | RoundPublished | RoundClosed | Standings | GameEnded

# Snapshots -----------------------------------------------------------------------------------------------


class MoveView(Message):
    """One half-move of a snapshot; `left` is the mover's time after it."""

    uci: str
    san: str
    spent: int
    left: int


class GameSnapshot(News):
    """A whole game, in place of all its news so far."""

    t: Literal["game"] = "game"
    game: GameId
    white: PersonId
    black: PersonId
    phase: Phase
    moves: list[MoveView]
    clocks: Clocks
    offer: Side | None
    result: Result | None
    reason: EndReason | None


class RoundView(Message):
    """A round of the snapshot: its matches, and whether it is closed."""

    round: int
    matches: list[MatchView]
    free: TeamId | None
    closed: bool


class ScoreView(Message):
    """A finished board of the snapshot."""

    game: GameId
    result: Result
    reason: EndReason


class EventSnapshot(News):
    """The whole event but the moves, in place of all news of the room so far."""

    t: Literal["event"] = "event"
    title: Names
    rounds: int
    time_control: TimeControl
    teams: list[TeamView]
    people: list[PersonView]
    played: list[RoundView]
    ended: list[ScoreView]
    codes: list[str]
    standings: list[StandingRow]


ServerMessage = Annotated[
    Hello
    | Pong
    | Ack
    | Refused
    | Presence
    | RosterNews
    | RoundPublished
    | RoundClosed
    | Standings
    | GameStarted
    | Move
    | DrawOffered
    | ClocksSuspended
    | ClocksResumed
    | GameEnded
    | GameSnapshot
    | EventSnapshot,
    Field(discriminator="t"),
]

CLIENT: TypeAdapter[ClientMessage] = TypeAdapter(ClientMessage)
SERVER: TypeAdapter[ServerMessage] = TypeAdapter(ServerMessage)


def parse(payload: bytes) -> ClientMessage:
    """The client's message in these bytes.

    Raises:
        pydantic.ValidationError: it is none of the messages above.
    """
    return CLIENT.validate_json(payload)


def parse_server(payload: bytes | str) -> ServerMessage:
    """The server's message in these bytes, for clients in Python.

    Raises:
        pydantic.ValidationError: it is none of the messages above.
    """
    return SERVER.validate_json(payload)


def encode(message: Message) -> bytes:
    """The message as UTF-8 JSON."""
    return message.model_dump_json().encode()
