"""Announcements in, draws out; see `oinp_noc._notices.reading` for the stages."""
