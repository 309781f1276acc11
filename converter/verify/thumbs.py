"""Thumbnails of pictures, by which two that were packed differently are known to show the same."""

from __future__ import annotations

import io
import warnings
from typing import Any

from converter.pictures import LARGEST

SIDE = 16
NEAR = 10.0
"""Steps of 255 by which two thumbnails of one picture may differ on average."""


def thumb(data: bytes) -> bytes:
    """A picture in a few grey pixels; nothing where it cannot be read."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                return thumb_of(image)
    except Exception:  # Pillow's plug-ins raise whatever they like on bad data
        return b""


def thumb_of(image: Any) -> bytes:
    """The same of a picture that is open."""
    if image.width * image.height > LARGEST:
        return b""
    if image.mode == "P" or "transparency" in image.info:
        image = image.convert("RGBA")
    grey = image.convert("RGB").convert("L")
    return bytes(grey.resize((SIDE, SIDE), resample=3, reducing_gap=3.0).tobytes())


def alike(one: bytes, other: bytes) -> bool:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one) <= NEAR
