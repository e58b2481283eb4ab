"""From a roster to an event: who gets which id, and who may do what."""

from server.core.events import EventOpened, PlayerEntered, TeamEntered, Trilingual
from server.core.ids import PersonId, Role, TeamId
from server.exchange.rosters import read
from server.live.opening import opening
from server.storage.people import Person
from tests.live.stage import REGULATIONS, TITLE

ROSTER = """\
city,board,name,latin,zone,captain,full_name
Ufa,1,Рысь Анна,Rys Anna,Asia/Yekaterinburg,,x
Ufa,2,Ёжиков Иван,Ezhikov Ivan,Asia/Yekaterinburg,,
Ufa,3,Запасной Олег,Zapasnoi Oleg,Asia/Yekaterinburg,,
Ufa,,Тренер Инна,Trener Inna,Asia/Yekaterinburg,x,
Guangzhou,1,梁启航,Liang Qihang,Asia/Shanghai,,
Guangzhou,2,陈羽彤,Chen Yutong,Asia/Shanghai,,
"""
BEGUN = opening(TITLE, read(ROSTER.encode(), 2), REGULATIONS)


def test_teams_are_numbered_in_the_order_of_the_roster_and_players_by_their_places() -> None:
    assert BEGUN.opened == EventOpened(TITLE, REGULATIONS)
    assert BEGUN.entries == [
        TeamEntered(TeamId("t1"), 1, Trilingual("Ufa", "Ufa", "Ufa"), "Asia/Yekaterinburg"),
        PlayerEntered(PersonId("p0101"), TeamId("t1"), 1),
        PlayerEntered(PersonId("p0102"), TeamId("t1"), 2),
        PlayerEntered(PersonId("p0103"), TeamId("t1"), 3),
        TeamEntered(TeamId("t2"), 2, Trilingual("Guangzhou", "Guangzhou", "Guangzhou"), "Asia/Shanghai"),
        PlayerEntered(PersonId("p0201"), TeamId("t2"), 1),
        PlayerEntered(PersonId("p0202"), TeamId("t2"), 2),
    ]


def test_everybody_has_one_role_and_names_stand_with_persons_alone() -> None:
    t1, t2 = TeamId("t1"), TeamId("t2")
    expected = [
        ("a1", Role.ARBITER, None, None, "Chief arbiter", "Chief arbiter", "en", False),
        ("p0101", Role.PLAYER, t1, 1, "Рысь Анна", "Rys Anna", "ru", True),
        ("p0102", Role.PLAYER, t1, 2, "Ёжиков Иван", "Ezhikov Ivan", "ru", False),
        ("p0103", Role.PLAYER, t1, 3, "Запасной Олег", "Zapasnoi Oleg", "ru", False),
        ("c01", Role.CAPTAIN, t1, None, "Тренер Инна", "Trener Inna", "ru", False),
        ("p0201", Role.PLAYER, t2, 1, "梁启航", "Liang Qihang", "zh", False),
        ("p0202", Role.PLAYER, t2, 2, "陈羽彤", "Chen Yutong", "zh", False),
        ("c02", Role.CAPTAIN, t2, None, "梁启航", "Liang Qihang", "zh", False),  # board 1, if none is marked
    ]
    assert [
        (p.id, p.role, p.team, p.board, p.native, p.latin, p.lang, p.full) for p in BEGUN.persons
    ] == expected
    assert isinstance(BEGUN.persons[0], Person)
    assert "Рысь" not in repr(BEGUN.entries)
