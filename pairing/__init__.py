"""Pairings, standings and tie-breaks as FIDE has them: a library without a server."""
