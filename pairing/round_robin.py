"""Round robin by the Berger tables (C.05 annex 1): everybody meets everybody, once or twice.

The table is a closed formula, exact for every even number of competitors. An odd field is paired as if one
more took part; whoever would meet that one has a free round, which is no bye and scores nothing. Withdrawn
and absent competitors keep their place: the table is fixed once the numbers are drawn, and their matches are
forfeited.

>>> berger(6, 2)
((6, 4), (5, 3), (1, 2))
"""

from pairing.model import Event, Impossible, Match, NoLegalPairing, Round, System

DOUBLE = frozenset({System.DOUBLE_ROUND_ROBIN, System.TEAM_DOUBLE_ROUND_ROBIN})


def berger(size: int, number: int) -> tuple[tuple[int, int], ...]:
    """Give round `number` of the table for an even `size`, as places (White, Black) in board order.

    Raises:
        ValueError: the size is odd or the table has no such round.
    """
    if size % 2 or not 1 <= number < size:
        message = f"no round {number} in a Berger table of {size}"
        raise ValueError(message)
    if number % 2:
        anchor = (number + 1) // 2
        first = (anchor, size)
    else:
        anchor = (size + number) // 2
        first = (size, anchor)
    further = (
        ((anchor - 1 + step) % (size - 1) + 1, (anchor - 1 - step) % (size - 1) + 1)
        for step in range(1, size // 2)
    )
    return first, *further


def cycle_length(competitors: int) -> int:
    """Count the rounds in which everybody meets everybody once."""
    return competitors - 1 + competitors % 2


def places(competitors: int, number: int, *, double: bool) -> tuple[tuple[int, int], ...]:
    """Give round `number` of a single or double round robin as places, without the free round of an odd
    field.

    The second cycle reverses the colours; the last two rounds of the first cycle are swapped in a double
    round robin, or somebody would have one colour three times running at the turn.

    Raises:
        ValueError: there is no such round.
    """
    length = cycle_length(competitors)
    if not 1 <= number <= length * (2 if double else 1):
        message = f"no round {number} for {competitors} competitors"
        raise ValueError(message)
    table_round = (number - 1) % length + 1
    if double and number <= length and length > 1 and number > length - 2:
        table_round = 2 * length - 1 - number
    table = berger(length + 1, table_round)
    pairs = (pair for pair in table if max(pair) <= competitors)
    return tuple((black, white) if number > length else (white, black) for white, black in pairs)


def pair(event: Event) -> Round | NoLegalPairing:
    """Pair the next round of a round robin; the competitors' places are their numbers in ascending order."""
    number = event.next_round
    numbers = sorted(competitor.number for competitor in event.competitors)
    double = event.regulations.system in DOUBLE
    if len(numbers) < 2:
        return NoLegalPairing(number, Impossible.NOBODY_TO_PAIR, tuple(numbers))
    if number > cycle_length(len(numbers)) * (2 if double else 1):
        return NoLegalPairing(number, Impossible.ROUNDS_ARE_OVER)
    pairs = places(len(numbers), number, double=double)
    return Round(number, tuple(Match(numbers[white - 1], numbers[black - 1]) for white, black in pairs))
