"""A match between two cities: the same boards meet again and again, colours reversed each time.

Every round is one game on every board. Teams of one age group meet each other; an event without age groups
has just one such pair of teams. In odd rounds the team with the smaller number has White on board 1. Line-ups
are the captains' business.

>>> from pairing.model import Regulations, System, Team
>>> teams = (Team(1, city="Kazan"), Team(2, city="Ufa"))
>>> pair(Event(Regulations(System.CITY_MATCH, rounds=2, boards=8), teams)).matches
(Match(white=1, black=2, boards=(), forfeit=None, annulled=False),)
"""

from pairing.model import Event, Impossible, Match, NoLegalPairing, Round


def pair(event: Event) -> Round | NoLegalPairing:
    """Pair the next game of a city match, the age groups in the order of their smallest number."""
    number = event.next_round
    if number > event.regulations.rounds:
        return NoLegalPairing(number, Impossible.ROUNDS_ARE_OVER)
    groups: dict[str, list[int]] = {}
    for team in sorted(event.teams, key=lambda team: team.number):
        groups.setdefault(team.group, []).append(team.number)
    unfit = tuple(one for teams in groups.values() if len(teams) != 2 for one in teams)
    if unfit or not groups:
        return NoLegalPairing(number, Impossible.SIDES_UNFIT, unfit)
    pairs = groups.values() if number % 2 else [teams[::-1] for teams in groups.values()]
    return Round(number, tuple(Match(white, black) for white, black in pairs))
