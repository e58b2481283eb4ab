"""The Dutch system (C.04.3, 2026) for players: the one place that knows the gacrux library, behind one
function.

It translates an event into that library's own terms, half-points into its decimals, and the answer back. It
judges nothing: who may not meet whom is told from outside.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from pairing.model import ByeKind, Event, Forfeit, Mark, Match, Points
from pairing.results import bye_points

Json: TypeAlias = dict[str, Any]  # Any: the library's own nested records, made and read here alone

_LETTERS = {
    Mark.WIN: "W",
    Mark.UNRATED_WIN: "W",
    Mark.FORFEIT_WIN: "W",
    Mark.DRAW: "D",
    Mark.UNRATED_DRAW: "D",
    Mark.PENDING: "D",
    Mark.LOSS: "L",
    Mark.UNRATED_LOSS: "L",
    Mark.FORFEIT_LOSS: "Z",
}
_FORFEITS = {Forfeit.WHITE_WINS: ("W", "Z"), Forfeit.BLACK_WINS: ("Z", "W"), Forfeit.BOTH_LOSE: ("Z", "Z")}
_BYES = {ByeKind.PAIRING: "P", ByeKind.FULL: "W", ByeKind.HALF: "D", ByeKind.ZERO: "Z"}


def pair(
    event: Event, present: Sequence[int], forbidden: Sequence[tuple[int, int]]
) -> list[tuple[int, int]] | None:
    """Pair these players: (White, Black) in board order, (player, 0) for the bye; None if none is legal."""
    # Loaded here because it takes longer than pairing a team event, which has no use for it.
    from gacrux.gacruxexeptions import (  # type: ignore[import-untyped]  # the library has no types
        GacruxNoLegalPairing,
    )
    from gacrux.pairingdutch import (  # type: ignore[import-untyped]  # the library has no types
        pairing_dutch,
    )

    order = sorted(player.number for player in event.players)
    rank = {number: index for index, number in enumerate(order, start=1)}  # the library counts without gaps
    tournament = _tournament(event, rank, set(present), forbidden)
    engine = pairing_dutch(tournament, event.next_round, {"experimental": [], "verbose": 0})
    try:
        brackets = engine.compute_pairing(checkonly=False)
    except GacruxNoLegalPairing:
        return None
    found = sorted((game["board"], game["w"], game["b"]) for bracket in brackets for game in bracket["pairs"])
    return [(order[white - 1], order[black - 1] if black else 0) for _, white, black in found]


def _tournament(
    event: Event, rank: dict[int, int], present: set[int], forbidden: Sequence[tuple[int, int]]
) -> Json:
    number = event.next_round
    return {
        "tournamentNo": 1,
        "tournamentType": "Swiss",
        "numRounds": event.regulations.rounds,
        "currentRound": len(event.rounds),
        "maxMeets": 1,
        "teamTournament": False,
        "teamSize": 0,
        "topColor": event.regulations.initial_color.value,
        "topColorExplicit": True,
        "competitors": [
            {"cid": place, "present": one in present, "rank": place, "gamePoints": Decimal(0)}
            for one, place in rank.items()
        ],
        "scoreSystem": {"game": _scale(event), "match": {}},
        "gameList": _games(event, rank),
        "matchList": [],
        "prohibited": [
            {"firstRound": number, "lastRound": number, "competitors": [rank[one], rank[other]]}
            for one, other in forbidden
        ],
    }


def _scale(event: Event) -> Json:
    scale = event.regulations.game_points
    pab = bye_points(ByeKind.PAIRING, event.regulations).game_points
    worth = {"W": scale.win, "D": scale.draw, "L": scale.loss, "Z": scale.absent, "P": pab}
    return {letter: _decimal(points) for letter, points in worth.items()} | {"A": "D", "U": "Z"}


def _decimal(points: Points) -> Decimal:
    return Decimal(points) / 2


def _games(event: Event, rank: dict[int, int]) -> list[Json]:
    games: list[Json] = []
    for played in event.rounds:
        seen = set()
        for match in played.matches:
            white, black = _letters(match)
            sides = {
                "white": {"cid": rank[match.white], "result": white},
                "black": {"cid": rank[match.black], "result": black},
            }
            games.append({"round": played.number, "played": match.played, "rated": match.played} | sides)
            seen |= {match.white, match.black}
        byes = {bye.competitor: bye.kind for bye in played.byes}
        for one in rank.keys() - seen:
            kind = byes.get(one, ByeKind.ZERO)
            side = {"white": {"cid": rank[one], "result": _BYES[kind]}, "black": None}
            pab = kind is ByeKind.PAIRING
            games.append({"round": played.number, "played": pab, "rated": False} | side)
    return [{"id": index} | game for index, game in enumerate(games, start=1)]


def _letters(match: Match) -> tuple[str, str]:
    if match.annulled:
        return "Z", "Z"
    if match.forfeit is not None:
        return _FORFEITS[match.forfeit]
    if not match.boards:
        return "D", "D"
    return _LETTERS[match.boards[0].first], _LETTERS[match.boards[0].second]
