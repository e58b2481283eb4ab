"""Virtual points: Baku acceleration (C.04.7) and an event's own table of them. They never reach the
standings.

>>> from pairing.model import Regulations, System, Team
>>> teams = tuple(Team(tpn) for tpn in range(1, 7))
>>> event = Event(Regulations(System.TEAM_SWISS, rounds=9, baku=True), teams)
>>> virtual_points(event, 1)
{1: 4, 2: 4, 3: 4, 4: 4}
>>> virtual_points(event, 4)
{1: 2, 2: 2, 3: 2, 4: 2}
"""

from pairing.model import Event, Points, Primary


def virtual_points(event: Event, number: int) -> dict[int, Points]:
    """Give each team its virtual points in the primary score of round `number`; teams without any are left
    out.

    By C.04.7 the first half of the numbers, rounded up to an even count, has two points in the first half of
    the accelerated rounds and one in the others; half of all rounds are accelerated. Match points must be
    primary.
    """
    regulations = event.regulations
    by_match = regulations.primary is Primary.MATCH_POINTS
    points: dict[int, Points] = {}
    if regulations.baku and by_match:
        accelerated = (regulations.rounds + 1) // 2
        worth = 0 if number > accelerated else 4 if number <= (accelerated + 1) // 2 else 2
        if worth:
            numbers = sorted(team.number for team in event.teams)
            points = dict.fromkeys(numbers[: 2 * ((len(numbers) + 3) // 4)], worth)
    for table in regulations.accelerations:
        if table.first_round <= number <= table.last_round:
            more = table.match_points if by_match else table.game_points
            for tpn in range(table.first, table.last + 1):
                points[tpn] = points.get(tpn, 0) + more
    return points
