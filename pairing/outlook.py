"""Before an event starts: can a Swiss of so many rounds come to a round without a legal pairing?

As long as everybody has met fewer than half of the field a round can always be completed (Dirac). Beyond that
results may lead into a dead end; six teams and four rounds do in about one event of four. A round robin never
does.

>>> outlook(6, 4)
Outlook(safe_rounds=3, certain_dead_end=False, round_robin_rounds=5)
>>> outlook(6, 3) is None
True
"""

from dataclasses import dataclass

from pairing.model import Event
from pairing.round_robin import cycle_length


@dataclass(frozen=True, slots=True)
class Outlook:
    """A warning: more rounds are declared than are safe.

    `safe_rounds` can always be paired. With a `certain_dead_end` nobody would be left to meet, whatever the
    results. A round robin of `round_robin_rounds` is what to propose instead.
    """

    safe_rounds: int
    certain_dead_end: bool
    round_robin_rounds: int


def outlook(competitors: int, rounds: int) -> Outlook | None:
    """Warn if a Swiss of so many rounds may find no legal pairing; None if every round can be paired."""
    safe = competitors // 2
    if rounds <= safe:
        return None
    all_meet = cycle_length(competitors)
    return Outlook(safe, rounds > all_meet, all_meet)


def warning(event: Event) -> Outlook | None:
    """Look ahead for an event that has not started; only Swiss systems can come to a dead end."""
    if not event.regulations.system.swiss:
        return None
    return outlook(len(event.competitors), event.regulations.rounds)
