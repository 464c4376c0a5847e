"""Draws in, problems out: what was not read, what contradicts itself, and what may be otherwise."""
