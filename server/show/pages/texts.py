"""Words, numbers and plural forms; the browser reads the same dictionaries by the same rules.

A text with a number has one form for each plural category of its language (Unicode CLDR, as
`Intl.PluralRules` has them); `{name}` is a place for a value.

>>> translate = translator(Lang.EN, {"rounds": {"one": "{n} round", "other": "{n} rounds"}})
>>> translate("rounds", n=1), translate("rounds", n=5)
('1 round', '5 rounds')
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum

Dictionary = Mapping[str, str | Mapping[str, str]]
Translate = Callable[..., str]

PLACE = re.compile(r"\{(\w+)\}")


class Lang(StrEnum):
    """A language of the pages."""

    RU = "ru"
    ZH = "zh"
    EN = "en"


CATEGORIES = {Lang.RU: ("one", "few", "many", "other"), Lang.ZH: ("other",), Lang.EN: ("one", "other")}
"""The plural categories of each language."""


def plural(lang: Lang, number: int | Decimal) -> str:
    """The CLDR plural category of a number; 2.0 counts as 2, as in the browser."""
    if lang is Lang.ZH or number != int(number):
        return "other"
    whole = abs(int(number))
    if lang is Lang.EN:
        return "one" if whole == 1 else "other"
    if whole % 10 == 1 and whole % 100 != 11:
        return "one"
    if whole % 10 in {2, 3, 4} and whole % 100 not in {12, 13, 14}:
        return "few"
    return "many"


def translator(lang: Lang, texts: Dictionary) -> Translate:
    """A function of key and values; `n` chooses the plural form. It raises KeyError for what is missing."""

    def translate(key: str, **values: str | int | Decimal) -> str:
        text = texts[key]
        if not isinstance(text, str):
            number = values["n"]
            if isinstance(number, str):
                raise TypeError(f"{key}: n is a number")
            text = text[plural(lang, number)]
        return PLACE.sub(lambda place: str(values[place[1]]), text)

    return translate


def points(half: int) -> str:
    """Half-points as they are written on a score sheet.

    >>> points(5), points(1), points(0)
    ('2½', '½', '0')
    """
    whole, rest = divmod(half, 2)
    return f"{whole or ''}½" if rest else str(whole)


def decimal(lang: Lang, text: str) -> str:
    """An exact decimal as a reader of the language writes it; halves as ½.

    >>> decimal(Lang.RU, "12.25"), decimal(Lang.EN, "3.5")
    ('12,25', '3½')
    """
    whole, _, rest = text.partition(".")
    if rest.rstrip("0") == "5":
        return f"{whole if whole != '0' else ''}½"
    return text.replace(".", ",") if lang is Lang.RU else text
