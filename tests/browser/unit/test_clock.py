"""The browser's chess clock: what it reads, when it changes, and that it neither drifts nor runs ahead."""

import random
from decimal import Decimal

from playwright.sync_api import Page

from server.show.pages.texts import Lang, plural, points


def test_the_face_shows_hours_minutes_and_tenths_below_ten_seconds(page: Page) -> None:
    readings = {
        7_322_999: "2:02:02",
        3_600_000: "1:00:00",
        3_599_999: "59:59",
        300_000: "5:00",
        60_000: "1:00",
        10_000: "0:10",
        9_999: "0:09.9",
        1_050: "0:01.0",
        99: "0:00.0",
        0: "0:00.0",
    }
    assert page.evaluate("all => all.map(units.face)", list(readings)) == list(readings.values())


def test_the_next_change_is_foretold_to_the_millisecond(page: Page) -> None:
    wrong = page.evaluate(
        """() => {
          const wrong = [];
          for (let ms = 100; ms < 75_000; ms += 7) {
            const wait = units.untilChange(ms);
            const before = units.face(ms - wait + 1), after = units.face(ms - wait);
            if (before !== units.face(ms)) wrong.push([ms, 'changes earlier']);
            if (after === before) wrong.push([ms, 'does not change yet']);
          }
          return wrong;
        }"""
    )
    assert wrong == []
    assert page.evaluate("[99, 50, 0].map(units.untilChange)") == [None, None, None]


def test_only_the_running_clock_goes_down_and_never_below_zero(page: Page) -> None:
    clocks = {"white": 5_000, "black": 9_000, "running": "white", "at": 100_000}
    left = "([clocks, side, now]) => units.left(clocks, side, now)"
    assert page.evaluate(left, [clocks, "white", 103_000]) == 2_000
    assert page.evaluate(left, [clocks, "black", 103_000]) == 9_000
    assert page.evaluate(left, [clocks, "white", 200_000]) == 0
    assert page.evaluate(left, [clocks, "white", 99_000]) == 5_000, "news from the future"
    assert page.evaluate(left, [clocks | {"running": None}, "white", 103_000]) == 5_000


def test_a_clock_on_the_page_shows_every_second_once_and_then_every_tenth(wound: Page) -> None:
    wound.evaluate(
        """() => {
          const at = 1_700_000_000_000;
          globalThis.seen = units.showClock({white: 13_400, black: 60_000, running: 'white', at}, 'white');
        }"""
    )
    wound.clock.run_for(14_000)
    shown = wound.evaluate("seen.shown")
    tenths = [f"0:0{n // 10}.{n % 10}" for n in range(99, -1, -1)]
    assert [text for text in shown if text] == ["0:13", "0:12", "0:11", "0:10", *tenths]


def test_a_clock_that_stands_is_written_once(wound: Page) -> None:
    wound.evaluate(
        "globalThis.seen = units.showClock({white: 8_250, black: 1, running: null, at: 5}, 'white')"
    )
    wound.clock.run_for(30_000)
    assert wound.evaluate("seen.shown.filter(text => text)") == ["0:08.2"]


def test_news_moves_the_running_clock_to_the_other_side(wound: Page) -> None:
    wound.evaluate(
        "globalThis.seen = units.showClock({white: 65_000, black: 1, running: 'white', at: 1000}, 'white')"
    )
    wound.clock.run_for(2_500)
    wound.evaluate("seen.told.value = {white: 66_000, black: 1, running: 'black', at: 3_500}")
    wound.clock.run_for(20_000)
    assert wound.evaluate("seen.place.textContent") == "1:06"


def test_the_servers_hour_is_never_ahead_of_the_server(page: Page) -> None:
    seed = random.randrange(10**6)
    print("seed", seed)
    chance = random.Random(seed)
    truth = 1_700_000_000_000
    heard: list[tuple[int, float]] = []
    here = 0.0
    for _ in range(200):
        here += 2_500
        way = chance.choice([20, 30, 60, 400, 2_000]) + chance.random() * 10
        heard.append((truth + int(here), here + way))
    estimates = page.evaluate(
        """heard => {
          const hours = new units.ServerHours();
          return heard.map(([now, received]) => (hours.hear(now, received), hours.now(received)));
        }""",
        heard,
    )
    behind = [truth + received - guess for (_, received), guess in zip(heard, estimates, strict=True)]
    assert min(behind) >= 0
    assert max(behind[24:]) < 45, "the quickest of a minute's pongs decides"


def test_a_step_of_the_servers_clock_is_followed_within_a_minute(page: Page) -> None:
    behind = page.evaluate(
        """() => {
          const hours = new units.ServerHours();
          for (let n = 0; n < 30; n++) hours.hear(1_000_000 + n * 2500, n * 2500 + 20);
          for (let n = 30; n < 54; n++) hours.hear(900_000 + n * 2500, n * 2500 + 20);
          return 900_000 + 53 * 2500 + 20 - hours.now(53 * 2500 + 20);
        }"""
    )
    assert behind == 20


def test_plural_forms_and_points_are_the_servers(page: Page) -> None:
    numbers = [*range(0, 240), *(Decimal(n) / 4 for n in range(1, 60))]
    for lang in Lang:
        browser = page.evaluate(
            "([lang, all]) => all.map(n => new Intl.PluralRules(lang).select(Number(n)))",
            [lang, [str(number) for number in numbers]],
        )
        assert browser == [plural(lang, number) for number in numbers]
    halves = list(range(0, 50))
    assert page.evaluate("all => all.map(units.points)", halves) == [points(half) for half in halves]


def test_a_text_takes_its_values_and_its_form(page: Page) -> None:
    said = page.evaluate(
        """() => {
          const rounds = {one: '{n} тур', few: '{n} тура', many: '{n} туров', other: '{n} тура'};
          units.useDictionary('ru', {a: '{who} – {who}, {n}', b: rounds});
          return [units.t('a', {who: 'Уфа', n: 3}), ...[1, 12, 0.5].map(n => units.t('b', {n}))];
        }"""
    )
    assert said == ["Уфа – Уфа, 3", "1 тур", "12 туров", "0.5 тура"]
