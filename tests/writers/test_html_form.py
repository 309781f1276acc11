"""The HTML edition as a parser sees it that forgives nothing."""

from __future__ import annotations

import html5lib
import pytest

from converter.model import Issue
from converter.writers.edition import Assets
from converter.writers.html import write
from tests.writers.epub_samples import ENGLISH, ISSUE, ODD, PICTURES, THEME


@pytest.mark.parametrize("issue", [ISSUE, ENGLISH, ODD, Issue()], ids=["zh", "en", "odd", "none"])
def test_a_strict_parser_has_nothing_to_say(issue: Issue) -> None:
    html5lib.HTMLParser(strict=True).parse(write(issue, THEME, Assets(PICTURES)).data)
