"""What is wrong with a file, in one sentence."""

import doctest

from pairing.trf import Broken, report


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(report).failed == 0


def test_a_file_as_a_whole_has_no_place() -> None:
    assert str(Broken(0, 0, "a player")) == "expected a player"
