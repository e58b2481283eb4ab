"""The example of the README runs."""

import doctest
from pathlib import Path

import pairing


def test_the_example_of_the_readme_holds() -> None:
    readme = Path(pairing.__file__).parent / "README.md"
    assert doctest.testfile(str(readme), module_relative=False).failed == 0
