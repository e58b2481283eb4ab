"""A team match as boards: who sits where, and what a board's result is worth to each team."""

from server.core.events import BoardPairing, MatchPairing
from server.core.ids import MatchId, PersonId, TeamId, game_id


def pair_boards(
    match: MatchId,
    white: tuple[TeamId, tuple[PersonId, ...]],
    black: tuple[TeamId, tuple[PersonId, ...]],
) -> MatchPairing:
    """Seat two line-ups against each other: board 1 of the White team has White, then colours alternate."""
    boards = tuple(
        BoardPairing(game_id(match, board), board, *((first, second) if board % 2 else (second, first)))
        for board, (first, second) in enumerate(zip(white[1], black[1], strict=True), start=1)
    )
    return MatchPairing(match, white[0], black[0], boards)


def team_points(board: int, white: int, black: int) -> tuple[int, int]:
    """Half-points of the White team and of the Black team from the points of a board's White and Black."""
    return (white, black) if board % 2 else (black, white)
