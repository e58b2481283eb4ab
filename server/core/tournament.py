"""One event: teams, line-ups, rounds and results; what an arbiter may do next (`decide`) and what did happen.

`apply` takes the event's own stream and the ends of its games, in the order of the journal, live and when
the server starts again.

    tournament = Tournament()
    for event in opening: tournament.apply(event)
    published = tournament.decide(PublishRound(1))
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from pairing import model, round_robin
from server.core.commands import CloseRound, PublishRound, TournamentCommand
from server.core.endings import Ending
from server.core.events import (
    BoardPairing,
    EventOpened,
    GameCreated,
    GameEnded,
    MatchPairing,
    PlayerEntered,
    RoundClosed,
    RoundPublished,
    TeamEntered,
    TournamentEvent,
    Trilingual,
)
from server.core.ids import GameId, PersonId, Refusal, Side, TeamId, match_id
from server.core.match import pair_boards, team_points
from server.core.regulations import Regulations


@dataclass(slots=True)
class Team:
    """A team: its pairing number and its players in fixed order, reserves last."""

    id: TeamId
    number: int
    names: Trilingual
    zone: str
    players: list[PersonId] = field(default_factory=list)


@dataclass(slots=True)
class Round:
    """A published round."""

    number: int
    matches: tuple[MatchPairing, ...]
    free: TeamId | None
    closed: bool = False

    def boards(self) -> list[BoardPairing]:
        """Every board of the round, match after match."""
        return [board for match in self.matches for board in match.boards]


class Tournament:
    """The state of one event."""

    def __init__(self, opened: EventOpened) -> None:
        self.title = opened.title
        self.regulations: Regulations = opened.regulations
        self.teams: dict[TeamId, Team] = {}
        self.rounds: list[Round] = []
        self.results: dict[GameId, Ending] = {}

    # Deciding --------------------------------------------------------------------------------------------

    def decide(self, command: TournamentCommand) -> Sequence[TournamentEvent] | Refusal:
        """The events an arbiter's command leads to, or why it is refused."""
        match command:
            case PublishRound(number):
                return self._publish(number)
            case CloseRound(number):
                return self._close(number)
            case _ as unreachable:
                assert_never(unreachable)

    def _publish(self, number: int) -> Sequence[TournamentEvent] | Refusal:
        if 1 <= number <= len(self.rounds):
            return Refusal.ROUND_PUBLISHED
        if self.rounds and not self.rounds[-1].closed:
            return Refusal.ROUND_OPEN
        if number != len(self.rounds) + 1:
            return Refusal.NO_SUCH_ROUND
        paired = round_robin.pair(self.pairing_event())
        if isinstance(paired, model.NoLegalPairing) or number > self.regulations.rounds:
            return Refusal.NO_MORE_ROUNDS
        by_number = {team.number: team for team in self.teams.values()}
        matches = tuple(
            pair_boards(
                match_id(number, place),
                self._line_up(by_number[pair.white]),
                self._line_up(by_number[pair.black]),
            )
            for place, pair in enumerate(paired.matches, start=1)
        )
        playing = {team for match in matches for team in (match.white, match.black)}
        free = next((team.id for team in self.teams.values() if team.id not in playing), None)
        return [RoundPublished(number, matches, free)]

    def _line_up(self, team: Team) -> tuple[TeamId, tuple[PersonId, ...]]:
        """The default order: the first players of the fixed order, reserves left out."""
        return team.id, tuple(team.players[: self.regulations.boards])

    def _close(self, number: int) -> Sequence[TournamentEvent] | Refusal:
        if not 1 <= number <= len(self.rounds) or self.rounds[number - 1].closed:
            return Refusal.NO_SUCH_ROUND
        if any(board.game not in self.results for board in self.rounds[number - 1].boards()):
            return Refusal.UNFINISHED_GAMES
        return [RoundClosed(number)]

    def games_of(self, published: RoundPublished) -> list[GameCreated]:
        """The games that come into being with a round, one a board."""
        control = self.regulations.time_control
        return [
            GameCreated(board.game, board.white, board.black, control)
            for match in published.matches
            for board in match.boards
        ]

    # Applying --------------------------------------------------------------------------------------------

    def apply(self, event: TournamentEvent) -> None:
        """Change the event by what has happened."""
        match event:
            case EventOpened():
                pass  # the constructor has done it
            case TeamEntered():
                self.teams[event.team] = Team(event.team, event.number, event.names, event.zone)
            case PlayerEntered():
                self.teams[event.team].players.insert(event.place - 1, event.person)
            case RoundPublished():
                self.rounds.append(Round(event.round, event.matches, event.free))
            case RoundClosed():
                self.rounds[event.round - 1].closed = True
            case _ as unreachable:
                assert_never(unreachable)

    def apply_end(self, game: GameId, ended: GameEnded) -> None:
        """Take a finished game's result in."""
        self.results[game] = Ending(ended.white, ended.black, ended.reason)

    # Asking ----------------------------------------------------------------------------------------------

    def current_game(self, person: PersonId) -> GameId | None:
        """The board a player sits at in the newest round."""
        boards = self.rounds[-1].boards() if self.rounds else []
        return next((board.game for board in boards if person in (board.white, board.black)), None)

    def pairing_event(self) -> model.Event:
        """The event as the pairing library sees it: finished rounds with their board results."""
        initial = model.Color.WHITE if self.regulations.initial_color is Side.WHITE else model.Color.BLACK
        regulations = model.Regulations(
            system=model.System.TEAM_ROUND_ROBIN,
            rounds=self.regulations.rounds,
            boards=self.regulations.boards,
            board_colors="WB" * (self.regulations.boards // 2) + "W" * (self.regulations.boards % 2),
            initial_color=initial,
            tiebreaks=self.regulations.tiebreaks,
        )
        teams = tuple(
            model.Team(team.number, team.names.en)
            for team in sorted(self.teams.values(), key=lambda team: team.number)
        )
        return model.Event(regulations, teams=teams, rounds=tuple(map(self._played, self.rounds)))

    def _played(self, published: Round) -> model.Round:
        return model.Round(published.number, tuple(map(self._match, published.matches)))

    def _match(self, match: MatchPairing) -> model.Match:
        white, black = self.teams[match.white].number, self.teams[match.black].number
        return model.Match(white, black, tuple(map(self._board, match.boards)))

    def _board(self, board: BoardPairing) -> model.Board:
        result = self.results.get(board.game)
        if result is None:
            return model.Board(model.Mark.PENDING, model.Mark.PENDING)
        first, second = team_points(board.board, result.white, result.black)
        return model.Board(_MARKS[first], _MARKS[second])


_MARKS = {2: model.Mark.WIN, 1: model.Mark.DRAW, 0: model.Mark.LOSS}
