"""What the wording of a line says of it, whatever stands around."""

import numpy as np
import pytest

from converter.repair.phrases import BEGINNING, END, Numbers, Phrases
from converter.repair.weights import shipped

LINES = ["工人在检修供暖设备。", "本报讯", "", "□记者 林一舟", "我市召开农田水利建设动员大会"]


@pytest.fixture(scope="module")
def phrases() -> Phrases:
    network = shipped().network
    assert network
    return network.phrases


def seen(phrases: Phrases, lines: list[str]) -> Numbers:
    return np.concatenate(list(phrases.seen(lines)))


def test_a_line_says_the_same_among_others_as_alone(phrases: Phrases) -> None:
    together = seen(phrases, LINES)
    alone = [seen(phrases, [line])[0] for line in LINES]
    assert np.allclose(together, alone, atol=1e-5)


def test_many_lines_are_read_in_order(phrases: Phrases) -> None:
    many = seen(phrases, LINES * 90)
    assert np.allclose(many, np.tile(seen(phrases, LINES), (90, 1)), atol=1e-5)


def test_a_line_without_characters_says_nothing(phrases: Phrases) -> None:
    assert not seen(phrases, ["", "  "]).any()


def test_spaces_say_nothing(phrases: Phrases) -> None:
    assert np.allclose(seen(phrases, ["春 耕　忙"]), seen(phrases, ["春耕忙"]))


def test_of_a_long_line_its_beginning_and_its_end_are_read(phrases: Phrases) -> None:
    beginning, end = "甲" * BEGINNING, "乙" * END
    short, long = (beginning + middle + end for middle in ("丙", "丁戊己" * 40))
    assert np.allclose(seen(phrases, [short]), seen(phrases, [long]))
