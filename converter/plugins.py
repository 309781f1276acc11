"""The table of readers and writers: entry points, those of this package like any other's.

One code path for all: a format is found by its name, and its module is imported only when it is
asked for. Two packages that claim one name are an error, not a surprise.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from converter.errors import FormatError


def names(group: str) -> tuple[str, ...]:
    """The names registered in an entry-point group, sorted."""
    return tuple(sorted(_table(group)))


def package(group: str, name: str) -> str:
    """The name of the installed package that a format comes from."""
    return _package(_find(group, name))


@cache
def load(group: str, name: str) -> object:
    """What an entry point names; its module is imported now.

    Raises `FormatError` for a name that nothing is registered under, or one that does not load.
    """
    entry = _find(group, name)
    try:
        return entry.load()
    except Exception as error:  # a plug-in's module may raise whatever it likes
        raise FormatError(
            f"“{name}” cannot be loaded: {type(error).__name__}: {error}",
            where=_package(entry),
            remedy=f"mend or uninstall {_package(entry)}",
        ) from error


def refresh() -> None:
    """Forget the table: for a program that installs a plug-in while it runs."""
    _table.cache_clear()
    load.cache_clear()


def _find(group: str, name: str) -> EntryPoint:
    table = _table(group)
    if name in table:
        return table[name]
    kind = _kind(group)
    if not table:
        raise FormatError(f"no {kind} is installed", remedy="install the package: pip install .")
    from difflib import get_close_matches

    near = get_close_matches(name.casefold(), table, n=1)
    guess = f"did you mean “{near[0]}”? " if near else ""
    known = ", ".join(sorted(table))
    raise FormatError(f"no {kind} is called “{name}”", remedy=f"{guess}known: {known}")


@cache
def _table(group: str) -> dict[str, EntryPoint]:
    table: dict[str, EntryPoint] = {}
    for entry in entry_points(group=group):
        first = table.setdefault(entry.name, entry)
        if first.value != entry.value:
            claimants = sorted({_package(first), _package(entry)})
            raise FormatError(
                f"the name “{entry.name}” is claimed by two {_kind(group)}s",
                where=" and ".join(claimants),
                remedy="uninstall one of them, or ask its author for another name",
            )
    return table


def _kind(group: str) -> str:
    """What a group holds, in the singular: `converter.readers` → `reader`."""
    return group.rpartition(".")[2].removesuffix("s")


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.module
