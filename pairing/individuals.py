"""What the players of a team event made: a list of everybody, and the best on each board.

Only boards whose players are known count (`Board.first_player`, `Board.second_player`).

>>> from pairing.model import Board, Match, Regulations, Round, System, Team
>>> boards = Board(Mark.WIN, Mark.LOSS, 11, 21), Board(Mark.FORFEIT_LOSS, Mark.FORFEIT_WIN, 12, 22)
>>> event = Event(
...     Regulations(System.TEAM_SWISS, rounds=1, boards=2),
...     teams=(Team(1, members=(11, 12)), Team(2, members=(21, 22))),
...     rounds=(Round(1, (Match(1, 2, boards),)),),
... )
>>> [(row.rank, row.player, row.points, row.games) for row in individual_list(event)]
[(1, 11, 2, 1), (1, 22, 2, 0), (3, 12, 0, 0), (3, 21, 0, 1)]
>>> [(row.rank, row.player) for row in board_prizes(event, 1)]
[(1, 11), (2, 21)]
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from pairing.model import FORFEITED, Color, Event, Mark, Match, Points
from pairing.results import mark_points


class PlayerGame(NamedTuple):
    """One game of a player: the board it was on, colour, opponent (0: nobody) and the player's mark."""

    round: int
    board: int
    color: Color
    opponent: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class PlayerRow:
    """A player's place: points in half-points, games played over the board, and every game."""

    rank: int
    player: int
    team: int
    points: Points
    games: int
    record: tuple[PlayerGame, ...]


class PrizeBy(Enum):
    """What a board prize goes by."""

    POINTS = "points"
    PERCENTAGE = "percentage"


Key: TypeAlias = Callable[[PlayerRow], tuple[int | Fraction, ...]]


def individual_list(event: Event, after: int | None = None) -> tuple[PlayerRow, ...]:
    """Rank all players by points, then by fewer rounds on a board; forfeits count as results."""
    rows = [_row(event, player, team, games) for (player, team), games in _records(event, after).items()]
    return _ranked(rows, lambda row: (-row.points, len(row.record)))


def board_prizes(
    event: Event, board: int, *, by: PrizeBy = PrizeBy.POINTS, least_games: int = 1, after: int | None = None
) -> tuple[PlayerRow, ...]:
    """Rank the players of one board by their games played on it; boards without play do not count.

    By points, then the better percentage; or by percentage, then more games. Who played fewer than
    `least_games` on the board is left out.
    """
    rows = []
    for (player, team), games in _records(event, after).items():
        played = [game for game in games if game.board == board and game.mark not in FORFEITED]
        if len(played) >= max(least_games, 1):
            rows.append(_row(event, player, team, played))
    if by is PrizeBy.POINTS:
        return _ranked(rows, lambda row: (-row.points, row.games))
    return _ranked(rows, lambda row: (-Fraction(row.points, row.games), -row.games))


def _records(event: Event, after: int | None) -> dict[tuple[int, int], list[PlayerGame]]:
    """Every player's games, by player and team, in the order of the teams and their members."""
    records: dict[tuple[int, int], list[PlayerGame]] = {
        (member, team.number): [] for team in event.teams for member in team.members
    }
    colors = event.regulations.board_colors or "WB"
    for round_ in event.rounds[:after]:
        for match in round_.matches:
            for player, team, game in _games(round_.number, match, colors):
                records.setdefault((player, team), []).append(game)
    return records


def _games(round_: int, match: Match, colors: str) -> Iterator[tuple[int, int, PlayerGame]]:
    """The finished games of a match, each from both sides."""
    for seat, board in enumerate(() if match.annulled else match.boards):
        color = Color.WHITE if colors[seat % len(colors)] == "W" else Color.BLACK
        for player, opponent, team, mark, own in (
            (board.first_player, board.second_player, match.white, board.first, color),
            (board.second_player, board.first_player, match.black, board.second, color.other),
        ):
            if player and mark is not Mark.PENDING:
                yield player, team, PlayerGame(round_, seat + 1, own, opponent, mark)


def _row(event: Event, player: int, team: int, games: Sequence[PlayerGame]) -> PlayerRow:
    scale = event.regulations.game_points
    return PlayerRow(
        0,
        player,
        team,
        sum(mark_points(game.mark, scale) for game in games),
        sum(game.mark not in FORFEITED for game in games),
        tuple(games),
    )


def _ranked(rows: Iterable[PlayerRow], key: Key) -> tuple[PlayerRow, ...]:
    ranked: list[PlayerRow] = []
    for place, row in enumerate(sorted(rows, key=lambda row: (*key(row), row.player)), start=1):
        level = bool(ranked) and key(ranked[-1]) == key(row)
        ranked.append(replace(row, rank=ranked[-1].rank if level else place))
    return tuple(ranked)
