"""How bash, zsh and fish ask what may be typed, and how each wants to be answered.

The first line of an answer is `words`, with one word a line below it, or `files`: the shell knows files itself.
"""

import re
import shlex
from collections.abc import Sequence

from cfnews.cli.completing import Answer
from cfnews.cli.offers import Offer
from cfnews.render.common import shortened

_HELP = 70  # columns
_END = "\x1f"  # stands where the cursor is, so that an empty last word is seen
_QUOTED = re.compile(r"([^\w@%+=:,./~-])")
_LISTING = ("33", "63", "64")  # COMP_TYPE when bash shows what there is: ! ? @

SCRIPTS = {
    "bash": r"""_cfnews_complete() {
    local word
    COMPREPLY=()
    {
        read -r word || return 0
        if [[ $word == files ]]; then
            compopt -o default 2>/dev/null
            return 0
        fi
        while IFS= read -r word; do
            COMPREPLY+=("$word")
        done
    } < <("${1/#\~/$HOME}" completion bash "$COMP_TYPE" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
}
complete -o nosort -F _cfnews_complete cfnews 2>/dev/null || complete -F _cfnews_complete cfnews
""",
    "zsh": r"""#compdef cfnews
_cfnews() {
    local -a lines names shown
    local line
    lines=("${(@f)$(${(Q)~words[1]} completion zsh "${(@Q)words[1,CURRENT]}" 2>/dev/null)}")
    if [[ $lines[1] == files ]]; then
        _files
        return
    fi
    for line in "${(@)lines[2,-1]}"; do
        names+=("${line%%$'\t'*}")
        shown+=("${line#*$'\t'}")
    done
    (( $#names )) && compadd -V cfnews -l -d shown -a names
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _cfnews "$@"
else
    compdef _cfnews cfnews
fi
""",
    "fish": r"""function __cfnews_complete
    set -l words (commandline -opc)
    set -l answer ($words[1] completion fish $words (commandline -ct) 2>/dev/null)
    if test "$answer[1]" = files
        __fish_complete_path (commandline -ct)
    else
        printf '%s\n' $answer[2..-1]
    end
end
complete -c cfnews -f -k -a '(__cfnews_complete)'
""",
}


def words_of(shell: str, asked: Sequence[str]) -> list[str]:
    """The words of the command line up to the cursor, as the shell's script hands them over."""
    return _split(asked[-1])[0] if shell == "bash" else list(asked)


def _split(line: str) -> tuple[list[str], bool]:
    """The words of a line that ends at the cursor, and whether the last is in a quotation that is not closed yet."""
    for close in ("", '"', "'"):
        try:
            words = shlex.split(line + _END + close)
        except ValueError:
            continue
        return [word.removesuffix(_END) for word in words], bool(close)
    return line.split(" "), False


def told(shell: str, asked: Sequence[str], answer: Answer) -> list[str]:
    """The lines of the answer."""
    if answer.files:
        return ["files"]
    if shell == "bash":
        return ["words", *_for_bash(asked, answer.offers)]
    lines = [_for_zsh(offer) if shell == "zsh" else _for_fish(offer) for offer in answer.offers]
    return ["words", *lines]


def _for_bash(asked: Sequence[str], offers: Sequence[Offer]) -> list[str]:
    """What bash puts in place of what it takes for the word: that begins after the last : or =.

    While it lists what there is, each with its help. It would write that down with the word otherwise.
    """
    words, quoted = _split(asked[-1])
    begun = 0 if quoted else max(words[-1].rfind(":"), words[-1].rfind("=")) + 1
    values = [offer.value[begun:] if quoted else _QUOTED.sub(r"\\\1", offer.value[begun:]) for offer in offers]
    if asked[0] not in _LISTING or len(offers) < 2:
        return values
    longest = max(map(len, values))
    pairs = zip(values, offers, strict=True)
    return [f"{value:<{longest}}  ({_help(offer)})" if offer.help else value for value, offer in pairs]


def _for_zsh(offer: Offer) -> str:
    return f"{offer.value}\t{offer.value}" + (f"  -- {_help(offer)}" if offer.help else "")


def _for_fish(offer: Offer) -> str:
    return f"{offer.value}\t{_help(offer)}" if offer.help else offer.value


def _help(offer: Offer) -> str:
    return shortened(" ".join(offer.help.split()), _HELP)
