"""The 120 team-Swiss events of tests/data/team_swiss as events, beside what the rules require of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from pairing.model import (
    Absence,
    Bye,
    ByeKind,
    ByePoints,
    Color,
    ColorModel,
    Event,
    Forfeit,
    Match,
    Points,
    Primary,
    Prohibition,
    Regulations,
    Round,
    Scale,
    System,
    Team,
    boards,
)

FOLDER = Path(__file__).parent.parent / "data" / "team_swiss"
FORFEITS = {
    "played": None,
    "forfeit_white": Forfeit.WHITE_WINS,
    "forfeit_black": Forfeit.BLACK_WINS,
    "double_forfeit": Forfeit.BOTH_LOSE,
}

Json = Any  # parsed JSON, whose shape the data's README tells


@dataclass(frozen=True)
class Recorded:
    """An event with all its rounds, and the record it was read from."""

    name: str
    event: Event
    record: Json


def half_points(number: float | str) -> Points:
    """Points as half-points, exactly."""
    doubled = 2 * Fraction(str(number))
    assert doubled.denominator == 1
    return int(doubled)


def recorded(*folders: str) -> Iterator[Recorded]:
    """Every event of these folders, in the order of their names."""
    for folder in folders:
        for path in sorted((FOLDER / folder).glob("*.json")):
            record = json.loads(path.read_text(encoding="utf-8"))
            yield Recorded(path.stem, read_event(record), record)


def read_event(record: Json) -> Event:
    """The event with every round that has results."""
    rounds = tuple(_read_round(one) for one in record["rounds"] if one.get("results") is not None)
    absences = [
        Absence(one["round"], absent["tpn"], ByeKind(absent["bye"]))
        for one in record["rounds"]
        for absent in one["absent"]
    ]
    teams = tuple(
        Team(team["tpn"], team["name"], first_round=team["arrives_round"], last_round=team["last_round"])
        for team in record["teams"]
    )
    return Event(_read_regulations(record["config"]), teams, (), rounds, tuple(absences))


def _read_regulations(config: Json) -> Regulations:
    pab = config["pab"]
    return Regulations(
        System.TEAM_SWISS,
        rounds=config["rounds"],
        boards=config["boards"],
        board_colors=config["board_colours"],
        color_model=ColorModel(config["colour_model"]),
        primary=Primary(config["primary"]),
        secondary_for_colors=config["secondary_for_colours"],
        match_points=_read_scale(config["match_points"]),
        game_points=_read_scale(config["game_points"]),
        pab=ByePoints(half_points(pab["mp"]), half_points(pab["gp"])),
        initial_color=Color(config["initial_colour"].lower()),
        prohibited=tuple(
            Prohibition(one["first_round"], one["last_round"], tuple(one["teams"]))
            for one in config["prohibited"]
        ),
    )


def _read_scale(points: Json) -> Scale:
    return Scale(half_points(points["win"]), half_points(points["draw"]), half_points(points["loss"]))


def _read_round(record: Json) -> Round:
    matches = tuple(
        Match(one["white"], one["black"], boards("".join(one["boards"])), FORFEITS[one["type"]])
        for one in record["results"]
    )
    byes = [Bye(absent["tpn"], ByeKind(absent["bye"])) for absent in record["absent"]]
    pab = record["expected"]["pab"]
    if pab is not None:
        byes.append(Bye(pab, ByeKind.PAIRING))
    return Round(record["round"], matches, tuple(byes))
