"""Themes: what their keys may be, and what they become in a language."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.errors import ThemeError
from converter.theme import Role, Theme, parse_theme

STYLES = Path(__file__).parent.parent / "styles"
DAILY = (STYLES / "daily.toml").read_text("utf-8")
FILES = sorted(STYLES.glob("*.toml"))


def parsed(text: str) -> Theme:
    return parse_theme(text, name="mine", where="mine.toml")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_theme_that_comes_with_the_converter_is_right(path: Path) -> None:
    theme = parsed(path.read_text("utf-8"))
    assert set(theme.styles) == set(Role)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_body_text_has_the_leading_of_the_grid(path: Path) -> None:
    theme = parsed(path.read_text("utf-8"))
    for role in (Role.PARAGRAPH, Role.LIST, Role.QUOTE, Role.BYLINE, Role.CAPTION):
        assert theme.styles[role].leading == theme.page.leading


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("columns = 4", "columns = 40", "columns must be 1 to 12"),
        ("columns = 4", "columns = 4.5", "“columns” must be a whole number"),
        ("columns = 4", "columns = 4\nbleed = 90", "bleed must be 25 mm at most"),
        ("columns = 4", "columns = 4\ncrop_marks = 1", "“crop_marks” must be true or false"),
        ("columns = 4", 'columns = 4\nsources = "yes"', "“sources” must be true or false"),
        ("columns = 4", "columns = 4\ncrop_mark = true", "unknown key “crop_mark”"),
        ("box_lines = 16", "box_lines = -1", "“box_lines” must be a whole number"),
        ("run_in = true", "run_in = 2", "“run_in” must be true or false"),
        ("leading = 14\n", "leading = 14\nhang = 0.5\n", "“hang”"),
    ],
)
def test_a_wrong_value_is_an_error_that_names_it(old: str, new: str, said: str) -> None:
    assert old in DAILY
    with pytest.raises(ThemeError) as caught:
        parsed(DAILY.replace(old, new, 1))
    assert said in caught.value.what
    assert caught.value.where.startswith("mine.toml") if caught.value.where else False


def test_the_nearest_key_is_the_remedy() -> None:
    with pytest.raises(ThemeError) as caught:
        parsed(DAILY.replace("columns = 4", "columns = 4\ncrop_mark = true", 1))
    assert caught.value.remedy == "nearest is “crop_marks”"


@pytest.mark.parametrize("language", ["en", "en-GB", "fr"])
def test_text_in_letters_has_its_own_columns_and_indents(language: str) -> None:
    theme = parsed(DAILY).in_language(language)
    assert theme.page.columns == 3
    assert theme.styles[Role.PARAGRAPH].indent == 1
    assert theme.styles[Role.CAPTION].indent == 0
    assert theme.styles[Role.VERSE].indent == 2


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "zh-TW", "ja"])
def test_text_in_characters_is_set_as_the_theme_says(language: str) -> None:
    theme = parsed(DAILY)
    assert theme.in_language(language) == theme
