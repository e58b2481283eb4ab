"""Codes: every one of C.07 with the modifiers it takes, and what is said of others."""

import doctest
from fractions import Fraction

import pytest

from pairing.model import Primary
from pairing.tiebreaks import codes
from pairing.tiebreaks.codes import MODIFIERS, SCORED, Code, Misread, parse, parse_list
from pairing.tiebreaks.registry import COMPARED, COUNTED


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(codes).failed == 0


def test_every_code_has_its_function() -> None:
    assert set(MODIFIERS) == {*COUNTED, *COMPARED}
    assert not {*COUNTED} & {*COMPARED}


@pytest.mark.parametrize("name", sorted(MODIFIERS))
def test_a_bare_code_and_its_reverse(name: str) -> None:
    assert parse(name.lower()) == Code(name, name)
    assert parse(f"{name}/R") == Code(f"{name}/R", name, reverse=True)


@pytest.mark.parametrize("name", sorted(MODIFIERS))
def test_the_score_a_code_works_on(name: str) -> None:
    if name in SCORED:
        assert parse(f"{name}:mp") == Code(f"{name}:MP", name, Primary.MATCH_POINTS)
        assert parse(f"{name}:GP") == Code(f"{name}:GP", name, Primary.GAME_POINTS)
        assert parse(f"{name}:XP") == Misread(f"{name}:XP", "MP or GP after the colon")
        assert parse(f"{name}:") == Misread(f"{name}:", "MP or GP after the colon")
    else:
        assert parse(f"{name}:MP") == Misread(f"{name}:MP", "no colon")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BH/C1", Code("BH/C1", "BH", cut_low=1)),
        ("BH/C12", Code("BH/C12", "BH", cut_low=12)),
        ("BH/M2", Code("BH/M2", "BH", cut_low=2, cut_high=2)),
        ("BH:GP/C1/P", Code("BH:GP/C1/P", "BH", Primary.GAME_POINTS, 1, forfeits_played=True)),
        ("KS/L60", Code("KS/L60", "KS", percent=Fraction(3, 5))),
        ("KS/L+2", Code("KS/L+2", "KS", half_points=2)),
        ("KS/L-1", Code("KS/L-1", "KS", half_points=-1)),
        ("SSSC/K3/F", Code("SSSC/K3/F", "SSSC", divisor=3, fore=True)),
        (" AOB/f ", Code("AOB/F", "AOB", fore=True)),
    ],
)
def test_modifiers(text: str, code: Code) -> None:
    assert parse(text) == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "a tie-break of C.07 such as BH or EMGSB/C1"),
        ("ARO", "a tie-break of C.07 such as BH or EMGSB/C1"),
        ("BH/C", "/C or /M or /P"),
        ("BH/C0", "/C or /M or /P"),
        ("BH/C1X", "/C or /M or /P"),
        ("BH/", "/C or /M or /P"),
        ("BH/F", "/C or /M or /P"),
        ("KS/L+", "/L or /P"),
        ("SSSC/K", "/K or /F or /P"),
        ("MPVGP/C1", "/R"),
        ("TBR/RR", "/R"),
    ],
)
def test_what_cannot_be_read(text: str, expected: str) -> None:
    assert parse(text) == Misread(text, expected)


def test_a_bare_code_cuts_nothing() -> None:
    code = parse("BH")
    assert isinstance(code, Code)
    assert (code.cut_low, code.cut_high) == (0, 0)


def test_a_list_is_read_up_to_the_first_error() -> None:
    assert parse_list(("PTS", "TPN")) == (Code("PTS", "PTS"), Code("TPN", "TPN"))
    assert parse_list(("PTS", "X", "Y")) == Misread("X", "a tie-break of C.07 such as BH or EMGSB/C1")
    assert parse_list(()) == ()
