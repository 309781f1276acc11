"""Themes by their name, or by the path of a file."""

from __future__ import annotations

import os
from difflib import get_close_matches

from converter.errors import InputError, ThemeError
from converter.pipeline import inputs
from converter.theme import Theme, parse_theme

STYLE = "daily"
_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_STYLES = (os.path.join(_PACKAGE, "styles"), os.path.join(os.path.dirname(_PACKAGE), "styles"))
"""Where the themes are: in the installed package, or beside it in a checkout."""


def theme(style: str = STYLE) -> Theme:
    """A theme by its name, or by the path of its file."""
    known = styles()
    is_path = style.endswith(".toml") or os.path.basename(style) != style
    if not is_path and style not in known:
        near = get_close_matches(style, known, n=1, cutoff=0.0)
        raise ThemeError(
            f"unknown style “{style}”", remedy=f"nearest is “{near[0]}”, or give a file’s path"
        )
    path = style if is_path else known[style]
    name = os.path.splitext(os.path.basename(path))[0]
    try:
        text = inputs.load(path).decode("utf-8-sig")
    except InputError as error:
        raise ThemeError(error.what, where=path) from None
    except UnicodeDecodeError:
        raise ThemeError("this is not UTF-8 text", where=path) from None
    return parse_theme(text, name=name, where=path)


def styles() -> dict[str, str]:
    """The themes that come with the converter: name → path."""
    folder = next(filter(os.path.isdir, _STYLES))
    names = sorted(name for name in os.listdir(folder) if name.endswith(".toml"))
    return {name.removesuffix(".toml"): os.path.join(folder, name) for name in names}
