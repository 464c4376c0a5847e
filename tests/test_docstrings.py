"""Every example in a docstring runs, and every public name has one."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
from typing import TYPE_CHECKING

import pytest

import oinp_noc

if TYPE_CHECKING:
    from types import ModuleType

MODULES = [
    importlib.import_module(info.name)
    for info in pkgutil.walk_packages(oinp_noc.__path__, "oinp_noc.")
    if info.name != "oinp_noc.__main__"
]


for _name in oinp_noc.__all__:  # public classes say that they are of the top module: their examples run there
    getattr(oinp_noc, _name)


@pytest.mark.parametrize("module", [oinp_noc, *MODULES], ids=lambda module: module.__name__)
def test_examples_run(module: ModuleType) -> None:
    failed, _ = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert failed == 0


@pytest.mark.parametrize("name", [name for name in oinp_noc.__all__ if inspect.isfunction(getattr(oinp_noc, name))])
def test_every_public_function_has_an_example(name: str) -> None:
    assert ">>>" in (getattr(oinp_noc, name).__doc__ or "")
