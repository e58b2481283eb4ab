"""Every pairing system through one door: `pair(event)` gives the next round or says why there is none.

>>> from pairing.model import Regulations, System, Team
>>> event = Event(Regulations(System.TEAM_ROUND_ROBIN, rounds=3), tuple(Team(tpn) for tpn in range(1, 5)))
>>> [(match.white, match.black) for match in pair(event).matches]
[(1, 4), (2, 3)]
"""

from pairing import city_match, individual_swiss, round_robin, scheveningen, team_swiss
from pairing.model import Event, NoLegalPairing, Round, System

_SYSTEMS = {
    System.TEAM_SWISS: team_swiss.pair,
    System.TEAM_ROUND_ROBIN: round_robin.pair,
    System.TEAM_DOUBLE_ROUND_ROBIN: round_robin.pair,
    System.CITY_MATCH: city_match.pair,
    System.INDIVIDUAL_SWISS: individual_swiss.pair,
    System.ROUND_ROBIN: round_robin.pair,
    System.DOUBLE_ROUND_ROBIN: round_robin.pair,
    System.SCHEVENINGEN: scheveningen.pair,
}


def pair(event: Event) -> Round | NoLegalPairing:
    """Pair the next round by the event's own system."""
    return _SYSTEMS[event.regulations.system](event)
