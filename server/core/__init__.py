"""Decides. Pure: no clock of its own, no chance, no file, no socket; the same input gives the same answer."""
