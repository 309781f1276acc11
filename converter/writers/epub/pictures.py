"""Pictures for a screen: as they are where that is sensible, else re-encoded.

A press picture of fifty megapixels is weight alone on a telephone, and readers have limits: Kindle takes 5 MB a
picture, Apple Books 5.6 megapixels, and neither shows CMYK. A picture is re-encoded where its
longer side is beyond `LONGEST` pixels, where it is a photograph of more than `HEAVIEST` bytes kept
as PNG, where it is CMYK, or where it is turned only by its Exif mark.
"""

from __future__ import annotations

import io
from typing import Any

from converter.pictures import Picture

LONGEST = 2000
"""Pixels of the longer side: a tablet's whole screen."""
HEAVIEST = 1_000_000
"""Bytes of a PNG from which it is tried as JPEG."""
QUALITY = 85
ORIENTATION = 0x0112


def for_screen(picture: Picture) -> Picture:
    """The picture as the edition carries it; a GIF, which may move, as it is."""
    if picture.media_type == "image/gif":
        return picture
    from PIL import Image

    with Image.open(io.BytesIO(picture.data)) as image:
        turned = image.getexif().get(ORIENTATION, 1) not in (0, 1)
        large = max(image.size) > LONGEST
        heavy = picture.media_type == "image/png" and len(picture.data) > HEAVIEST
        if not (turned or large or heavy or image.mode in ("CMYK", "YCCK")):
            return picture
        made = _encoded(_fitted(image), jpeg=picture.media_type == "image/jpeg")
    # What is merely heavy is kept where it does not become lighter.
    if heavy and not (large or turned) and len(made.data) >= len(picture.data):
        return picture
    return made


def _fitted(image: Any) -> Any:
    """Upright, in grey or colours of a screen, no larger than a screen."""
    from PIL import Image, ImageOps

    if image.format == "JPEG":
        image.draft(None, (LONGEST, LONGEST))  # decodes no finer than is wanted
    image = ImageOps.exif_transpose(image)
    if image.mode in ("1", "I", "F") or image.mode.startswith("I;"):
        image = image.convert("L")
    elif image.mode in ("P", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
    elif image.mode not in ("L", "RGB", "RGBA"):
        image = image.convert("RGB")
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    scale = LONGEST / max(image.size)
    if scale < 1:
        size = tuple(max(round(side * scale), 1) for side in image.size)
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return image


def _encoded(image: Any, *, jpeg: bool) -> Picture:
    """As JPEG where it was one; else as PNG, or as JPEG where that has half the weight.

    A drawing or a scan of text stays sharp so: as JPEG it would be hardly lighter.
    """
    out = io.BytesIO()
    if not jpeg:
        image.save(out, "PNG", compress_level=6)
    if jpeg or (image.mode != "RGBA" and len(out.getvalue()) > HEAVIEST):
        other = io.BytesIO()
        image.save(other, "JPEG", quality=QUALITY, progressive=True, optimize=True)
        if jpeg or 2 * len(other.getvalue()) < len(out.getvalue()):
            return Picture(other.getvalue(), "image/jpeg", *image.size)
    return Picture(out.getvalue(), "image/png", *image.size)
