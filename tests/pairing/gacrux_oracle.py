"""gacrux as a second opinion on team Swiss rounds: an event goes in as TRF26, its pairing comes out.

The file is written here and not by the library, so that an error of its writer cannot hide one of its
pairing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from gacrux.gacruxexeptions import (  # type: ignore[import-untyped]  # the library has no types
    GacruxNoLegalPairing,
)
from gacrux.pairingfideteam import (  # type: ignore[import-untyped]  # the library has no types
    pairing_fideteam,
)
from gacrux.trf2json import trf2json  # type: ignore[import-untyped]  # the library has no types

from pairing.model import (
    ByeKind,
    Color,
    ColorModel,
    Event,
    Mark,
    NoLegalPairing,
    Points,
    Primary,
    Regulations,
    Scale,
    not_paired,
)
from pairing.results import bye_points
from pairing.team_swiss import pair
from pairing.team_swiss.acceleration import virtual_points

MODELS = {ColorModel.A: "_TYPEA", ColorModel.B: "_TYPEB", ColorModel.NONE: ""}


@dataclass(frozen=True)
class Opinion:
    """What gacrux makes of a round: pairs in board order, the bye (0: none), colour rules and brackets."""

    pairs: list[tuple[int, int]]
    pab: int
    color_rules: list[str]


def differs(event: Event) -> bool:
    """Pair the next round by both, and tell whether anything differs: pairs, boards, colours and rules, the
    bye.
    """
    paired, theirs = pair(event), opinion(event)
    if isinstance(paired, NoLegalPairing):
        return theirs is not None and bool(theirs.pairs or theirs.pab)
    assert paired.why is not None
    ours = Opinion(
        [(match.white, match.black) for match in paired.matches],
        paired.pab or 0,
        [why.color_rule.value for why in paired.why.pairs],
    )
    return ours != theirs


def stages(event: Event) -> Iterator[Event]:
    """Give the event as it stood before each of its rounds, and before the next one if one is left."""
    for played in range(min(len(event.rounds) + 1, event.regulations.rounds)):
        yield replace(event, rounds=event.rounds[:played])


def tournament(event: Event) -> dict[str, Any]:
    """Read the event into gacrux's own form."""
    reader = trf2json()
    reader.parse_file(trf(event), 0)
    assert reader.chessjson["status"]["code"] == 0, reader.chessjson["status"]
    read: dict[str, Any] = reader.get_tournament(1)
    read["maxMeets"] = 1
    return read


def opinion(event: Event, read: dict[str, Any] | None = None) -> Opinion | None:
    """Let gacrux pair the next round; None if it finds no legal pairing."""
    engine = pairing_fideteam(read or tournament(event), event.next_round, {"experimental": [], "verbose": 0})
    try:
        brackets = engine.compute_pairing(checkonly=False)
    except GacruxNoLegalPairing:
        return None
    games = sorted((game for one in brackets for game in one["pairs"]), key=lambda game: game["board"])
    return Opinion(
        [(game["w"], game["b"]) for game in games if game["b"]],
        next((game["w"] for game in games if not game["b"]), 0),
        [game["colorrule"] for game in games if game["b"]],
    )


def trf(event: Event) -> str:
    """Write the event as TRF26, with whom to leave out of the next round."""
    rules = event.regulations
    lines = [
        "012 Random event",
        "092 Swiss",
        f"142 {rules.rounds}",
        f"152 {'W' if rules.initial_color is Color.WHITE else 'B'}",
        f"162  W{_points(rules.game_points.win, 4)}    D{_points(rules.game_points.draw, 4)}"
        f"    L{_points(rules.game_points.loss, 4)}",
        f"192 {_type(rules)}",
        f"352 {rules.board_colors}",
        _match_scale(rules.match_points),
    ]
    histories = _histories(event)
    lines += [_player(number, history) for number, history in sorted(histories.items())]
    lines += [_team(team.number, team.name, team.members) for team in event.teams]
    lines += _byes(event)
    for ban in rules.prohibited:
        lines.append(
            f"260 {ban.first_round:3} {ban.last_round:3} " + " ".join(f"{one:4}" for one in ban.competitors)
        )
    for number in range(1, rules.rounds + 1):
        for tpn, virtual in virtual_points(event, number).items():
            lines.append(f"250 {_points(virtual, 4)} {_points(0, 4)} {number:3} {number:3} {tpn:4} {tpn:4}")
    for played in event.rounds:
        for match in played.matches:
            if match.forfeit is not None:
                sign = match.forfeit.value
                lines.append(f"330 {sign} {played.number:3} {match.white:3} {match.black:3}")
    return "\n".join(lines) + "\n"


def _points(points: Points, width: int) -> str:
    return f"{points // 2}.{5 * (points % 2)}".rjust(width)


def _type(rules: Regulations) -> str:
    primary, other = ("MP", "GP") if rules.primary is Primary.MATCH_POINTS else ("GP", "MP")
    secondary = f"_{other}" if rules.secondary_for_colors else ""
    return f"FIDE_TEAM{MODELS[rules.color_model]}_{primary}{secondary}"


def _match_scale(scale: Scale) -> str:
    return f"362 TW{_points(scale.win, 4)}   TD{_points(scale.draw, 4)}   TL{_points(scale.loss, 4)}"


def _histories(event: Event) -> dict[int, list[str]]:
    """Spell every player's rounds as the 001 record has them."""
    histories: dict[int, list[str]] = {player.number: [] for player in event.players}
    for index, played in enumerate(event.rounds):
        for match in played.matches:
            for board, letter in zip(match.boards, event.regulations.board_colors, strict=True):
                first, second = "wb" if letter == "W" else "bw"
                histories[board.first_player].append(_result(board.second_player, first, board.first))
                histories[board.second_player].append(_result(board.first_player, second, board.second))
        for history in histories.values():
            if len(history) == index:
                history.append("0000 - Z")
    return histories


def _result(opponent: int, color: str, mark: Mark) -> str:
    return f"{opponent:4} {color} {mark.value}"


def _player(number: int, history: list[str]) -> str:
    head = f"001 {number:4}      {f'Player {number}':<33} {2000:4}".ljust(80) + f"{_points(0, 4)} {number:4}"
    return head + "".join("  " + result for result in history)


def _team(tpn: int, name: str, members: tuple[int, ...]) -> str:
    head = f"310 {tpn:3} {name:<32}".ljust(54) + f"{_points(0, 6)} {_points(0, 6)} {tpn:3} "
    return head + " " + " ".join(f"{one:4}" for one in members)


def _byes(event: Event) -> list[str]:
    lines = []
    pabs = [played.pab or 0 for played in event.rounds]
    if any(pabs):
        worth = bye_points(ByeKind.PAIRING, event.regulations)
        head = f"320 {_points(worth.match_points, 4)} {_points(worth.game_points, 4)} "
        lines.append(head + " ".join(f"{pab:3}" for pab in pabs))
    byes = [(played.number, bye.kind, bye.competitor) for played in event.rounds for bye in played.byes]
    byes += [(event.next_round, kind, number) for number, kind in not_paired(event).items()]
    for number in range(1, event.next_round + 1):
        for kind in (ByeKind.FULL, ByeKind.HALF, ByeKind.ZERO):
            teams = sorted(one for at, what, one in byes if (at, what) == (number, kind))
            if teams:
                lines.append(f"240 {kind.value} {number:3} " + " ".join(f"{one:4}" for one in teams))
    return lines
