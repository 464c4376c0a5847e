"""Announcements in, draws out."""

from oinp_noc._notices.reading import parse_notice
from oinp_noc._notices.values import KINDS, Mention, Notice, NoticeDraw, Problem, Spans

__all__ = ["KINDS", "Mention", "Notice", "NoticeDraw", "Problem", "Spans", "parse_notice"]
