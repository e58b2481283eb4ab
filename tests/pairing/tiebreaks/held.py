"""The exercise event of IA M. Held for C.07: 14 teams, 4 boards, 7 rounds (published for the TEC, 2023).

Only game points are published; the boards here make them up, but for the match 11-14, whose boards are known.
The forfeits of round 6 are entries of their own there, without an opponent.
"""

from pairing.model import Bye, ByeKind, Event, Match, Regulations, Round, System, Team, boards

ROUNDS = """
1: 8w2.5 4b1.5 7w3 2b2.5 5w1.5 +F 3b2.5
2: 9b3 3w4 5b0 1w1.5 13w3 4b2.5 10b3
3: 10w2.5 2b0 9w3 6b2.5 4w3 5b3.5 1w1.5
4: 11b3 1w2.5 13b3 5w3.5 3b1 2w1.5 9b2.5
5: 12w4 6b3 2w4 4b0.5 1b2.5 3w0.5 13b3.5
6: 13b2 5w1 8b3 3w1.5 11b2.5 -F 12w2.5
7: 14w2 8b2 1b1 10w2.5 9b2 13w2 ZPB
8: 1b1.5 7w2 6w1 12b3.5 10b2 9w2 11w3
9: 2w1 12b4 3b1 14w3 7w2 8b2 4w1.5
10: 3b1.5 11w1.5 12b2.5 7b1.5 8w2 14b3 2w1
11: 4w1 10b2.5 14w2 13b1.5 6w1.5 12w2 8b1
12: 5b0 9w0 10w1.5 8w0.5 PAB 11b2 6b1.5
13: 6w2 14b2.5 4w1 11w2.5 2b1 7b2 5w0.5
14: 7b2 13w1.5 11b2 9b1 HPB 10w1 PAB
"""
BYES = {
    "+F": ByeKind.FULL,
    "-F": ByeKind.ZERO,
    "ZPB": ByeKind.ZERO,
    "HPB": ByeKind.HALF,
    "PAB": ByeKind.PAIRING,
}
KNOWN = {(11, 14): "1==0"}


def event() -> Event:
    """The event after its seven rounds."""
    entries = {int(line.split(":")[0]): line.split(":")[1].split() for line in ROUNDS.strip().splitlines()}
    rounds = []
    for index in range(7):
        matches, byes = [], []
        for team, line in entries.items():
            entry = line[index]
            if entry in BYES:
                byes.append(Bye(team, BYES[entry]))
            elif "w" in entry:
                opponent, points = entry.split("w")
                pair = (team, int(opponent))
                matches.append(Match(*pair, boards(KNOWN.get(pair, made_up(points)))))
        rounds.append(Round(index + 1, tuple(matches), tuple(byes)))
    teams = tuple(Team(number) for number in entries)
    return Event(Regulations(System.TEAM_SWISS, rounds=7, boards=4), teams, rounds=tuple(rounds))


def made_up(points: str) -> str:
    """Four boards that give so many points."""
    whole, half = divmod(int(float(points) * 2), 2)
    return ("1" * whole + "=" * half).ljust(4, "0")
