"""A photo from an officer's phone: proved a picture, turned upright, made small, its metadata left behind.

Kept of the metadata: when and where it was taken. Everything else (device, owner, serial numbers) is gone.
"""

import io
import warnings
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, BinaryIO

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from thutuc.disclosure.rules.proof import Photo
from thutuc.kernel.errors import Objection, Unreadable
from thutuc.kernel.periods import LOCAL
from thutuc.kernel.text import gettext_noop

LONGEST_SIDE = 1600
MOST_BYTES = 25 * 1024 * 1024
MOST_PIXELS = 120_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
ACCEPTED = "image/jpeg,image/png,image/webp"
QUALITY = 82
NAME = "anh-niem-yet.jpg"


def read_photo(stream: BinaryIO, *, size: int, most: int = MOST_BYTES) -> Photo:
    """The picture as it is kept; `Unreadable` says what to do with anything else. Large files are not even opened."""
    if size > most:
        words = gettext_noop("Ảnh lớn hơn %(most)s MB. Chụp lại ở cỡ nhỏ hơn hoặc giảm dung lượng rồi gửi.")
        raise _unreadable("photo.size", words, most=most // (1024 * 1024))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(stream, formats=FORMATS) as picture:
                return _kept(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _no_picture() from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        words = gettext_noop("Ảnh bị hỏng, không mở được. Chụp lại rồi gửi.")
        raise _unreadable("photo.broken", words) from error


def _kept(picture: Image.Image) -> Photo:
    if picture.width * picture.height > MOST_PIXELS:
        raise _no_picture()
    exif = picture.getexif()
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    _on_white(upright).save(out, "JPEG", quality=QUALITY, optimize=True)
    latitude, longitude = _position(exif.get_ifd(ExifTags.IFD.GPSInfo))
    return Photo(out.getvalue(), NAME, _taken(exif), latitude, longitude)


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency, and without anything that came with the file."""
    flat = Image.new("RGB", picture.size, "white")
    seen = picture.convert("RGBA")
    flat.paste(seen, mask=seen.getchannel("A"))
    return flat


def _taken(exif: Image.Exif) -> datetime | None:
    """The camera's clock, which tells local time."""
    told = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    try:
        return datetime.strptime(str(told), "%Y:%m:%d %H:%M:%S").replace(tzinfo=LOCAL) if told else None
    except ValueError:
        return None


def _position(gps: Mapping[int, Any]) -> tuple[Decimal | None, Decimal | None]:
    tags = ExifTags.GPS
    latitude = _degrees(gps.get(tags.GPSLatitude), gps.get(tags.GPSLatitudeRef), "S", 90)
    longitude = _degrees(gps.get(tags.GPSLongitude), gps.get(tags.GPSLongitudeRef), "W", 180)
    return (latitude, longitude) if latitude is not None and longitude is not None else (None, None)


def _degrees(parts: Any, side: Any, negative: str, most: int) -> Decimal | None:
    try:
        degrees, minutes, seconds = (Decimal(str(float(part))) for part in parts)
        found = round(degrees + minutes / 60 + seconds / 3600, 5)
    except (TypeError, ValueError, ZeroDivisionError, InvalidOperation):
        return None
    found = -found if side == negative else found
    return found if found.is_finite() and abs(found) <= most else None


def _no_picture() -> Unreadable:
    words = gettext_noop("Tệp này không phải ảnh đọc được. Chụp lại, hoặc chọn ảnh JPEG, PNG hay WebP.")
    return _unreadable("photo.no_picture", words)


def _unreadable(code: str, words: str, **params: object) -> Unreadable:
    return Unreadable([Objection(code, words, field="photo", params=params)])
