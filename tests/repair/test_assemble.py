"""Articles from a page's pieces: what the setting put beside a text is not of the text."""

from __future__ import annotations

import pytest

from converter.model import Figure
from converter.repair import assemble
from converter.repair.record import Role
from converter.walk import block_text
from tests.repair.passes import CHINESE, piece


@pytest.mark.parametrize("mark", ["▲", "▶ ", "◄", "↑", "*"])
def test_a_mark_before_a_caption_points_to_its_picture_and_is_kept_on_record(mark: str) -> None:
    done = assemble.run([piece(f"{mark}渡口的新船昨天下水。", Role.CAPTION)], "A2", CHINESE)
    (figure,) = done.articles[0].blocks
    assert isinstance(figure, Figure)
    assert block_text(figure) == "渡口的新船昨天下水。"
    assert [repair.before for repair in done.repairs] == [mark]
