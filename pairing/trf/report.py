"""A tournament report: an event, with what a TRF file says around it; and what is wrong with a broken file.

>>> print(Broken(12, 97, "a colour: w, b or -"))
line 12, column 97: expected a colour: w, b or -
"""

from dataclasses import dataclass

from pairing.model import Event


@dataclass(frozen=True, slots=True)
class Heading:
    """The records that nothing is counted from, as they were written; dates are YYYY/MM/DD.

    `dates` are the days of the rounds (record 132), YY/MM/DD. `kind` is the free text of record 092 and
    `code` the encoded type of record 192; where `code` is empty the writer states the type of the event.
    `others` are whole lines of records that are kept but not understood.
    """

    name: str = ""
    city: str = ""
    federation: str = ""
    start: str = ""
    end: str = ""
    kind: str = ""
    arbiter: str = ""
    deputies: tuple[str, ...] = ()
    time_control: str = ""
    encoded_time_control: str = ""
    controller: str = ""
    dates: tuple[str, ...] = ()
    code: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a TRF file holds. `rounds_stated` is whether it says how many rounds there are to be."""

    event: Event
    heading: Heading = Heading()
    rounds_stated: bool = True


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a file cannot be read, in lines and characters from 1 on, and what was expected there.

    Line and column 0 mean the file as a whole.
    """

    line: int
    column: int
    expected: str

    def __str__(self) -> str:
        where = f"line {self.line}, column {self.column}: " if self.line else ""
        return f"{where}expected {self.expected}"
