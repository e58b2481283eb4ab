"""Encoded types of event."""

import doctest

import pytest

from pairing.model import ColorModel, Primary, Regulations, System
from pairing.trf import event_types
from pairing.trf.event_types import KINDS, Type, read_type, spell_type

A, B, NONE = ColorModel.A, ColorModel.B, ColorModel.NONE
MP, GP = Primary.MATCH_POINTS, Primary.GAME_POINTS
SWISS = System.TEAM_SWISS


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(event_types).failed == 0


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("FIDE_TEAM", Type(SWISS, A, MP)),
        ("FIDE_TEAM_BAKU", Type(SWISS, A, MP, baku=True)),
        ("FIDE_TEAM_TYPEA_MP_GP", Type(SWISS, A, MP)),
        ("FIDE_TEAM_TYPEB", Type(SWISS, B, MP)),
        ("FIDE_TEAM_TYPEB_GP_MP", Type(SWISS, B, GP)),
        ("FIDE_TEAM_TYPEA_GP", Type(SWISS, A, GP, secondary=False)),
        ("FIDE_TEAM_MP", Type(SWISS, NONE, MP, secondary=False)),
        ("FIDE_TEAM_MP_GP_BAKU", Type(SWISS, NONE, MP, baku=True)),
        ("CUSTOM_TEAM_SWISS", Type(SWISS)),
        ("CUSTOM_TEAM_SWISS_GP", Type(SWISS, primary=GP)),
        ("FIDE_DUTCH", Type(System.INDIVIDUAL_SWISS)),
        ("FIDE_DUTCH_2017_BAKU", Type(System.INDIVIDUAL_SWISS, baku=True)),
        ("CUSTOM_SWISS", Type(System.INDIVIDUAL_SWISS)),
        ("BERGER_TEAM_ROUNDROBIN", Type(System.TEAM_ROUND_ROBIN)),
        ("FIDE_TEAM_DOUBLEROUNDROBIN", Type(System.TEAM_DOUBLE_ROUND_ROBIN)),
        ("FIDE_ROUNDROBIN", Type(System.ROUND_ROBIN)),
        ("CUSTOM_DOUBLEROUNDROBIN", Type(System.DOUBLE_ROUND_ROBIN)),
        ("FIDE_DOUBLESCHEVENINGEN", Type(System.SCHEVENINGEN)),
        ("CUSTOM_TEAM_KNOCKOUT", Type(System.TEAM_ROUND_ROBIN)),
        ("CUSTOM_KNOCKOUT", Type(System.ROUND_ROBIN)),
        ("FIDE_TEAM_MP_MP", None),
        ("FIDE_TEAM_TYPEC", None),
        ("SWISS", None),
        ("", None),
    ],
)
def test_what_a_code_says(code: str, kind: Type | None) -> None:
    assert read_type(code) == kind


@pytest.mark.parametrize("model", [A, B, NONE])
@pytest.mark.parametrize("primary", [MP, GP])
@pytest.mark.parametrize("secondary", [True, False])
@pytest.mark.parametrize("baku", [True, False])
def test_a_team_swiss_comes_back(model: ColorModel, primary: Primary, secondary: bool, baku: bool) -> None:  # noqa: FBT001 — parametrized
    rules = Regulations(
        SWISS, 5, color_model=model, primary=primary, secondary_for_colors=secondary, baku=baku
    )
    assert read_type(spell_type(rules)) == Type(SWISS, model, primary, secondary, baku)


@pytest.mark.parametrize("system", [system for system in System if system is not SWISS])
def test_other_systems_come_back(system: System) -> None:
    kind = read_type(spell_type(Regulations(system, 5)))
    back = System.TEAM_ROUND_ROBIN if system is System.CITY_MATCH else system
    assert kind == Type(back)
    assert system in KINDS


def test_an_accelerated_individual_swiss_says_so() -> None:
    assert spell_type(Regulations(System.INDIVIDUAL_SWISS, 5, baku=True)) == "FIDE_DUTCH_2026_BAKU"
