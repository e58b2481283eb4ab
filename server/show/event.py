"""The public fold: an event as everybody sees it, built from released news alone.

The server and a relay that is fed the same news hold the same `PublicEvent`; pages and snapshots are
rendered from it.

    event = PublicEvent(EventId("friendship"))
    event.apply(news)
    event.snapshot(), event.games[game].snapshot()
"""

from dataclasses import dataclass, field
from typing import assert_never

from server.core.ids import EventId, GameId, MatchId, Millis, PersonId, Seq, TeamId
from server.protocol.messages import (
    BoardView,
    Clocks,
    ClocksResumed,
    ClocksSuspended,
    DrawOffered,
    EndReason,
    EventNews,
    EventSnapshot,
    GameEnded,
    GameNews,
    GameSnapshot,
    GameStarted,
    MatchView,
    Move,
    MoveView,
    Names,
    PersonView,
    Phase,
    Result,
    RosterNews,
    RoundClosed,
    RoundPublished,
    RoundView,
    ScoreView,
    Side,
    StandingRow,
    Standings,
    TeamView,
    TimeControl,
)


@dataclass(slots=True)
class PublicGame:
    """One board: its players, its moves so far, its clocks and how it ended."""

    round: int
    match: MatchId
    board: BoardView
    clocks: Clocks
    version: Seq
    phase: Phase = Phase.PUBLISHED
    moves: list[MoveView] = field(default_factory=list)
    offer: Side | None = None
    result: Result | None = None
    reason: EndReason | None = None

    def apply(self, news: GameNews) -> None:
        """Fold one piece of the board's news in; news that is not newer changes nothing."""
        if news.v <= self.version:
            return
        self.version = news.v
        match news:
            case GameStarted() | ClocksResumed():
                self.phase, self.clocks = Phase.RUNNING, news.clocks
            case Move():
                self._move(news)
            case DrawOffered():
                self.offer = news.by
            case ClocksSuspended():
                self.phase, self.clocks = Phase.SUSPENDED, news.clocks
            case GameEnded():
                self.phase, self.clocks = Phase.ENDED, news.clocks
                self.result, self.reason, self.offer = news.result, news.reason, None
            case _ as unreachable:
                assert_never(unreachable)

    def _move(self, news: Move) -> None:
        left = news.clocks.black if news.ply % 2 == 0 else news.clocks.white
        self.moves.append(MoveView(uci=news.uci, san=news.san, spent=news.spent, left=left))
        self.clocks = news.clocks
        mover = Side.BLACK if news.ply % 2 == 0 else Side.WHITE
        if self.offer is not mover:  # Online 5.3: the offer lives until the opponent moves
            self.offer = None

    def recall(self, snapshot: GameSnapshot) -> None:
        """Take back the moves of a game that ended before this start."""
        self.moves, self.clocks = list(snapshot.moves), snapshot.clocks

    def snapshot(self, room: str) -> GameSnapshot:
        """The whole board in one message for this room."""
        return GameSnapshot(
            room=room,
            v=self.version,
            game=self.board.game,
            white=self.board.white,
            black=self.board.black,
            phase=self.phase,
            moves=list(self.moves),
            clocks=self.clocks,
            offer=self.offer,
            result=self.result,
            reason=self.reason,
        )


@dataclass(frozen=True, slots=True)
class MatchScore:
    """Half-points of both teams of a match so far, and how many of its boards are done."""

    white: int
    black: int
    done: int
    boards: int


@dataclass(slots=True)
class PublicRound:
    """A published round."""

    number: int
    matches: list[MatchView]
    free: TeamId | None
    closed: bool = False


class PublicEvent:
    """An event as everybody sees it."""

    def __init__(self, event: EventId) -> None:
        self.id = event
        self.version = Seq(0)
        self.title = Names(ru="", zh="", en="")
        self.round_count = 0
        self.time_control = TimeControl(base=0, increment=0)
        self.teams: dict[TeamId, TeamView] = {}
        self.people: dict[PersonId, PersonView] = {}
        self.rounds: list[PublicRound] = []
        self.games: dict[GameId, PublicGame] = {}
        self.codes: list[str] = []
        self.standings: list[StandingRow] = []

    def apply(self, news: EventNews | GameNews) -> None:
        """Fold released news in, in the order of release."""
        match news:
            case RosterNews():
                self._roster(news)
            case RoundPublished():
                self._round(news)
            case RoundClosed():
                self.rounds[news.round - 1].closed = True
            case Standings():
                self.codes, self.standings = news.codes, news.rows
            case _:
                self.games[news.game].apply(news)
        if isinstance(news, RosterNews | RoundPublished | RoundClosed | GameEnded):
            self.version = max(self.version, news.v)

    def _roster(self, news: RosterNews) -> None:
        self.title, self.round_count, self.time_control = news.title, news.rounds, news.time_control
        self.teams = {team.id: team for team in news.teams}
        self.people = {person.id: person for person in news.people}

    def _round(self, news: RoundPublished) -> None:
        self.rounds.append(PublicRound(news.round, news.matches, news.free))
        base = self.time_control.base
        clocks = Clocks(white=base, black=base, running=None, at=Millis(0))
        for match in news.matches:
            for board in match.boards:
                self.games[board.game] = PublicGame(news.round, match.id, board, clocks, news.v)

    def score(self, match: MatchView) -> MatchScore:
        """The match score so far, from the boards that are done (½ a board is 1)."""
        white = black = done = 0
        for board in match.boards:
            result = self.games[board.game].result
            if result is None:
                continue
            done += 1
            # The white team has White on the odd boards only.
            own, other = (result.white, result.black) if board.board % 2 else (result.black, result.white)
            white, black = white + own, black + other
        return MatchScore(white, black, done, len(match.boards))

    def current_game(self, person: PersonId) -> GameId | None:
        """The board this player sits at in the newest round, finished or not."""
        if not self.rounds:
            return None
        for match in self.rounds[-1].matches:
            for board in match.boards:
                if person in (board.white, board.black):
                    return board.game
        return None

    def snapshot(self) -> EventSnapshot:
        """The whole event but the moves in one message."""
        return EventSnapshot(
            room="event",
            v=self.version,
            title=self.title,
            rounds=self.round_count,
            time_control=self.time_control,
            teams=list(self.teams.values()),
            people=list(self.people.values()),
            played=[
                RoundView(round=played.number, matches=played.matches, free=played.free, closed=played.closed)
                for played in self.rounds
            ],
            ended=[
                ScoreView(game=game, result=public.result, reason=public.reason)
                for game, public in self.games.items()
                if public.result is not None and public.reason is not None
            ],
            codes=self.codes,
            standings=self.standings,
        )
