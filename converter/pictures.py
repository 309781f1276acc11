"""Pictures: told apart by their content, measured, and bounded before anything decodes them."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from functools import cached_property

from converter.errors import PictureError

LARGEST = 100_000_000
"""Pixels that a picture may have; more would cost hundreds of MiB to decode."""

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}


@dataclass(frozen=True)
class Picture:
    """A picture that every edition can carry: PNG, JPEG or GIF, whole and not too large."""

    data: bytes
    media_type: str
    width: int
    height: int

    @cached_property
    def suffix(self) -> str:
        return {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}[self.media_type]


def open_picture(data: bytes, name: str) -> Picture:
    """Check a picture and measure it in pixels.

    Other raster formats that Pillow reads are turned into PNG. Raises `PictureError` for what is
    no picture, is broken, or is larger than `LARGEST`.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                width, height = image.size
                if width * height > LARGEST:
                    raise PictureError(
                        f"a picture of {width} × {height} pixels is too large",
                        where=name,
                        remedy=f"scale it below {LARGEST // 1_000_000} megapixels",
                    )
                kind = image.format or ""
                image.load()
                if kind in MEDIA_TYPES:
                    return Picture(data, MEDIA_TYPES[kind], width, height)
                out = io.BytesIO()
                image.convert("RGB").save(out, "PNG", optimize=True)
                return Picture(out.getvalue(), "image/png", width, height)
    except PictureError:
        raise
    except Image.DecompressionBombError:
        raise PictureError(
            f"a picture of more than {2 * (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000} megapixels "
            "is too large",
            where=name,
            remedy=f"scale it below {LARGEST // 1_000_000} megapixels",
        ) from None
    except Exception as error:  # Pillow's plug-ins raise whatever they like on bad data
        raise PictureError(
            f"this is no picture that can be read ({type(error).__name__})",
            where=name,
            remedy="replace it with a PNG or JPEG, or take its line out of the page",
        ) from None
