"""The grammar of the command line: which commands there are, and what is said where words do not fit it.

Each command is imported when it is called for.
"""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Literal, cast, get_args, get_origin

from cyclopts import App, CycloptsError, Parameter
from cyclopts.exceptions import (
    CoercionError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

import oinp_noc
from oinp_noc._catalogue import SOURCE, SPOKEN, say
from oinp_noc._messages import invalid_choice, nearest, shown
from oinp_noc.cli import stdio
from oinp_noc.cli.answer import TEXT, Answer, Output
from oinp_noc.cli.completing import completed
from oinp_noc.errors import InvalidArgumentError, OinpNocError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from inspect import BoundArguments
    from types import MethodType

Shell = Literal["bash", "zsh", "fish", "powershell"]

_WIDTH = 100  # of a help that is not printed on a terminal
_LEAST = 40  # of a help; in a column of one character, rich would not come to an end

# The modules of the commands, which are imported when one of them is called for, or its help.
_COMMANDS = {
    "conversions": ("convert",),
    "cleaning": ("clean",),
    "codes": ("show", "search", "tree"),
    "draws": ("draws", "screen"),
    "comparing": ("overlap", "matrix"),
    "statistics": ("timeline", "frequency", "summary"),
    "notices": ("notice",),
    "program": ("groups", "streams", "deadlines"),
    "quality": ("qc",),
}
_DATA = ("provenance", "coverage", "export")


def run(words: Sequence[str]) -> Answer | str:
    """Run the command that the words name.

    Returns:
        Its answer; or a text, such as the help.

    Raises:
        InvalidArgumentError: words that do not fit the grammar.
        OinpNocError: what the command raises.
    """
    # cyclopts would take a single dash for an option.
    words = [stdio.STANDARD_INPUT if word == "-" else word for word in words]
    try:
        command, bound, _ = _app().parse_args(words, exit_on_error=False, print_error=False)
    except CycloptsError as error:
        raise InvalidArgumentError(_told(error)) from error
    if isinstance(getattr(command, "__self__", None), App):
        return _of_the_app(cast("MethodType", command), bound, words)
    return cast("Answer | str", command(*bound.args, **bound.kwargs))


def completion(shell: Shell, /, *, out: Output = TEXT) -> Answer:
    """Print a script that completes the commands and options of oinp-noc in a shell.

    Args:
        shell: The shell: bash, zsh, fish or powershell.
    """
    script = f"{completed(_app().generate_completion(shell=shell), shell).rstrip()}\n"
    return Answer(out, list, lambda: {"shell": shell, "script": script}, exact=lambda: script)


def _app() -> App:
    app = App(
        name="oinp-noc",
        help="Canada's National Occupational Classification, and the draws of the Ontario Immigrant Nominee Program. "
        "With --lang fr, or in a French locale, tables, sentences, errors and help are in French.",
        version=oinp_noc.__version__,
        default_parameter=Parameter(negative=(), consume_multiple=True),
        help_on_error=False,
    )
    for module, commands in _COMMANDS.items():
        for name in commands:
            app.command(f"oinp_noc.cli.{module}:{name}", name=name)
    data = App(name="data", help="The data that everything rests on.")
    for name in _DATA:
        data.command(f"oinp_noc.cli.data:{name}", name=name)
    app.command(data)
    app.command(completion)
    return app


def whole_app() -> App:
    """Return the command line of cyclopts, with every command imported."""
    app = _app()
    _resolve(app)
    return app


def _resolve(app: App) -> None:
    for name in app:
        if name[0] != "-":
            _resolve(app[name])


def _of_the_app(command: MethodType, bound: BoundArguments, words: Iterable[str]) -> str:
    """Return what cyclopts would print by itself: the help, the version, or the completions of a word."""
    from rich.console import Console  # noqa: PLC0415 (comes with cyclopts; few commands need it)

    printed = io.StringIO()
    app = cast("App", command.__self__)
    _resolve(app)  # the help of all commands has the first line of each
    from oinp_noc.cli.help import NO_BREAK, Named, Said  # noqa: PLC0415 (imports rich)

    if "console" in bound.arguments:
        app.help_formatter = (Named if SPOKEN.get() == SOURCE else Said)(_optional(app, words))
        colours = stdio.has_colours()
        width = max(stdio.width() or _WIDTH, _LEAST)
        bound.arguments["console"] = Console(file=printed, force_terminal=colours, no_color=not colours, width=width)
    with redirect_stdout(printed):
        command(*bound.args, **bound.kwargs)
    return printed.getvalue().replace(NO_BREAK, "\u00a0")


def _optional(app: App, words: Iterable[str]) -> str:
    """Return what the arguments that a command can do without are called; cyclopts says ARGS of them."""
    for word in words:
        app = app[word] if word in app and word[0] != "-" else app
    arguments = app.assemble_argument_collection() if app.default_command else ()
    names = [each.name.upper() for each in arguments if each.index is not None and not each.required]
    return "] [".join(names) or "ARGS"


def _told(error: CycloptsError) -> str:  # noqa: PLR0911 (one for each kind)
    """Say what is wrong with the words, in the language of the context."""
    name = "" if error.argument is None else error.argument.name
    name = name if name.startswith("-") or not name else say(name.upper())
    if isinstance(error, UnknownCommandError):
        (word, *_), app = cast("list[str]", error.unused_tokens), cast("App", error.app)
        is_option = word.startswith("-")
        if is_option:
            return _unknown_option(word, [each for each in app if each.startswith("-")], error)
        said = say("unknown command {word}", word=shown(word))
        return _did_you_mean(said, word, [each for each in app if not each.startswith("-")])
    if isinstance(error, UnknownOptionError):
        word = error.token.keyword or error.token.value
        names = [name for argument in error.argument_collection for name in argument.names if name.startswith("--")]
        return _unknown_option(word, names, error)
    if isinstance(error, RepeatArgumentError):
        return say("{name} is given twice: expected it once", name=error.token.keyword or name)
    if isinstance(error, UnusedCliTokensError):
        words = ", ".join(map(shown, cast("list[str]", error.unused_tokens)))
        return say("nothing is expected here: {words}", words=words)
    if isinstance(error.__cause__, OinpNocError):
        return str(error.__cause__)
    if isinstance(error, CoercionError) and error.token is not None:
        choices = _choices(error.target_type)
        if choices:
            return str(invalid_choice(error.token.keyword or name, error.token.value, choices))
    if isinstance(error, MissingArgumentError):
        return _missing(name, " ".join(error.command_chain or ()))
    return str(error)  # what is left is rare, and said in English


def _missing(name: str, command: str) -> str:
    if name.startswith("-"):
        return say("{name} needs a value: oinp-noc {command} --help says which", name=name, command=command)
    return say("{name} is missing: oinp-noc {command} --help says what is expected", name=name, command=command)


def _unknown_option(word: str, choices: Sequence[str], error: CycloptsError) -> str:
    """Say that an option is not known here, and which commands have it."""
    option = word.partition("=")[0]
    having = [command for command, options in _options() if option in options]
    if not having:
        return _did_you_mean(say("unknown option {word}", word=option), option, choices)
    command = " ".join(error.command_chain or ())
    if command in ("", "data"):
        follows = " ".join([command, *(error.unused_tokens or ())[1:]]).strip()
        within = [each for each in having if follows.startswith(each)] or [
            each for each in having if each.startswith(command)
        ]
        return say(
            "{word} stands behind a command, such as oinp-noc {command} {word}",
            word=option,
            command=(within or having)[0],
        )
    return say(
        "{command} has no option {word}: it is one of {commands}",
        command=command,
        word=option,
        commands=", ".join(having),
    )


def _options() -> Iterable[tuple[str, set[str]]]:
    """Go through the commands and their options."""
    app = _app()
    data = app["data"]
    apps = [(name, app[name]) for names in _COMMANDS.values() for name in names]
    for command, each in [*apps, *((f"data {name}", data[name]) for name in _DATA), ("completion", app["completion"])]:
        yield command, {name for argument in each.assemble_argument_collection() for name in argument.names}


def _choices(kind: object) -> list[str]:
    """Return the texts among which a type chooses, if it is such a type."""
    if get_origin(kind) is Literal:
        return list(get_args(kind))
    return [each for inner in get_args(kind) for each in _choices(inner)]


def _did_you_mean(message: str, word: str, choices: Iterable[str]) -> str:
    choices = sorted(choices)
    bare = {each.lstrip("-"): each for each in choices}  # dashes make no word alike
    near = [bare[each] for each in nearest(word.partition("=")[0].lstrip("-"), bare)]
    if near:
        return say("{message}; did you mean {near}?", message=message, near=near[0])
    return say("{message}: expected one of {choices}", message=message, choices=", ".join(choices))
