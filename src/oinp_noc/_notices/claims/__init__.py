"""Nodes in, claims out: what is said of one draw, and what it inherits from where it stands."""
