"""Text that is too long, that steers, or that wants something fetched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from converter.cli import main
from tests.inputs import PAGE, all_text, files_in, write

pytestmark = pytest.mark.usefixtures("no_network")


def test_ten_megabytes_on_one_line(works: Any, tmp_path: Path) -> None:
    line = "湖滨步道全线贯通,沿途设驿站6处。" * 200_000
    issue = works(write(tmp_path / "A1.txt", f"{line}\n".encode()))
    assert all_text(issue).count("湖滨步道") == 200_000


@pytest.mark.parametrize(
    "odd",
    ["\x01\x02\x0b\x1b[31m", "\u202etxt.exe\u202c", "\u2066\u2069\u200f", "\ufeff\u200b", "\ufffe"],
    ids=["controls", "override", "isolates", "invisible", "noncharacter"],
)
def test_characters_that_steer_are_taken_out_and_recorded(
    works: Any, tmp_path: Path, odd: str
) -> None:
    issue = works(write(tmp_path / "A1.txt", f"{PAGE}\n昨日{odd}闭幕。\n".encode()), to="json,epub")
    steering = {c for c in odd if not c.isprintable()}
    assert not steering & set(all_text(issue))
    assert steering <= set("".join(repair["before"] for repair in issue["repairs"]))


def test_a_lone_surrogate_in_utf_16(tmp_path: Path, out: Path) -> None:
    data = b"\xff\xfe" + PAGE.encode("utf-16-le") + b"\x00\xd8" + "昨日。\n".encode("utf-16-le")
    code = main(["convert", str(write(tmp_path / "A1.txt", data)), "-o", str(out), "--to", "json"])
    assert code in (0, 11)
    assert bool(list(files_in(out))) == (code == 0)


HOSTILE = """<html><head><script>fetch("http://example.com/")</script>
<link rel="stylesheet" href="http://example.com/x.css"></head><body>
<h1>湖滨步道贯通</h1><p>本报讯 昨日,湖滨步道全线贯通。</p>
<img src="http://example.com/x.png" alt="远处"><img src="file:///etc/passwd" alt="近处">
<iframe src="http://example.com/"></iframe>
<p>沿途设<a href="file:///etc/passwd">驿站</a>6处。</p>
</body></html>"""


def test_a_hostile_page_fetches_nothing(works: Any, tmp_path: Path) -> None:
    issue = works(write(tmp_path / "A1.html", HOSTILE.encode()), to="json,docx,epub")
    text = json.dumps(issue, ensure_ascii=False)
    assert "沿途设" in text
    assert "fetch(" not in text
    assert "root:" not in text


@pytest.mark.parametrize("tag", ["b", "div", "table><tr><td", "ul><li", "blockquote"])
def test_a_million_nested_tags(tmp_path: Path, out: Path, tag: str) -> None:
    data = f"<p>昨日贯通。</p>{f'<{tag}>' * 1_000_000}深处{'</p>' * 5}"
    path = write(tmp_path / "A1.html", data.encode())
    code = main(["convert", str(path), "-o", str(out), "--to", "json", "--quiet"])
    assert code in (0, 19)
    if code == 0:
        assert "深处" in (out / "A1.json").read_text("utf-8")
