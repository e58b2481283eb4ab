"""The command line: `python -m pairing pair | standings | check | generate`, for people and other programs.

What it prints on standard output is for programs; messages go to standard error. It ends with 0; with 1 if a
check found a difference; with 3 if some file has no legal pairing; with 2 if some file cannot be used.
"""

import argparse
import json
import re
import secrets
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from enum import Enum
from pathlib import Path

from pairing.checker import Difference, check
from pairing.generator import Recipe, generate
from pairing.model import NoLegalPairing, Round, System
from pairing.outlook import warning
from pairing.scoring import Edition
from pairing.standings import Standings, decimal, default_tiebreaks, standings
from pairing.systems import pair
from pairing.tiebreaks.codes import Misread
from pairing.trf import Broken, Heading, Report, read, write

DONE, DIFFERS, UNUSABLE, NO_PAIRING = 0, 1, 2, 3
WORST_LAST = (DONE, DIFFERS, NO_PAIRING, UNUSABLE)

_DATE = re.compile(r"(\d{4})[-/.](\d{2})[-/.](\d{2})")
Command = Callable[[str, Report, argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the exit code."""
    options = _parser().parse_args(arguments)
    if options.command is None:
        return _generate(options)
    codes = [_on_file(name, options.command, options) for name in options.files]
    return max(codes, key=WORST_LAST.index)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pairing", description="Pairings and standings as FIDE has them.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, command, text in (
        ("pair", _pair, "pair the next round"),
        ("standings", _standings, "rank the competitors"),
        ("check", _check, "pair every past round again and say where it differs"),
    ):
        one = commands.add_parser(name, help=text)
        one.add_argument("files", nargs="+", metavar="FILE.trf", help="a TRF file, - for standard input")
        one.add_argument("--json", action="store_true", help="one JSON object a line for each file")
        one.set_defaults(command=command)
        if name == "standings":
            one.add_argument("--tiebreaks", metavar="PTS,MPVGP,…", help="codes in their order")
    one = commands.add_parser("generate", help="make up an event by chance and write it as TRF26")
    one.add_argument("--seed", type=int, help="the same seed makes the same event")
    one.add_argument("--system", choices=[system.value for system in System], default="team-swiss")
    one.add_argument("--teams", type=int, help="how many competitors")
    one.add_argument("--rounds", type=int, help="how many rounds there are to be")
    one.add_argument("--played", type=int, help="how many of them have been played")
    one.add_argument("--boards", type=int, help="how many boards a match has")
    one.add_argument("--quiet", action="store_true", help="no byes, forfeits, late arrivals or withdrawals")
    one.set_defaults(command=None)
    return parser


def _on_file(name: str, command: Command, options: argparse.Namespace) -> int:
    """Read one file and run the command on it."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        return _unusable(name, options, error.strerror or "cannot be read")
    report = read(data)
    if isinstance(report, Broken):
        return _unusable(name, options, str(report))
    return command(name, report, options)


def _unusable(name: str, options: argparse.Namespace, message: str) -> int:
    if options.json:
        _print_json({"file": name, "error": "unusable", "detail": message})
    _tell(f"{name}: {message}")
    return UNUSABLE


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 — a command line prints


def _print(line: str) -> None:
    print(line)  # noqa: T201 — a command line prints


def _print_json(answer: dict[str, object]) -> None:
    _print(json.dumps(answer, ensure_ascii=False, default=_plain))


def _plain(value: object) -> object:
    """An enumeration as its code."""
    return value.value if isinstance(value, Enum) else str(value)


def _pair(name: str, report: Report, options: argparse.Namespace) -> int:
    """Print the pairs of the next round in board order, White first, the bye as `number 0`."""
    if not report.rounds_stated:
        return _unusable(name, options, "expected the number of rounds (record 142)")
    _warn(name, report)
    answer = pair(report.event)
    if isinstance(answer, NoLegalPairing):
        return _no_pairing(name, answer, options)
    pairs = [[match.white, match.black] for match in answer.matches]
    if options.json:
        _print_json(
            {"file": name, "round": answer.number, "pairs": pairs, "pab": answer.pab, "why": _why(answer)}
        )
        return DONE
    lines = [*pairs, [answer.pab, 0]] if answer.pab else pairs
    _print(str(len(lines)))
    for white, black in lines:
        _print(f"{white} {black}")
    return DONE


def _no_pairing(name: str, answer: NoLegalPairing, options: argparse.Namespace) -> int:
    detail = {key: value for key, value in asdict(answer).items() if value and key != "round"}
    if options.json:
        _print_json({"file": name, "round": answer.round, "error": "no-legal-pairing", "detail": detail})
    else:
        _tell(f"{name}: round {answer.round} has no legal pairing: {answer.reason.value}")
    return NO_PAIRING


def _warn(name: str, report: Report) -> None:
    """Before the first round, say if the number of rounds may lead to one without a legal pairing."""
    outlook = None if report.event.rounds else warning(report.event)
    if outlook is not None:
        _tell(
            f"{name}: after round {outlook.safe_rounds} a legal pairing may not exist;"
            f" a round robin takes {outlook.round_robin_rounds} rounds"
        )


def _why(answer: Round) -> list[dict[str, object]]:
    """One explanation a pair, with its bracket, then that of the bye: codes and values."""
    why = answer.why
    if why is None:
        return []
    told: list[dict[str, object]] = [
        {
            "pair": [one.white, one.black],
            "color_rule": one.color_rule,
            "bracket": asdict(why.brackets[one.bracket]),
        }
        for one in why.pairs
    ]
    return [*told, {"pab": why.bye.competitor, **asdict(why.bye)}] if why.bye else told


def _standings(name: str, report: Report, options: argparse.Namespace) -> int:
    """Print the table, or ranks and values by number."""
    asked = default_tiebreaks(report.event.regulations)
    if options.tiebreaks:
        asked = tuple(code.strip() for code in options.tiebreaks.split(","))
    table = standings(report.event, asked, edition=edition(report.heading))
    if isinstance(table, Misread):
        return _unusable(name, options, f"tie-break {table.text}: expected {table.expected}")
    if options.json:
        _print(_json_standings(name, asked, table))
    else:
        _print_table(asked, table, report)
    return DONE


def edition(heading: Heading) -> Edition:
    """The edition of C.07 in force on the first day of the event; without a day, today's."""
    day = _DATE.match(heading.start)
    if day and "-".join(day.groups()) < Edition.MARCH_2026.value:
        return Edition.AUGUST_2024
    return Edition.MARCH_2026


def _json_standings(name: str, asked: Sequence[str], table: Standings) -> str:
    """Numbers are written digit by digit: they are exact decimals, which JSON can hold and a float cannot."""
    ranks = json.dumps({str(row.number): row.rank for row in table.rows})
    values = ", ".join(
        f'"{row.number}": {{'
        + ", ".join(
            f"{json.dumps(code)}: {decimal(value.number)}"
            for code, value in zip(asked, row.values, strict=True)
        )
        + "}"
        for row in table.rows
    )
    return f'{{"file": {json.dumps(name, ensure_ascii=False)}, "rank": {ranks}, "values": {{{values}}}}}'


def _print_table(asked: Sequence[str], table: Standings, report: Report) -> None:
    names = {one.number: one.name for one in report.event.competitors}
    rows = [["", "", "", *asked]]
    for row in table.rows:
        values = [decimal(value.number) for value in row.values]
        rows.append([str(row.rank), str(row.number), names[row.number], *values])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for cells in rows:
        aligned = [
            cell.ljust(width) if column == 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        _print("  ".join(aligned).rstrip())


def _check(name: str, report: Report, options: argparse.Namespace) -> int:
    """Print the rounds that differ from what the rules give."""
    differences = check(report.event)
    if options.json:
        listed = [asdict(one) for one in differences]
        _print_json({"file": name, "rounds": len(report.event.rounds), "differences": listed})
    elif not differences:
        _print(f"{name}: {len(report.event.rounds)} rounds as the rules have them")
    else:
        for one in differences:
            _print(f"{name}: round {one.round}: {_spell(one)}")
    return DIFFERS if differences else DONE


def _spell(one: Difference) -> str:
    if one.impossible is not None:
        return f"no legal pairing exists ({one.impossible.value})"
    told = [
        f"{word} {' '.join(f'{white}-{black}' for white, black in pairs)}"
        for word, pairs in (
            ("recorded", one.recorded),
            ("expected", one.expected),
            ("colours reversed", one.turned),
        )
        if pairs
    ]
    if one.recorded_pab != one.expected_pab:
        told.append(f"bye {one.recorded_pab or 'of nobody'}, expected {one.expected_pab or 'of nobody'}")
    return "; ".join(told)


def _generate(options: argparse.Namespace) -> int:
    """Print the seed first, on standard error, then the file."""
    seed = secrets.randbelow(2**32) if options.seed is None else options.seed
    _tell(f"seed {seed}")
    recipe = Recipe(
        System(options.system),
        options.teams,
        options.rounds,
        options.boards,
        played=options.played,
        incidents=not options.quiet,
    )
    text = write(Report(generate(seed, recipe), Heading(name=f"Random event {seed}")))
    sys.stdout.buffer.write(f"### seed {seed}\r\n{text}".encode())
    return DONE


if __name__ == "__main__":
    sys.exit(main())
