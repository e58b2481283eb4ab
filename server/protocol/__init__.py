"""Speaks. Every message of the wire is declared here once; nothing past this wing sees untyped JSON."""
