"""The pages' text and tables: Jinja2 templates over the public fold, in the reader's language.

They are rendered from `PublicEvent` alone and never ask a game or a database. What moves (boards, clocks,
consoles) is drawn by the built scripts, which this module only links to.

    render("standings.html", Lang.RU, event=event, path="/e/demo/standings", you=None, insecure=False)

Every template is given `event` (a `PublicEvent`; None on a page of no event), `path` (of this page, without
the query), `you` (`messages.You` or None) and `insecure` (a banner: plain http on a local network). Besides:
`game.html` is given `game` (a `PublicGame`), `events.html` is given `events`, `error.html` is given `code`
(the end of a dictionary key `error.…`); `play.html`, `captain.html` and `arbiter.html` need `you`, and
`captain.html` greets the `holder` of the seat if it is told his public name (a `PersonView`).
"""

import json
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from server.protocol.messages import Names, PersonView
from server.show.pages.tables import crosstable, is_over, progress, results_of
from server.show.pages.texts import Dictionary, Lang, decimal, points, translator

__all__ = ["LANGUAGES", "Lang", "PagesNotBuiltError", "dictionary", "render", "static_folder"]

LANGUAGES = tuple(Lang)
HERE = Path(__file__).resolve().parent


class PagesNotBuiltError(Exception):
    """`static/dist` is missing; the text says how it is made."""


@cache
def static_folder() -> Path:
    """The folder served under `/static`: the installed package's own, or the checkout's.

    Raises:
        PagesNotBuiltError: neither holds what the build makes.
    """
    server = HERE.parents[1]
    for folder in (server / "static", server.parent / "static"):
        if (folder / "dist" / "manifest.json").is_file():
            return folder
    raise PagesNotBuiltError("The pages are not built yet: run python clients/web/build.py")


@cache
def manifest() -> dict[str, str]:
    """What the build calls each file: logical name → name below `/static/dist/`."""
    files: dict[str, str] = json.loads((static_folder() / "dist" / "manifest.json").read_text())
    return files


def asset(name: str) -> str:
    """The address of a built file; a name unknown to the build is a KeyError."""
    return f"/static/dist/{manifest()[name]}"


@cache
def dictionary(lang: Lang) -> Dictionary:
    """The words of a language: the same file that the page's scripts read."""
    path = static_folder() / "dist" / manifest()[f"i18n/{lang}.json"]
    texts: Dictionary = json.loads(path.read_text(encoding="utf-8"))
    return texts


def name_in(lang: Lang, names: Names) -> str:
    """A team's or an event's name in the reader's language."""
    return {Lang.RU: names.ru, Lang.ZH: names.zh, Lang.EN: names.en}[lang]


def person_in(lang: Lang, person: PersonView) -> Markup:
    """A name in its own script, with Latin letters beside it for readers not at home in that script."""
    native = Markup('<span lang="{}">{}</span>').format(person.lang, person.name)
    language = person.lang.partition("-")[0]
    if person.latin == person.name or language == lang:
        return Markup('<span class="person">{}</span>').format(native)
    return Markup('<span class="person">{} <span class="latin" lang="{}-Latn">{}</span></span>').format(
        native, language, person.latin
    )


@cache
def environment() -> Environment:
    """Autoescaping, and an error for every name that a template was not given."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "asset": asset,
        "points": points,
        "crosstable": crosstable,
        "is_over": is_over,
        "holder": None,
        "progress": progress,
        "results_of": results_of,
        "languages": {Lang.RU: ("Рус", "Русский"), Lang.ZH: ("中文", "中文"), Lang.EN: ("Eng", "English")},
    }
    return made


def render(template: str, lang: Lang, **context: object) -> str:
    """The template's HTML in this language.

    Raises:
        PagesNotBuiltError: the build has not run.
        jinja2.UndefinedError: the context lacks a name the template uses.
    """
    texts = dictionary(lang)

    def tiebreak(code: str) -> str | None:
        return translator(lang, texts)(key) if (key := f"tiebreak.{code}") in texts else None

    return (
        environment()
        .get_template(template)
        .render(
            context,
            lang=lang,
            t=translator(lang, texts),
            tiebreak=tiebreak,
            name=lambda names: name_in(lang, names),
            person=lambda person: person_in(lang, person),
            decimal=lambda text: decimal(lang, text),
        )
    )
