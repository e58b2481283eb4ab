"""What stands in the players' records about every round, made from matches and byes.

>>> from pairing.model import Match, Player, Regulations, Round, System, boards
>>> event = Event(
...     Regulations(System.ROUND_ROBIN, rounds=1),
...     players=(Player(1), Player(2)),
...     rounds=(Round(1, (Match(2, 1, boards("1")),)),),
... )
>>> player_entries(event)
{(2, 1): '   1 w 1', (1, 1): '   2 b 0'}
"""

from pairing.model import Board, Color, Event, Forfeit, Mark, Match, Points
from pairing.results import mark_points
from pairing.scoring import Ledger

Entries = dict[tuple[int, int], str]
"""The eight columns of a player's round, by player and round."""

_FORFEITS = {
    Forfeit.WHITE_WINS: Board(Mark.FORFEIT_WIN, Mark.FORFEIT_LOSS),
    Forfeit.BLACK_WINS: Board(Mark.FORFEIT_LOSS, Mark.FORFEIT_WIN),
    Forfeit.BOTH_LOSE: Board(Mark.FORFEIT_LOSS, Mark.FORFEIT_LOSS),
}
_OFF_THE_BOARD = frozenset({Mark.FORFEIT_WIN, Mark.FORFEIT_LOSS})


def player_entries(event: Event) -> Entries:
    """Every player's rounds. In a team event whoever had no board rests: why is said by records 240 and 320.

    Raises:
        ValueError: a board was played by nobody.
    """
    of_teams = event.regulations.system.of_teams
    colors = event.regulations.board_colors or "WB"
    entries: Entries = {}
    for round_ in event.rounds:
        for match in round_.matches:
            if not match.annulled:
                _add_match(entries, round_.number, match, colors if of_teams else "W", of_teams=of_teams)
        if of_teams:
            for player in event.players:
                entries.setdefault((player.number, round_.number), "0000 - Z")
        else:
            for bye in round_.byes:
                entries[bye.competitor, round_.number] = f"0000 - {bye.kind.value}"
    return entries


def _add_match(entries: Entries, round_: int, match: Match, colors: str, *, of_teams: bool) -> None:
    for seat, board in enumerate(match.boards if of_teams else _individual(match)):
        color = Color.WHITE if colors[seat % len(colors)] == "W" else Color.BLACK
        _add(entries, round_, (board.first_player, board.second_player), color, board.first)
        _add(entries, round_, (board.second_player, board.first_player), color.other, board.second)


def _individual(match: Match) -> tuple[Board, ...]:
    """The one board of a game, with its players."""
    if match.forfeit is not None:
        board = _FORFEITS[match.forfeit]
    else:
        board = match.boards[0] if match.boards else Board(Mark.PENDING, Mark.PENDING)
    return (Board(board.first, board.second, match.white, match.black),)


def _add(entries: Entries, round_: int, players: tuple[int, int], color: Color, mark: Mark) -> None:
    player, opponent = players
    if mark not in _OFF_THE_BOARD and not (player and opponent):
        raise ValueError(f"round {round_}: a board was played by nobody")
    if player:
        letter = " " if mark is Mark.PENDING else mark.value
        opposite = f"{opponent:4d} {color.value}" if opponent else "0000 -"
        entries[player, round_] = f"{opposite} {letter}"


def player_points(event: Event, book: Ledger) -> dict[int, Points]:
    """What every player made: in a team event over the boards and by forfeit, in an individual one in all."""
    if not event.regulations.system.of_teams:
        return {number: book.game_points(number) for number in book.lines}
    points = {player.number: 0 for player in event.players}
    scale = event.regulations.game_points
    for round_ in event.rounds:
        for match in round_.matches:
            for board in () if match.annulled else match.boards:
                for player, mark in ((board.first_player, board.first), (board.second_player, board.second)):
                    if player and mark is not Mark.PENDING:
                        points[player] += mark_points(mark, scale)
    return points
