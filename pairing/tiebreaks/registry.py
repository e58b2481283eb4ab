"""Which function counts which code, and which way round it orders.

>>> sorted(COMPARED)
['BBE', 'DE', 'EDE', 'EDEB', 'EDEBB', 'EDEBT', 'EDET', 'TBR']
"""

from pairing.tiebreaks.board_results import bbe, bc, tbr
from pairing.tiebreaks.buchholz import aob, bh, fb
from pairing.tiebreaks.direct import de, ede, edeb, edebb, edebt, edet
from pairing.tiebreaks.own import bpg, bwg, ks, ps, rep, std, win, won
from pairing.tiebreaks.scores import gpts, mpts, mpvgp, pts, tpn
from pairing.tiebreaks.sonneborn_berger import eggsb, egmsb, emgsb, emmsb, esb, sb
from pairing.tiebreaks.strength import sssc
from pairing.tiebreaks.values import Compared, Counted

COUNTED: dict[str, Counted] = {
    "PTS": pts,
    "MPTS": mpts,
    "GPTS": gpts,
    "MPVGP": mpvgp,
    "TPN": tpn,
    "SNO": tpn,
    "WIN": win,
    "WON": won,
    "BPG": bpg,
    "BWG": bwg,
    "PS": ps,
    "REP": rep,
    "STD": std,
    "KS": ks,
    "BH": bh,
    "FB": fb,
    "AOB": aob,
    "SB": sb,
    "ESB": esb,
    "EMMSB": emmsb,
    "EMGSB": emgsb,
    "EGMSB": egmsb,
    "EGGSB": eggsb,
    "SSSC": sssc,
    "BC": bc,
}
"""Tie-breaks that give each competitor a number."""

COMPARED: dict[str, Compared] = {
    "DE": de,
    "EDE": ede,
    "EDET": edet,
    "EDEB": edeb,
    "EDEBT": edebt,
    "EDEBB": edebb,
    "TBR": tbr,
    "BBE": bbe,
}
"""Tie-breaks that put the members of a tied group in order."""

ASCENDING = frozenset({"TPN", "SNO", "BC"})
"""Numbers of which the lower is the better."""
