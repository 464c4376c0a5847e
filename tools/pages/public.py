"""The public modules, as Python has them: no underscore, and a list of what they have."""

from __future__ import annotations

import importlib
import pkgutil

import oinp_noc

_BELOW = (info.name for info in pkgutil.iter_modules(oinp_noc.__path__) if not info.name.startswith("_"))
MODULES = (
    oinp_noc,
    *(module for name in _BELOW if hasattr(module := importlib.import_module(f"oinp_noc.{name}"), "__all__")),
)
