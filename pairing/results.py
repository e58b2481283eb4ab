"""What matches and byes are worth under an event's regulations. It counts one match or bye at a time, never
ranks.

>>> from pairing.model import Match, Regulations, System, boards
>>> regulations = Regulations(System.TEAM_SWISS, rounds=5, boards=4)
>>> match_points(Match(1, 2, boards("1==+")), regulations)
MatchPoints(white_match=4, black_match=0, white_game=6, black_game=2)
"""

from typing import NamedTuple

from pairing.model import (
    Board,
    ByeKind,
    ByePoints,
    Event,
    Forfeit,
    Mark,
    Match,
    Points,
    Regulations,
    Scale,
)

_WINS = frozenset({Mark.WIN, Mark.UNRATED_WIN, Mark.FORFEIT_WIN})
_BARRING = frozenset({ByeKind.PAIRING, ByeKind.FULL})
_DRAWS = frozenset({Mark.DRAW, Mark.UNRATED_DRAW, Mark.PENDING})


class MatchPoints(NamedTuple):
    """Match points and game points of both sides, in half-points; in an individual event the two are the
    same.
    """

    white_match: Points
    black_match: Points
    white_game: Points
    black_game: Points


def mark_points(mark: Mark, scale: Scale) -> Points:
    """Value one mark on the scale; an unfinished game counts as drawn (C.04.2 3.1), which holds for pairing
    only.
    """
    if mark in _WINS:
        return scale.win
    if mark in _DRAWS:
        return scale.draw
    return scale.absent if mark is Mark.FORFEIT_LOSS else scale.loss


def match_points(match: Match, regulations: Regulations) -> MatchPoints:
    """Count one match: game points over its boards, match points by comparing them; a forfeited match by its
    sign.

    A match nobody came to (every board lost by both) is lost by both. One still to be played is drawn, for
    pairing.
    """
    if match.annulled:
        return MatchPoints(0, 0, 0, 0)
    white, black = _game_points(match, regulations)
    if not regulations.system.of_teams:
        return MatchPoints(white, black, white, black)
    scale = regulations.match_points
    loss = scale.loss if match.played else scale.absent
    if white > black:
        return MatchPoints(scale.win, loss, white, black)
    if white < black:
        return MatchPoints(loss, scale.win, white, black)
    if match.forfeit is Forfeit.BOTH_LOSE or _nobody_came(match):
        return MatchPoints(loss, loss, white, black)
    return MatchPoints(scale.draw, scale.draw, white, black)


def bye_points(kind: ByeKind, regulations: Regulations) -> ByePoints:
    """Value a bye: a full-point bye is a win on every board, a half-point bye a draw, the PAB what the event
    says.

    Where the event says nothing the PAB is a draw to a team (C.04.6 1.4) and a win to a player (C.04.1 3).
    """
    of_teams = regulations.system.of_teams
    games, count = regulations.game_points, regulations.boards if regulations.system.of_teams else 1
    scale = regulations.match_points if of_teams else games
    if kind is ByeKind.ZERO:
        return ByePoints(0, 0)
    if kind is ByeKind.PAIRING and regulations.pab is not None:
        return regulations.pab
    if kind is ByeKind.FULL or (kind is ByeKind.PAIRING and not of_teams):
        return ByePoints(scale.win, count * games.win)
    return ByePoints(scale.draw, count * games.draw)


def barred_from_bye(event: Event) -> set[int]:
    """Name who must not get the pairing-allocated bye: who had one or a full-point bye, or won by forfeit
    ([C2]).
    """
    barred = set()
    for played in event.rounds:
        barred |= {bye.competitor for bye in played.byes if bye.kind in _BARRING}
        for match in played.matches:
            if not match.played:
                points = match_points(match, event.regulations)
                if points.white_game > points.black_game:
                    barred.add(match.white)
                if points.white_game < points.black_game:
                    barred.add(match.black)
    return barred


def _game_points(match: Match, regulations: Regulations) -> tuple[Points, Points]:
    scale, count = regulations.game_points, regulations.boards if regulations.system.of_teams else 1
    won, lost = count * scale.win, count * scale.absent
    if match.forfeit is Forfeit.WHITE_WINS:
        return won, lost
    if match.forfeit is Forfeit.BLACK_WINS:
        return lost, won
    if match.forfeit is Forfeit.BOTH_LOSE:
        return lost, lost
    if not match.boards:
        return count * scale.draw, count * scale.draw
    white = sum(mark_points(board.first, scale) for board in match.boards)
    return white, sum(mark_points(board.second, scale) for board in match.boards)


def _nobody_came(match: Match) -> bool:
    return bool(match.boards) and all(_absent(board) for board in match.boards)


def _absent(board: Board) -> bool:
    return board.first is Mark.FORFEIT_LOSS and board.second is Mark.FORFEIT_LOSS
