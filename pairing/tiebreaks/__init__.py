"""The tie-breaks of C.07, one function for each of FIDE's acronyms; see `pairing.tiebreaks.registry`."""
