"""Pictures as image objects: JPEG data as it is, others as pixels, never finer than print needs."""

from __future__ import annotations

import io
import zlib
from typing import Any

from converter.pictures import Picture
from converter.proof import data_digest
from converter.writers.pdf.objects import File, Raw, Reference, dictionary, name

FINEST = 300.0
"""Pixels to the inch that print can show."""
COLOURS = {"L": "DeviceGray", "RGB": "DeviceRGB"}


def embed(file: File, picture: Picture, width: float) -> tuple[Reference, str]:
    """Write a picture that is `width` points wide where it is printed widest.

    Returns it with the digest of its data as they stand in the file, unpacked.
    """
    from PIL import Image

    with Image.open(io.BytesIO(picture.data)) as image:
        most = max(round(width / 72 * FINEST), 1)
        if image.format == "JPEG" and image.mode in COLOURS and image.width <= 2 * most:
            reference = _write(file, image.size, image.mode, picture.data, "DCTDecode")
            return reference, data_digest(picture.data)
        return _pixels(file, image, most)


def _pixels(file: File, image: Any, most: int) -> tuple[Reference, str]:
    """Pixels, with what is transparent as a mask of its own."""
    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    if clear:
        image = image.convert("RGBA")
    elif image.mode in ("1", "L", "I", "F") or image.mode.startswith("I;"):
        image = image.convert("L")
    else:
        image = image.convert("RGB")
    if image.width > most:
        image = image.resize((most, max(round(image.height * most / image.width), 1)))
    mask = None
    if clear:
        alpha = image.getchannel("A")
        image = image.convert("RGB")
        if alpha.getextrema() != (255, 255):
            mask = _write(file, alpha.size, "L", zlib.compress(alpha.tobytes()), "FlateDecode")
    pixels = image.tobytes()
    data = zlib.compress(pixels)
    reference = _write(file, image.size, image.mode, data, "FlateDecode", mask)
    return reference, data_digest(pixels)


def _write(
    file: File,
    size: tuple[int, int],
    mode: str,
    data: bytes,
    filter_: str,
    mask: Reference | None = None,
) -> Reference:
    return file.stream(
        data,
        compress=False,
        **dictionary(
            Type=name("XObject"),
            Subtype=name("Image"),
            Width=size[0],
            Height=size[1],
            ColorSpace=name(COLOURS[mode]),
            BitsPerComponent=8,
            Filter=name(filter_),
            Interpolate=Raw(b"false"),
            SMask=mask,
        ).dict,
    )
