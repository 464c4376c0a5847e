"""Drafts in, accounts out: whose each number, day and code is, and what is left over."""
