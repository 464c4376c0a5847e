"""What is changed in the sources: the mutants, made by the operators of mutmut on the syntax tree of each module."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Sentences for people: their wording is for the eyes, and for the check that every sentence has its French.
SENTENCES = ("say", "say_number", "marked")
# Calls that fail at once whatever argument is taken from them: such mutants would only make the share look better.
CERTAIN = ("len", "isinstance")


class Mutant(NamedTuple):
    """One change of one file, named so that it is found again when lines move.

    Attributes:
        file: the module, from the root of the project.
        scope: the class and function that the change is in; empty at the level of the module.
        before: the code that is changed, on one line.
        after: what takes its place; empty if it is taken out.
        number: which of several changes that look the same.
    """

    file: str
    scope: str
    before: str
    after: str
    number: int


class Made(NamedTuple):
    """A mutant, its first and last line, and the whole text of its file."""

    mutant: Mutant
    line: int
    last: int
    original: cst.CSTNode
    changed: cst.CSTNode
    module: cst.Module

    def text(self) -> str:
        """Write the file with the change in it."""
        changed = self.module.visit(_Replacing(self.original, self.changed))
        assert isinstance(changed, cst.Module)  # noqa: S101 (a module stays one)
        return changed.code


def mutants_of(root: Path, file: str) -> list[Made]:
    """Make every mutant of a module.

    Left out are what never runs (annotations, docstrings, blocks for type checkers, imports), the sentences for people,
    and changes of the case of a text, which say the same as its other change.
    """
    wrapper = MetadataWrapper(cst.parse_module((root / file).read_text("utf-8")), unsafe_skip_copy=True)
    visitor = _Visitor(wrapper.module)
    wrapper.visit(visitor)
    seen: Counter[tuple[str, str, str]] = Counter()
    made = []
    for scope, line, last, original, changed in visitor.found:
        before, after = (_on_one_line(wrapper.module, node) for node in (original, changed))
        seen[scope, before, after] += 1
        mutant = Mutant(file, scope, before, after, seen[scope, before, after])
        made.append(Made(mutant, line, last, original, changed, wrapper.module))
    return made


class _Visitor(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, module: cst.Module) -> None:
        super().__init__()
        self._module = module
        self._scope: list[str] = []
        self.found: list[tuple[str, int, int, cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _never_runs(node):
            return False
        if isinstance(node, cst.ClassDef | cst.FunctionDef):
            self._scope.append(node.name.value)
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in SENTENCES:
            for argument in node.args:
                if not isinstance(argument.value, cst.SimpleString):
                    argument.visit(self)
            return False
        for changed in self._changes(node):
            place = self.get_metadata(PositionProvider, node)
            self.found.append((".".join(self._scope), place.start.line, place.end.line, node, changed))
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.ClassDef | cst.FunctionDef):
            self._scope.pop()

    def _changes(self, node: cst.CSTNode) -> list[cst.CSTNode]:
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in CERTAIN:
            return []
        made = [new for kind, operator in mutation_operators if isinstance(node, kind) for new in operator(node)]
        if isinstance(node, cst.SimpleString):
            return made[:1]
        return made


class _Replacing(cst.CSTTransformer):
    def __init__(self, original: cst.CSTNode, changed: cst.CSTNode) -> None:
        super().__init__()
        self._original = original
        self._changed = changed

    def on_visit(self, node: cst.CSTNode) -> bool:
        return node is not self._original

    def on_leave(self, original_node: cst.CSTNode, updated_node: cst.CSTNode) -> cst.CSTNode:  # type: ignore[override]
        return self._changed if original_node is self._original else updated_node


def _never_runs(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Annotation | cst.Import | cst.ImportFrom):
        return True
    if isinstance(node, cst.If):
        return isinstance(node.test, cst.Name) and node.test.value == "TYPE_CHECKING"
    return isinstance(node, cst.Expr) and isinstance(node.value, cst.SimpleString)


def _on_one_line(module: cst.Module, node: cst.CSTNode) -> str:
    return re.sub(r"\s+", " ", module.code_for_node(node)).strip()


def every_mutant(root: Path, files: list[str]) -> Iterator[Made]:
    """Make every mutant of every module, in order."""
    for file in files:
        yield from mutants_of(root, file)
