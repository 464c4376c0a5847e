"""The classification: codes, groups, the hierarchy, the concordance between versions, and sets of occupations."""
