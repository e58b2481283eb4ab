"""The checker: pairs every past round again, as the event stood then, and says where the record differs.

It compares opponents, colours and the bye; a record need not keep the order of boards. Whoever neither played
nor had the pairing-allocated bye in a round is taken as known to be absent then.

>>> from pairing.model import Match, Regulations, System, Team, boards
>>> played = Round(1, (Match(3, 1, boards("1")), Match(4, 2, boards("="))))
>>> teams = tuple(Team(number) for number in (1, 2, 3, 4))
>>> check(Event(Regulations(System.TEAM_SWISS, rounds=3), teams, rounds=(played,)))[0].turned
((3, 1),)
"""

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum

from pairing.model import (
    Absence,
    ByeKind,
    Event,
    Impossible,
    Match,
    NoLegalPairing,
    Player,
    Round,
    System,
    not_paired,
)
from pairing.results import barred_from_bye
from pairing.systems import pair


@dataclass(frozen=True, slots=True)
class Difference:
    """How a recorded round differs from the one the rules give; pairs are (White, Black).

    `recorded` are pairs the rules do not make, `expected` those they make instead, `turned` the recorded
    pairs that should have had the colours reversed. `recorded_pab` and `expected_pab` differ if the bye does.
    `impossible` is set where the rules find no legal pairing at all.
    """

    round: int
    recorded: tuple[tuple[int, int], ...] = ()
    expected: tuple[tuple[int, int], ...] = ()
    turned: tuple[tuple[int, int], ...] = ()
    recorded_pab: int | None = None
    expected_pab: int | None = None
    impossible: Impossible | None = None


class Fault(Enum):
    """What no Swiss round may have."""

    NOT_THERE = "not-there"
    TWICE = "twice"
    LEFT_OUT = "left-out"
    MET_BEFORE = "met-before"
    PROHIBITED = "prohibited"
    OWN_CITY = "own-city"
    SECOND_BYE = "second-bye"


@dataclass(frozen=True, slots=True)
class FaultFound:
    """A fault and whom it concerns."""

    fault: Fault
    competitors: tuple[int, ...]


def check(event: Event) -> tuple[Difference, ...]:
    """Pair each round of the event again and list the rounds that differ; none if the record is as the rules
    say.
    """
    found = (check_round(event, number) for number in range(1, len(event.rounds) + 1))
    return tuple(difference for difference in found if difference is not None)


def check_round(event: Event, number: int) -> Difference | None:
    """Pair one past round again; None if the record is as the rules say."""
    recorded = event.rounds[number - 1]
    paired = pair(as_it_stood(event, number))
    if isinstance(paired, NoLegalPairing):
        return Difference(
            number, tuple(_pairs(recorded)), recorded_pab=recorded.pab, impossible=paired.reason
        )
    theirs, ours = _pairs(recorded), _pairs(paired)
    turned = tuple((white, black) for white, black in theirs if (black, white) in ours)
    difference = Difference(
        number,
        recorded=tuple(one for one in theirs if one not in ours and one not in turned),
        expected=tuple(one for one in ours if one not in theirs and one[::-1] not in turned),
        turned=turned,
        recorded_pab=recorded.pab,
        expected_pab=paired.pab,
    )
    same = not (difference.recorded or difference.expected or turned) and recorded.pab == paired.pab
    return None if same else difference


def as_it_stood(event: Event, number: int) -> Event:
    """Give the event before one of its past rounds, with the absences that the round shows."""
    recorded = event.rounds[number - 1]
    here = {one for match in recorded.matches for one in (match.white, match.black)} | {recorded.pab}
    kinds = {bye.competitor: bye.kind for bye in recorded.byes}
    absences = tuple(
        Absence(number, one.number, kinds.get(one.number, ByeKind.ZERO))
        for one in event.competitors
        if one.number not in here
    )
    return replace(event, rounds=event.rounds[: number - 1], absences=absences)


def faults(event: Event, made: Round) -> tuple[FaultFound, ...]:
    """List what a proposed next round of a Swiss event breaks; empty if it is legal (C.04.1 2 to 4)."""
    out = not_paired(event)
    expected = {one.number for one in event.competitors if one.number not in out}
    named = [one for match in made.matches for one in (match.white, match.black)]
    named += [bye.competitor for bye in made.byes if bye.competitor not in out]
    count = Counter(named)
    found = [FaultFound(Fault.NOT_THERE, (one,)) for one in sorted(count.keys() - expected)]
    found += [FaultFound(Fault.TWICE, (one,)) for one in sorted(count) if count[one] > 1]
    found += [FaultFound(Fault.LEFT_OUT, (one,)) for one in sorted(expected - count.keys())]
    for match in made.matches:
        found += [FaultFound(fault, (match.white, match.black)) for fault in _pair_faults(event, match)]
    if made.pab is not None and made.pab in barred_from_bye(event):
        found.append(FaultFound(Fault.SECOND_BYE, (made.pab,)))
    return tuple(found)


def _pair_faults(event: Event, match: Match) -> list[Fault]:
    pair_made = {match.white, match.black}
    past = (one for played in event.rounds for one in played.matches if one.played)
    found = [Fault.MET_BEFORE] if any({one.white, one.black} == pair_made for one in past) else []
    for ban in event.regulations.prohibited:
        if ban.first_round <= event.next_round <= ban.last_round and pair_made <= set(ban.competitors):
            found.append(Fault.PROHIBITED)
            break
    cities = [one.city for one in event.competitors if isinstance(one, Player) and one.number in pair_made]
    if (
        event.regulations.system is System.INDIVIDUAL_SWISS
        and len(cities) == 2
        and cities[0] == cities[1] != ""
    ):
        found.append(Fault.OWN_CITY)
    return found


def _pairs(round_: Round) -> list[tuple[int, int]]:
    return [(match.white, match.black) for match in round_.matches]
