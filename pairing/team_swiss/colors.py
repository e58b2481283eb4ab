"""The colours of a pair (C.04.6 article 4): who has White on board 1, and by which rule."""

from pairing.model import Color
from pairing.team_swiss.field import Entrant, Field
from pairing.why import ColorRule


def allocate(field: Field, one: Entrant, other: Entrant) -> tuple[Entrant, Entrant, ColorRule]:
    """Give the team with White, the team with Black, and the first rule of 4.3 that applies."""
    first, second = _first_team(field, one, other)
    color, rule = _color_of_first(field, first, second)
    return (first, second, rule) if color is Color.WHITE else (second, first, rule)


def _first_team(field: Field, one: Entrant, other: Entrant) -> tuple[Entrant, Entrant]:
    """Order the two by 4.2: higher score, then higher secondary score if it is used, then smaller TPN."""
    secondary = field.regulations.secondary_for_colors

    def rank(team: Entrant) -> tuple[int, int, int]:
        return -team.primary, -team.secondary if secondary else 0, team.tpn

    return (one, other) if rank(one) < rank(other) else (other, one)


def _color_of_first(field: Field, first: Entrant, second: Entrant) -> tuple[Color, ColorRule]:
    if not first.colors and not second.colors:
        initial = field.regulations.initial_color
        return initial if first.lot_number % 2 else initial.other, ColorRule.INITIAL
    if first.preference is None and second.preference is not None:
        return second.preference.other, ColorRule.ONE_PREFERENCE
    if first.preference is not None and second.preference is None:
        return first.preference, ColorRule.ONE_PREFERENCE
    if first.preference is not None and first.preference is not second.preference:
        return first.preference, ColorRule.OPPOSITE_PREFERENCES
    if first.preference is not None and first.strong is not second.strong:
        return first.preference if first.strong else first.preference.other, ColorRule.ONE_STRONG
    return _color_by_history(first, second)


def _color_by_history(first: Entrant, second: Entrant) -> tuple[Color, ColorRule]:
    """Decide between equal wishes: rules 4.3.5 to 4.3.9."""
    if first.difference != second.difference:
        lower = first.difference < second.difference
        return Color.WHITE if lower else Color.BLACK, ColorRule.LOWER_DIFFERENCE
    for mine, theirs in zip(reversed(first.colors), reversed(second.colors), strict=False):
        if mine != theirs:
            return Color(theirs), ColorRule.ALTERNATE_HISTORY
    if first.preference is not None:
        return first.preference, ColorRule.FIRST_TEAM_PREFERENCE
    if first.colors:
        return Color(first.colors[-1]).other, ColorRule.FIRST_TEAM_ALTERNATES
    return Color(second.colors[-1]), ColorRule.OTHER_TEAM_ALTERNATES
