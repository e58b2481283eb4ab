"""Small events for the tie-breaks' tests: teams of two boards, rounds as text."""

from fractions import Fraction

from pairing.model import (
    Bye,
    ByeKind,
    Event,
    Forfeit,
    Match,
    Player,
    Primary,
    Regulations,
    Round,
    System,
    Team,
    boards,
)
from pairing.scoring import Edition, Ledger, ledger
from pairing.tiebreaks.codes import Code, parse
from pairing.tiebreaks.registry import COMPARED, COUNTED
from pairing.tiebreaks.values import Parted, Value, Values

FORFEITS = {forfeit.value: forfeit for forfeit in Forfeit}


def event(
    *rounds: str,
    count: int = 4,
    system: System = System.TEAM_SWISS,
    primary: Primary = Primary.MATCH_POINTS,
    size: int = 2,
) -> Event:
    """Rounds such as "1-2 1=, 3-4 +-, 5 U": matches by their boards, forfeited ones by +- -+ --, byes.

    A match forfeited as a whole has two signs after an F: "1-2 F+-".
    """
    made = []
    for number, text in enumerate(rounds, start=1):
        matches, byes = [], []
        for part in filter(None, text.split(", ")):
            who, what = part.split(" ")
            if "-" not in who:
                byes.append(Bye(int(who), ByeKind(what)))
                continue
            white, black = map(int, who.split("-"))
            if what.startswith("F"):
                matches.append(Match(white, black, (), FORFEITS[what[1:]]))
            elif what.startswith("A"):
                matches.append(Match(white, black, boards(what[1:]), annulled=True))
            else:
                matches.append(Match(white, black, boards(what)))
        made.append(Round(number, tuple(matches), tuple(byes)))
    return Event(
        Regulations(system, rounds=len(rounds), boards=size, primary=primary),
        tuple(Team(number) for number in range(1, count + 1)),
        tuple(Player(number) for number in range(1, count + 1)),
        tuple(made),
    )


def book(made: Event, edition: Edition = Edition.MARCH_2026) -> Ledger:
    """The event, counted."""
    return ledger(made, edition=edition)


def code(text: str) -> Code:
    """A code that can be read."""
    answer = parse(text)
    assert isinstance(answer, Code), answer
    return answer


def counted(made: Event | Ledger, text: str) -> Values:
    """What a code gives everybody."""
    return COUNTED[code(text).name](made if isinstance(made, Ledger) else book(made), code(text))


def numbers(made: Event | Ledger, text: str) -> list[Fraction]:
    """The numbers a code gives, in the order of the competitors; every one is the sum of its terms."""
    found = counted(made, text)
    for value in found.values():
        assert adds_up(value), (text, value)
    return [value.number for value in found.values()]


def adds_up(value: Value) -> bool:
    """Whether the terms that are not cut make the number, before rounding."""
    total = Fraction(sum(term.value for term in value.terms if term.cut is None), value.per)
    if value.places is None:
        return total == value.number or not value.terms
    return abs(total - value.number) <= Fraction(1, 2 * 10**value.places)


def parted(made: Event | Ledger, text: str, tied: tuple[int, ...]) -> Parted:
    """How a code parts a tied group."""
    counted_on = made if isinstance(made, Ledger) else book(made)
    return COMPARED[code(text).name](counted_on, code(text), tied)
