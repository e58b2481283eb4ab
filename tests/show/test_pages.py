"""Every page in every language: what stands on it, and that it is whole without a script."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from jinja2 import UndefinedError

from server.core.ids import EventId, GameId, PersonId, Role, Seq, TeamId
from server.protocol.messages import You
from server.show.event import PublicEvent
from server.show.pages import Lang, render
from server.show.pages.tables import crosstable, progress, results_of
from tests.show.news import roster, twin_cities

VOID = {"meta", "link", "img", "br", "input", "hr"}
SHARED: dict[str, object] = {"path": "/e/demo/", "you": None, "insecure": False}
CAPTAIN = You(person=PersonId("gzh1"), role=Role.CAPTAIN, team=TeamId("gzh"), game=None)
PLAYER = You(person=PersonId("khb1"), role=Role.PLAYER, team=TeamId("khb"), game=GameId("r2m1b1"))
ARBITER = You(person=PersonId("a1"), role=Role.ARBITER, team=None, game=None)
PAGES = [
    "live.html",
    "standings.html",
    "game.html",
    "enter.html",
    "play.html",
    "captain.html",
    "arbiter.html",
    "error.html",
    "events.html",
    "parts/standings.html",
    "parts/crosstable.html",
    "parts/rounds.html",
    "parts/matches.html",
]


class Reader(HTMLParser):
    """Reads a page as a strict browser would: what is opened is closed, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in <{tag}>"
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))

    def attributes(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


@pytest.fixture
def event() -> PublicEvent:
    return twin_cities()


def page(template: str, lang: Lang, event: PublicEvent | None, **more: object) -> Reader:
    you = {"play.html": PLAYER, "captain.html": CAPTAIN, "arbiter.html": ARBITER}.get(template)
    context = SHARED | {"event": event, "you": you, "code": "no_seat", "events": [event]}
    if event is not None and GameId("r2m1b1") in event.games:
        context |= {"game": event.games[GameId("r2m1b1")]}
    return Reader(render(template, lang, **(context | more)))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("template", PAGES)
def test_every_page_is_whole_and_its_own(template: str, lang: Lang, event: PublicEvent) -> None:
    read = page(template, lang, event)
    ids = Counter(read.attributes("id"))
    assert [name for name, times in ids.items() if times > 1] == []
    for address in [*read.attributes("href"), *read.attributes("src"), *read.attributes("data-part")]:
        assert re.match(r"^(/(?!/)|#|\?)", address), f"a foreign address: {address}"
    assert not any(name.startswith("on") or name == "style" for _, attrs in read.tags for name in attrs)
    if not template.startswith("parts/"):
        assert next(attrs for tag, attrs in read.tags if tag == "html")["lang"] == lang
        assert len([tag for tag, _ in read.tags if tag == "main"]) == 1


@pytest.mark.parametrize("lang", Lang)
def test_names_are_escaped_and_tell_their_language(lang: Lang, event: PublicEvent) -> None:
    html = render("parts/rounds.html", lang, **SHARED, event=event)
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert '<span lang="zh-Hans">梁启航</span>' in html
    latin = '<span class="latin" lang="zh-Latn">Liang Qihang</span>'
    assert (latin in html) == (lang is not Lang.ZH)
    assert ('<span class="latin" lang="ru-Latn">Lukianov Savelii</span>' in html) == (lang is not Lang.RU)
    assert html.count("Smith Ann") == 2, "a Latin name stands alone: once in each round"


@pytest.mark.parametrize("template", ["standings", "crosstable", "rounds"])
def test_tables_have_captions_and_scoped_headings(template: str, event: PublicEvent) -> None:
    read = page(f"parts/{template}.html", Lang.EN, event)
    tables = [tag for tag, _ in read.tags].count("table")
    assert tables == [tag for tag, _ in read.tags].count("caption") > 0
    assert all(attrs.get("scope") in {"row", "col"} for tag, attrs in read.tags if tag == "th")


def test_standings_show_points_ranks_and_known_tiebreaks(event: PublicEvent) -> None:
    html = render("parts/standings.html", Lang.RU, **SHARED, event=event)
    rows = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in html.split("<tr>")[2:]]
    assert rows[0] == ["1", "Хабаровск", "1", "1½", "1", "1", "0", "0", "1½", "0"]
    assert rows[1] == ["2", "&lt;b&gt;Харбин&lt;/b&gt;", "½", "1", "1", "0", "1", "0", "2,25", "0"]
    assert "Зоннеборн" in html
    assert ">X9<" in html, "a tie-break without a name shows its code"
    assert "MPVGP" not in html, "that is the column of game points"


def test_standings_say_what_they_count(event: PublicEvent) -> None:
    def caption() -> str:
        html = render("parts/standings.html", Lang.RU, **SHARED, event=event)
        return Reader(html.split("<caption>")[1].split("</caption>")[0]).text

    assert caption() == "Положение команд предварительно, идёт тур 2"
    event.rounds[-1].closed = True
    assert caption() == "Положение команд После 2 туров"
    event.round_count = 2
    assert caption() == "Итоговая таблица"
    event.rounds.clear()
    assert caption() == "Положение команд"


@pytest.mark.parametrize("lang", Lang)
def test_every_letter_of_the_standings_is_explained_below_them(lang: Lang, event: PublicEvent) -> None:
    html = render("parts/standings.html", lang, **SHARED, event=event)
    head, legend = html.split("</thead>")[0], html.split('<dl class="legend"')[1]
    explained = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", legend))
    for words, letters in re.findall(r'<abbr title="(.*?)">(.*?)</abbr>', head):
        assert words == letters or explained.pop(letters) == words
    assert explained == {}


def test_the_end_of_the_event_has_a_table_of_three(event: PublicEvent) -> None:
    assert "Final standings" not in page("live.html", Lang.EN, event).text
    event.round_count, event.rounds[-1].closed = 2, True
    live = page("live.html", Lang.EN, event)
    assert "Final standings Khabarovsk 1 MP · 1½ GP" in live.text
    assert live.attributes("value") == ["1", "2", "2"]
    assert "/e/demo/standings" in live.attributes("href")
    assert "Final standings · Twin Cities" in page("standings.html", Lang.EN, event).text
    assert "Final standings" not in page("captain.html", Lang.EN, event).text


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("code", ["not_found", "not_a_page", "no_seat", "internal"])
def test_an_error_page_leads_back(lang: Lang, code: str, event: PublicEvent) -> None:
    assert "/" in page("error.html", lang, None, code=code).attributes("href")
    assert "/e/demo/" in page("error.html", lang, event, code=code).attributes("href")


def test_the_wall_shows_scores_and_results_without_a_script(event: PublicEvent) -> None:
    read = page("live.html", Lang.EN, event)
    assert "Round 2 of 3" in read.text
    assert "1 of 4 games finished" in read.text
    assert "In progress · 1. e4" in read.text
    assert "0–1 · stalemate" in read.text
    assert read.attributes("data-tile") == ["r2m1b1", "r2m1b2", "r2m2b1", "r2m2b2"]
    assert read.attributes("data-bottom") == ["white", "black", "white", "black"]


def test_the_first_team_is_on_the_left_with_either_colour(event: PublicEvent) -> None:
    html = render("parts/rounds.html", Lang.EN, **SHARED, event=event)
    table = html.split('id="r1m1"')[1].split("</table>")[0]
    assert "1½ – ½" in table
    left = re.findall(r'class="left"><span class="side (\w+)".*?lang="ru">([^<]+)<', table)
    assert left == [("white", "Лукьянов Савелий"), ("black", "Амурская Дарина")]
    assert re.findall(r'<td class="score">([^<]+)<', table) == ["1 – 0", "½ – ½"]


def test_an_event_before_its_first_round_has_pages_too() -> None:
    event = PublicEvent(EventId("demo"))
    event.apply(roster(Seq(1)))
    for template in PAGES:
        if template != "game.html":
            page(template, Lang.EN, event)
    assert "No round has been paired yet" in page("live.html", Lang.EN, event).text


def test_a_captain_sees_only_his_match(event: PublicEvent) -> None:
    read = page("captain.html", Lang.EN, event)
    assert read.attributes("data-tile") == ["r2m2b1", "r2m2b2"]
    assert "Khabarovsk" in read.text, "the opponent of round 1"
    assert "½ – 1½" in read.text


def test_a_captain_without_a_match_is_told_so(event: PublicEvent) -> None:
    last = event.rounds[-1]
    last.matches, last.free = last.matches[:1], TeamId("gzh")
    captain = page("captain.html", Lang.EN, event).text
    assert "The team has no match this round" in captain
    assert "2 No opponent" in captain, "among the team's matches"
    assert "Without an opponent this round: Guangzhou" in page("live.html", Lang.EN, event).text


def test_a_captain_is_greeted_by_his_name(event: PublicEvent) -> None:
    holder = event.people[PersonId("gzh1")]
    assert (
        "Captain: 梁启航 Liang Qihang · Team: Guangzhou"
        in page("captain.html", Lang.EN, event, holder=holder).text
    )


def test_the_seat_pages_name_their_person(event: PublicEvent) -> None:
    assert page("play.html", Lang.EN, event).attributes("data-person") == ["khb1"]
    assert page("live.html", Lang.EN, event).attributes("data-person") == []
    assert "/e/demo/play/khb1" in page("play.html", Lang.EN, event).attributes("href")


@pytest.mark.parametrize("path", ["/e/demo/standings", "//evil.example/x"])
def test_the_language_switch_keeps_the_page_and_the_host(path: str, event: PublicEvent) -> None:
    read = page("standings.html", Lang.ZH, event, path=path)
    links = [attrs for tag, attrs in read.tags if tag == "a" and "hreflang" in attrs]
    assert [link["href"] for link in links] == [f"?lang={lang}" for lang in Lang]
    assert [link["hreflang"] for link in links if "aria-current" in link] == ["zh"]


def test_an_open_network_is_warned_about(event: PublicEvent) -> None:
    assert "not encrypted" not in page("live.html", Lang.EN, event).text
    assert "not encrypted" in page("live.html", Lang.EN, event, insecure=True).text


def test_a_forgotten_value_is_an_error(event: PublicEvent) -> None:
    with pytest.raises(UndefinedError):
        render("live.html", Lang.EN, event=event, path="/", you=None)


def test_the_cross_table_follows_the_standings(event: PublicEvent) -> None:
    table = crosstable(event)
    assert [team.id for team in table.teams] == ["khb", "hrb", "ufa", "gzh"]
    [meeting] = table.cells[TeamId("khb"), TeamId("gzh")]
    assert (meeting.own, meeting.other, meeting.outcome, meeting.round) == (3, 1, "won", 1)
    [mirror] = table.cells[TeamId("gzh"), TeamId("khb")]
    assert (mirror.own, mirror.other, mirror.outcome) == (1, 3, "lost")
    [level] = table.cells[TeamId("ufa"), TeamId("hrb")]
    assert level.outcome == "drawn"
    [under_way] = table.cells[TeamId("hrb"), TeamId("khb")]
    assert under_way.outcome == "open"


def test_results_and_progress_count_what_is_done(event: PublicEvent) -> None:
    assert [(m.round, m.opponent, m.own) for m in results_of(event, TeamId("ufa"))] == [
        (1, "hrb", 2),
        (2, "gzh", 0),
    ]
    assert progress(event, event.rounds[0]) == (4, 4)
    assert progress(event, event.rounds[1]) == (1, 4)
