"""Words and numbers of the pages: plural forms by CLDR, and three dictionaries that say the same."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from server.core.ids import EndReason, Phase, Refusal, Role, Side
from server.show.pages.texts import CATEGORIES, Dictionary, Lang, decimal, plural, points, translator

ROOT = Path(__file__).parents[2]
WEB = ROOT / "clients" / "web"
TEMPLATES = ROOT / "server" / "show" / "pages" / "templates"
PLACE = re.compile(r"\{(\w+)\}")


def dictionary(lang: Lang) -> Dictionary:
    texts: Dictionary = json.loads((WEB / "i18n" / f"{lang}.json").read_text(encoding="utf-8"))
    return texts


def forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values()) if isinstance(text, dict) else []


def sources() -> str:
    scripts = [path for path in WEB.rglob("*.ts*") if "node_modules" not in path.parts]
    return "\n".join(path.read_text(encoding="utf-8") for path in [*scripts, *TEMPLATES.rglob("*.html")])


@pytest.mark.parametrize(
    ("category", "numbers"),
    [
        ("one", "1 21 31 101 1001"),
        ("few", "2 3 4 22 24 102 1004"),
        ("many", "0 5 6 10 11 12 13 14 19 20 25 111 112 114 1000"),
        ("other", "0.5 1.5 2.25 10.1"),
    ],
)
def test_russian_has_four_plural_forms(category: str, numbers: str) -> None:
    for number in numbers.split():
        assert plural(Lang.RU, Decimal(number)) == category, number


def test_english_has_two_plural_forms_and_chinese_one() -> None:
    assert [plural(Lang.EN, n) for n in (0, 1, 2, 11, 21)] == ["other", "one", "other", "other", "other"]
    assert plural(Lang.EN, Decimal("1.0")) == "one"
    assert plural(Lang.EN, Decimal("1.5")) == "other"
    assert {plural(Lang.ZH, n) for n in range(30)} == {"other"}


def test_the_number_n_chooses_the_form() -> None:
    t = translator(Lang.RU, dictionary(Lang.RU))
    assert t("standings.after", n=1) == "После 1 тура"
    assert t("standings.after", n=5) == "После 5 туров"


def test_a_missing_key_or_value_is_an_error() -> None:
    t = translator(Lang.EN, dictionary(Lang.EN))
    with pytest.raises(KeyError):
        t("no.such.key")
    with pytest.raises(KeyError):
        t("round.title")
    with pytest.raises(TypeError):
        t("standings.after", n="five")


def test_points_are_written_with_halves() -> None:
    assert [points(half) for half in (0, 1, 2, 3, 8, 21)] == ["0", "½", "1", "1½", "4", "10½"]


def test_decimals_are_written_as_the_reader_writes_them() -> None:
    assert decimal(Lang.RU, "12.25") == "12,25"
    assert decimal(Lang.EN, "12.25") == "12.25"
    assert decimal(Lang.ZH, "0.5") == "½"
    assert decimal(Lang.RU, "7.50") == "7½"
    assert decimal(Lang.RU, "7") == "7"


@pytest.mark.parametrize("lang", Lang)
def test_every_language_has_the_same_keys(lang: Lang) -> None:
    assert list(dictionary(lang)) == list(dictionary(Lang.EN))


@pytest.mark.parametrize("lang", Lang)
def test_every_plural_text_has_its_languages_forms(lang: Lang) -> None:
    for key, text in dictionary(lang).items():
        if not isinstance(text, str):
            assert tuple(text) == CATEGORIES[lang], key
        assert isinstance(text, str) == isinstance(dictionary(Lang.EN)[key], str), key


@pytest.mark.parametrize("lang", Lang)
def test_every_text_has_the_same_places_for_values(lang: Lang) -> None:
    english = dictionary(Lang.EN)
    for key, text in dictionary(lang).items():
        expected = sorted(PLACE.findall(forms(english[key])[0]))
        for form in forms(text):
            assert form.strip() == form != ""
            assert form.count("{") == form.count("}") == len(PLACE.findall(form)), key
            assert sorted(PLACE.findall(form)) == expected, key


def test_no_language_has_a_text_left_untranslated() -> None:
    english = dictionary(Lang.EN)
    for lang, script in ((Lang.RU, r"[а-яё]"), (Lang.ZH, r"[\u4e00-\u9fff]")):
        for key, text in dictionary(lang).items():
            for form in forms(text):
                bare = PLACE.sub("", form)
                needs = re.search(r"[A-Za-z]{2}", PLACE.sub("", forms(english[key])[0]))
                assert not needs or re.search(script, bare, re.IGNORECASE), f"{lang} {key}: {form}"


def test_every_text_is_used() -> None:
    text = sources()
    families = set(re.findall(r"`([\w.]+\.)\$\{", text)) | set(re.findall(r"""["']([\w.]+\.)["'] ~""", text))
    families |= {"tiebreak."}  # asked for by code, if there is one
    unused = [
        key
        for key in dictionary(Lang.EN)
        if f'"{key}"' not in text
        and f"'{key}'" not in text
        and not any(key.startswith(family) for family in families)
    ]
    assert unused == []


def test_every_text_that_a_template_asks_for_exists() -> None:
    known = dictionary(Lang.EN)
    asked = set(re.findall(r"""\bt\(["']([\w.]+)["']\s*[,)]""", sources()))
    assert len(asked) > 80
    assert asked <= set(known)


def test_everything_that_can_be_said_of_a_game_has_words() -> None:
    known = dictionary(Lang.EN)
    for prefix, values in (
        ("reason", EndReason),
        ("phase", Phase),
        ("side", Side),
        ("nav", Role),
        ("error", Refusal),
    ):
        for value in values:
            assert f"{prefix}.{value}" in known
