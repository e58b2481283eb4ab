"""News of an invented event, for tests of what is shown: two rounds of two matches on two boards."""

from itertools import count

from server.core.ids import EndReason, EventId, GameId, Millis, Seq, Side, TeamId, game_id, match_id
from server.protocol.messages import (
    BoardView,
    Clocks,
    GameEnded,
    GameStarted,
    MatchView,
    Move,
    Names,
    PersonView,
    Result,
    RosterNews,
    RoundClosed,
    RoundPublished,
    StandingRow,
    Standings,
    TeamView,
    TimeControl,
)
from server.show.event import PublicEvent

TEAMS = {
    "khb": Names(ru="Хабаровск", zh="哈巴罗夫斯克", en="Khabarovsk"),
    "gzh": Names(ru="Гуанчжоу", zh="广州", en="Guangzhou"),
    "ufa": Names(ru="Уфа", zh="乌法", en="Ufa"),
    "hrb": Names(ru="<b>Харбин</b>", zh="哈尔滨 & 松", en='"Harbin"'),
}
PEOPLE = {
    "khb": [("Лукьянов Савелий", "Lukianov Savelii", "ru"), ("Амурская Дарина", "Amurskaia Darina", "ru")],
    "gzh": [("梁启航", "Liang Qihang", "zh-Hans"), ("陈羽彤", "Chen Yutong", "zh-Hans")],
    "ufa": [("Агиделев Ильдар", "Agidelev Ildar", "ru"), ("Smith Ann", "Smith Ann", "en")],
    "hrb": [("<script>alert(1)</script>", "O'Neil & Sons", "en"), ("松花", "Song Hua", "zh-Hans")],
}
TITLE = Names(ru="Дружба городов", zh="友城赛", en="Twin Cities")
PAIRINGS = [[("khb", "gzh"), ("ufa", "hrb")], [("hrb", "khb"), ("gzh", "ufa")]]


def person(team: str, board: int) -> str:
    """The id of a team's player."""
    return f"{team}{board}"


def published(v: Seq, number: int) -> RoundPublished:
    """A round by the pairings above."""
    matches = []
    for index, (white, black) in enumerate(PAIRINGS[number - 1], start=1):
        match = match_id(number, index)
        boards = [
            BoardView.model_validate(
                {
                    "game": game_id(match, board),
                    "board": board,
                    "white": person(white if board % 2 else black, board),
                    "black": person(black if board % 2 else white, board),
                }
            )
            for board in (1, 2)
        ]
        matches.append(MatchView(id=match, white=TeamId(white), black=TeamId(black), boards=boards))
    return RoundPublished(room="event", v=v, round=number, matches=matches, free=None)


def roster(v: Seq) -> RosterNews:
    """Everybody's names."""
    teams = [
        TeamView(id=TeamId(team), number=number, names=names, zone="Asia/Vladivostok")
        for number, (team, names) in enumerate(TEAMS.items(), start=1)
    ]
    people = [
        PersonView.model_validate(
            {
                "id": person(team, board),
                "team": team,
                "board": board,
                "name": name,
                "latin": latin,
                "lang": lang,
            }
        )
        for team, players in PEOPLE.items()
        for board, (name, latin, lang) in enumerate(players, start=1)
    ]
    control = TimeControl(base=300_000, increment=3_000)
    return RosterNews(
        room="event", v=v, title=TITLE, rounds=3, time_control=control, teams=teams, people=people
    )


def clocks(running: Side | None) -> Clocks:
    """Both clocks at some instant."""
    return Clocks(white=290_000, black=280_500, running=running, at=Millis(1_000))


def ended(v: Seq, game: GameId, result: tuple[int, int], reason: EndReason) -> GameEnded:
    """The end of a game."""
    white, black = result
    return GameEnded(
        room="event",
        v=v,
        game=game,
        result=Result(white=white, black=black),
        reason=reason,
        clocks=clocks(None),
    )


def table(as_of: Seq) -> Standings:
    """Standings after round 1."""
    rows = [
        ("khb", 1, 2, 3, "1.5"),
        ("hrb", 2, 1, 2, "2.25"),
        ("ufa", 2, 1, 2, "2"),
        ("gzh", 4, 0, 1, "0.5"),
    ]
    return Standings(
        room="event",
        as_of=as_of,
        codes=["MPVGP", "EMGSB", "X9"],
        rows=[
            StandingRow(
                rank=rank,
                team=TeamId(team),
                played=1,
                wins=int(match == 2),
                draws=int(match == 1),
                losses=int(match == 0),
                match_points=match,
                game_points=game,
                tiebreaks=[str(game), tiebreak, "0"],
            )
            for team, rank, match, game, tiebreak in rows
        ],
    )


def twin_cities() -> PublicEvent:
    """Round 1 is over: 1½–½ and 1–1. In round 2 one game has begun, one has ended, two wait."""
    event = PublicEvent(EventId("demo"))
    numbers = map(Seq, count(1))
    event.apply(roster(next(numbers)))
    event.apply(published(next(numbers), 1))
    for game, result, reason in (
        ("r1m1b1", (2, 0), EndReason.CHECKMATE),
        ("r1m1b2", (1, 1), EndReason.AGREEMENT),
        ("r1m2b1", (2, 0), EndReason.FLAG_FALL),
        ("r1m2b2", (2, 0), EndReason.RESIGNATION),
    ):
        event.apply(ended(next(numbers), GameId(game), result, reason))
    event.apply(RoundClosed(room="event", v=next(numbers), round=1))
    event.apply(table(next(numbers)))
    event.apply(published(next(numbers), 2))
    game = GameId("r2m1b1")
    event.apply(GameStarted(room="event", v=next(numbers), game=game, clocks=clocks(Side.WHITE)))
    event.apply(
        Move(
            room="event",
            v=next(numbers),
            game=game,
            ply=1,
            uci="e2e4",
            san="e4",
            spent=10_000,
            clocks=clocks(Side.BLACK),
        )
    )
    event.apply(ended(next(numbers), GameId("r2m2b2"), (0, 2), EndReason.STALEMATE))
    return event
