"""Tournament report files: TRF26 read and written, with team records; TRF16 read.

>>> from pairing.trf import Broken, read
>>> read("012 Cup")
Broken(line=0, column=0, expected='at least one player (record 001)')
"""

from pairing.trf.reader import read
from pairing.trf.report import Broken, Heading, Report
from pairing.trf.writer import write

__all__ = ["Broken", "Heading", "Report", "read", "write"]
