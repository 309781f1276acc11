"""Editions read back: they agree with their model, and whatever is changed in one is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from converter.cli import main
from converter.form import to_json
from converter.lines import Lines
from converter.model import Byline, Credit, Issue, Paragraph, Span, Text
from converter.proof import Role, from_text, pieces, record, to_text
from converter.verify import find, read
from converter.writers import registry
from tests.verify.editions import (
    FORMATS,
    differences,
    drop,
    edited,
    edition,
    repacked,
    respelt,
    reword,
    rezipped,
    swap,
)
from tests.writers import docx_samples, epub_samples
from tests.writers.pdf_samples import (
    DAILY,
    FULL,
    PICTURES,
    ROOT,
    article,
    assets,
    issue,
    paragraph,
    picture,
    stored,
    texts,
)

STORED = sorted(
    str(path.relative_to(ROOT / "tests"))
    for path in (ROOT / "tests/damage/issues").glob("*/*.json")
)
FIRST, SECOND, THIRD = (
    "水闸在清晨开启，第一股水流进了新渠，守闸人在本子上记下了时刻。",
    "下游的三个村庄先后来了电话，说水已到田头，比去年早了整整两天。",
    "到了傍晚，闸门又落下一半，余下的水留给夜里，这是老规矩。",
)
PLAIN = issue(
    article(paragraph(FIRST), paragraph(SECOND), paragraph(THIRD), page="A1",
            byline=Byline("本报讯", None, (Credit("记者", ("甲一", "乙二")),))),
    article(paragraph("明日有风，后日有雨。"), id="a2", title="天气", page="A1"),
)  # fmt: skip


@pytest.fixture(scope="module", params=FORMATS)
def format(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# --- what was not changed agrees ---------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [FULL, docx_samples.FULL, epub_samples.ISSUE, *map(stored, STORED[::6])],
    ids=["pdf", "docx", "epub", *STORED[::6]],
)
def test_an_edition_agrees_with_its_model(source: Issue, format: str) -> None:
    assert differences(edition(source, format)) == []


def test_all_editions_carry_the_same_digest() -> None:
    records = [read(edition(FULL, format), format).record for format in FORMATS]
    assert len({told.digest for told in records if told}) == 1


def test_the_digest_follows_text_and_role() -> None:
    digests = {
        record(each).digest
        for each in (
            PLAIN,
            replace(PLAIN, articles=PLAIN.articles[:1]),
            replace(PLAIN, articles=PLAIN.articles[::-1]),
            replace(PLAIN, furniture=(Text("A1"),)),
        )
    }
    assert len(digests) == 4


def test_a_record_written_and_read_is_the_same() -> None:
    told = record(FULL)
    assert from_text(to_text(told), where="here") == told


def test_a_picture_that_could_not_be_had_is_no_difference(format: str) -> None:
    data = registry.writer(format)(FULL, DAILY, assets()).data
    assert differences(data) == []


# --- what was changed is told ------------------------------------------------------------------


def test_a_dropped_paragraph_is_told(format: str) -> None:
    changed = edited(edition(PLAIN, format), lambda all_: drop(all_[1]))
    (found,) = differences(changed)
    assert found.said.startswith("paragraph “下游的三个村庄先后来了")
    assert "is missing after paragraph “水闸在清晨开启" in found.said


def test_two_paragraphs_exchanged_are_told(format: str) -> None:
    changed = edited(edition(PLAIN, format), lambda all_: swap(all_[0], all_[1]))
    (found,) = differences(changed)
    assert "is out of order" in found.said


@pytest.mark.parametrize("format", ["docx", "epub"])
def test_a_changed_word_is_told_with_its_place(format: str) -> None:
    changed = edited(edition(PLAIN, format), lambda all_: reword(all_[1], "两天", "三天"))
    (found,) = differences(changed)
    assert "paragraph “下游的三个村庄先后来了" in found.said
    assert "三天" in found.said


def test_a_changed_character_of_a_pdf_is_told() -> None:
    (found,) = differences(respelt(edition(PLAIN, "pdf"), "渠", "池"))
    assert "reads “池，守闸人" in found.said


def test_an_added_paragraph_is_told(format: str) -> None:
    longer = replace(
        PLAIN.articles[0], blocks=(*PLAIN.articles[0].blocks, paragraph("这一段不在原文里。"))
    )
    more = edition(replace(PLAIN, articles=(longer, PLAIN.articles[1])), format)
    (found,) = differences(more, record(PLAIN))
    assert "“这一段不在原文里。” is not in the model" in found.said


def changed_article(**parts: Any) -> Issue:
    return replace(PLAIN, articles=(replace(PLAIN.articles[0], **parts), PLAIN.articles[1]))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"byline": Byline("本报讯", None, (Credit("记者", ("甲一", "丙三")),))}, "byline"),
        ({"byline": None}, "is missing"),
        ({"kicker": Text("汛期之前")}, "is not in the model"),
        ({"title": "苇塘换了旧水闸", "title_lines": ()}, "title"),
        ({"continued_on": "A4"}, "jump line"),
    ],
    ids=["credit", "no credit", "kicker", "title", "jump"],
)
def test_credits_titles_and_jumps_are_compared(
    parts: dict[str, Any], said: str, format: str
) -> None:
    (found,) = differences(edition(changed_article(**parts), format), record(PLAIN))
    assert said in found.said


def test_a_text_in_another_role_is_told(format: str) -> None:
    first = PLAIN.articles[0]
    as_heading = changed_article(blocks=(*first.blocks[:2], replace_role(first.blocks[2])))
    (found,) = differences(edition(as_heading, format), record(PLAIN))
    assert "is a heading here, in the model a paragraph" in found.said


def replace_role(block: object) -> Any:
    from converter.model import Heading

    assert isinstance(block, Paragraph)
    return Heading(block.inlines)


def test_another_picture_is_told(format: str) -> None:
    told = read(edition(FULL, format), format).record
    assert told
    other = assets({"pictures/gate.png": picture(61, 43)})
    data = registry.writer(format)(FULL, DAILY, other).data
    (found,) = differences(data, told)
    assert found.said == "the picture is not the model's"


def test_a_record_that_was_changed_is_an_error(format: str) -> None:
    from converter.errors import SchemaError

    data = edition(PLAIN, format)
    with pytest.raises(SchemaError, match=r"record was changed"):
        read(with_record(data, lambda text: text.replace('"paragraph"', '"quote"', 1)), "it")
    with pytest.raises(SchemaError, match=r"record is damaged"):
        read(with_record(data, lambda text: text[:50]), "it")


def with_record(data: bytes, change: Callable[[str], str]) -> bytes:
    if data.startswith(b"%PDF"):

        def rewrite(pdf: pikepdf.Pdf) -> None:
            own = pdf.Root.PieceInfo["/converter"]
            text = own.Private.read_bytes().decode()
            own.Private = pdf.make_stream(change(text).encode())

        return repacked(data, rewrite)

    def hand(entries: dict[str, bytes]) -> None:
        for name in entries:
            text = entries[name]
            if name == "META-INF/proof.json":
                entries[name] = change(text.decode()).encode()
            elif b"urn:converter:proof:1" in text and name.startswith("customXml/item"):
                start, end = text.index(b"{"), text.rindex(b"}") + 1
                inner = change(text[start:end].decode())
                entries[name] = text[:start] + inner.encode() + text[end:]

    return rezipped(data, hand)


# --- where a text was read ---------------------------------------------------------------------


SOURCE = "### 水闸\n\n本报讯 水闸在清晨开启，\n第一股水流进了新渠。\n"


def test_a_text_is_found_with_its_line_in_the_source(format: str) -> None:
    start = SOURCE.index("水闸在")
    spans = (Span("A1.txt", start, len(SOURCE) - 1),)
    source = issue(article(Paragraph((Text("水闸在清晨开启，第一股水流进了新渠。", spans),))))
    with_lines = replace(assets(), lines=Lines({"A1.txt": SOURCE}))
    data = registry.writer(format)(source, DAILY, with_lines).data
    (piece,) = find(read(data, format), "第一股 水流")
    assert (piece.role, piece.where) == (Role.PARAGRAPH, "A1.txt:3:5-4:10")
    without = registry.writer(format)(source, DAILY, assets()).data
    (piece,) = find(read(without, format), "第一股水流")
    assert piece.where == f"A1.txt@{start}-{len(SOURCE) - 1}"


def test_places_that_follow_one_another_are_told_as_one() -> None:
    lines = Lines({"A1.txt": "一二\n三四\n五六"})
    spans = (Span("A1.txt", 0, 2), Span("A1.txt", 3, 5), Span("A2.txt", 4, 6))
    assert lines.names(spans) == "A1.txt:1:1-2:2, A2.txt@4-6"


# --- the command -------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with an edition of each kind, and the issue."""
    for each in FORMATS:
        (tmp_path / f"it.{each}").write_bytes(edition(FULL, each))
    for name, data in PICTURES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "it.json").write_text(to_json(FULL), "utf-8")
    return tmp_path


def test_the_command_says_that_an_edition_agrees(
    files: Path, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(files / f"it.{format}")
    for more in ([], ["--against", str(files / "it.json")]):
        assert main(["verify", path, *more]) == 0
        said = capsys.readouterr()
        assert said.out.startswith(f"{path}: ")
        assert "and 1 pictures as in the model" in said.out
        assert said.err == ""


def test_the_command_names_the_words_that_differ_from_a_given_model(
    files: Path, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, model = str(files / f"it.{format}"), files / "it.json"
    model.write_text(to_json(FULL).replace("明日有风", "明日无风"), "utf-8")
    assert main(["verify", path, "--against", str(model)]) == 23
    said = capsys.readouterr()
    assert said.out == (
        f"{path}: paragraph “明日无风，后日有雨。” reads “明日有风，后日有雨”, "
        "in the model “明日无风，后日有雨”\n"
    )
    assert said.err == (
        f"converter: {path}: differs from its model in one place (write it anew from its source)\n"
    )


def test_the_command_tells_a_picture_of_the_given_model_from_another(
    files: Path, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = picture(64, 64, mode="L")
    (files / "pictures/gate.png").write_bytes(other)
    path = str(files / f"it.{format}")
    assert main(["verify", path, "--against", str(files / "it.json")]) == 23
    assert "the picture is not the model's" in capsys.readouterr().out


def test_a_text_that_is_nowhere_is_an_error(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(files / "it.pdf")
    assert main(["verify", path, "--where", "没有这句话"]) == 10
    assert capsys.readouterr().err == f"converter: {path}: “没有这句话” is not in it\n"


def test_the_model_has_no_piece_that_says_nothing() -> None:
    source = issue(article(Paragraph(texts("\u200b ")), paragraph("天晴。"), title="  "))
    assert [piece.role for piece in pieces(source)] == [Role.MASTHEAD, Role.PARAGRAPH]
