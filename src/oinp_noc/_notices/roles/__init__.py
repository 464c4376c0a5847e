"""Nodes in, the same nodes out, each fact with its role: what it is told of."""
