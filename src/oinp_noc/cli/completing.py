"""What the completion scripts of cyclopts lack: names of files, and ``--lang`` before the command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LANG = "The language of sentences, headings and errors."
_FILES = "draws|plot|add|french"  # the options that take a file

# The scripts' lines, as they are, and what they become. A line that a later cyclopts writes otherwise stays as it is.
_CHANGES: dict[str, list[tuple[str, str | Callable[[re.Match[str]], str]]]] = {
    "bash": [
        # Where nothing is offered, readline offers files.
        (r"^complete -F ", "complete -o default -F "),
        (
            r'^(  prev="\$\{COMP_WORDS\[COMP_CWORD-1\]\}")$',
            r"\1" + '\n  [[ "$prev" == --lang ]] && { COMPREPLY=( $(compgen -W "en fr" -- "$cur") ); return; }',
        ),
        (r'_c=\("--help" "-h" "--version"\)', '_c=("--help" "-h" "--version" "--lang")'),
    ],
    "zsh": [
        (r"^( +'(?:\d+|\*):(?:\\.|[^:\\])*)'", r"\1:_files'"),
        (rf"^( +'\*--(?:{_FILES})\[.*\]:(?:{_FILES}))'", r"\1:_files'"),
        (r"^(    )('1: :->cmds' \\)$", rf"\1'--lang[{_LANG}]:lang:(en fr)' \\\n\1\2"),
    ],
    "fish": [
        (
            r"^(complete -c oinp-noc -n __fish_use_subcommand) -s h .*$",
            rf"\g<0>\n\1 -l lang -x -a 'en fr' -d '{_LANG}'",
        ),
    ],
    "powershell": [
        (rf"(N = @\('--(?:{_FILES})'\); [^@]*@\{{ C = @\(\)); F = ''", r"\1; F = 'files'"),
        (r"^    [PR] = .*$", lambda found: found[0].replace("C = @(); F = ''", "C = @(); F = 'files'")),
    ],
}


def completed(script: str, shell: str) -> str:
    """Return a completion script of cyclopts that offers files too, and the language before a command.

    Args:
        script: the script.
        shell: the shell that it is for.
    """
    for lines, become in _CHANGES[shell]:
        script = re.sub(lines, become, script, flags=re.MULTILINE)
    return script
