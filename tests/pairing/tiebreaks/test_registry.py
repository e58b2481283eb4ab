"""The registry: every acronym has the function of its name."""

import doctest

from pairing.tiebreaks import registry
from pairing.tiebreaks.registry import ASCENDING, COMPARED, COUNTED


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(registry).failed == 0


def test_a_function_is_named_after_its_code() -> None:
    for code, function in (*COUNTED.items(), *COMPARED.items()):
        assert getattr(function, "__name__", "") == {"SNO": "tpn"}.get(code, code.lower())


def test_only_numbers_can_be_ascending() -> None:
    assert {*COUNTED} >= ASCENDING
