"""Fields made by hand, so that a test can say in one line what each team is like."""

from pairing.model import Color, Points, Readings, Regulations, System
from pairing.team_swiss.field import Entrant, Field, team_set

DEFAULT = Readings()

WISHES = {
    ".": (None, False),
    "w": (Color.WHITE, False),
    "b": (Color.BLACK, False),
    "W": (Color.WHITE, True),
    "B": (Color.BLACK, True),
}


def entrant(
    tpn: int,
    wish: str = ".",
    score: Points = 0,
    colors: str = "",
    *,
    floated: bool = False,
    secondary: Points = 0,
    lot_number: int | None = None,
) -> Entrant:
    """Make a team; its wish is w or b, a capital for a strong one, a dot for none."""
    color, strong = WISHES[wish]
    return Entrant(
        tpn=tpn,
        score=score,
        primary=score,
        secondary=secondary,
        colors=colors,
        floated=floated,
        barred=False,
        lot_number=tpn if lot_number is None else lot_number,
        preference=color,
        strong=strong,
    )


def field_of(
    *entrants: Entrant,
    apart: tuple[tuple[int, int], ...] = (),
    rounds: int = 9,
    number: int = 3,
    readings: Readings = DEFAULT,
) -> Field:
    """Make a field of these teams, by ascending TPN; `apart` are pairs of TPNs that may not meet."""
    everybody = [one.tpn for one in entrants]
    may_meet = []
    for one in everybody:
        barred = {one} | {other for pair in apart if one in pair for other in pair}
        may_meet.append(team_set(place for place, other in enumerate(everybody) if other not in barred))
    regulations = Regulations(System.TEAM_SWISS, rounds=rounds, readings=readings)
    return Field(regulations, number, entrants, tuple(may_meet))
