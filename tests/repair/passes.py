"""What the tests of the passes share: pieces from strings, and what must hold of any pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from converter.page import Chunk
from converter.passage import Run, passage
from converter.repair.record import Pass, Piece, Profile, Repaired, Role

SOURCE = "page.txt"
CHINESE = Profile("zh-Hans")
TRADITIONAL = Profile("zh-Hant")
ENGLISH = Profile("en")


def piece(text: str, role: Role = Role.PARAGRAPH, start: int = 0) -> Piece:
    read = passage(text, SOURCE, start)
    return Piece(read, role, Chunk(read))


def pieces(texts: Sequence[str], role: Role = Role.PARAGRAPH) -> tuple[Piece, ...]:
    """Pieces that stand one after the other in one source."""
    out, start = [], 0
    for text in texts:
        out.append(piece(text, role, start))
        start += len(text)
    return tuple(out)


def mended(run: Pass, text: str, role: Role = Role.PARAGRAPH, profile: Profile = CHINESE) -> str:
    """What a pass makes of one text."""
    return run((piece(text, role),), profile).pieces[0].text.text


def noted(
    run: Pass, *texts: str, role: Role = Role.PARAGRAPH, profile: Profile = CHINESE
) -> list[tuple[str, str]]:
    """The notes of a pass that changes nothing: their codes and texts."""
    before = pieces(texts, role)
    done = run(before, profile)
    assert (done.pieces, done.repairs) == (before, ())
    return [(note.code, note.text) for note in done.notes]


def check_pass(run: Pass, texts: Sequence[str], role: Role, profile: Profile) -> None:
    """A pass is idempotent, lossless by its record, and ties what it changed to its place."""
    source = "".join(texts)
    done = run(pieces(texts, role), profile)
    again = run(done.pieces, profile)
    assert [p.text.text for p in again.pieces] == [p.text.text for p in done.pieces]
    assert again.repairs == ()
    assert _lost(source, done) == Counter()
    for repair in done.repairs:
        assert repair.before != repair.after
        assert 0.0 < repair.confidence <= 1.0
        assert "".join(source[s.start : s.end] for s in repair.spans) == repair.before
    for mended_piece in done.pieces:
        for part in mended_piece.text.runs:
            _check_span(part, source)


def _lost(source: str, done: Repaired) -> Counter[str]:
    """Characters that are neither in the pieces nor in the record, or that came from nowhere."""
    count = Counter(source)
    for repair in done.repairs:
        count += Counter(repair.after)
    for mended_piece in done.pieces:
        count.subtract(mended_piece.text.text)
    for repair in done.repairs:
        count.subtract(repair.before)
    return Counter({character: n for character, n in count.items() if n})


def _check_span(part: Run, source: str) -> None:
    assert part.span is not None
    assert part.span.source == SOURCE
    assert 0 <= part.span.start <= part.span.end <= len(source)
