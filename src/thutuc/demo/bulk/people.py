"""Invented applicants: names, births, numbers that agree with them, addresses. Nobody of them lives."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from thutuc.demo.bulk.binary import Column, Moments, Numbers, Words, constant, digits, joined

FAMILY = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"),
    *("Lý", "Đinh", "Trương", "Mai", "Lương", "Cao", "Tạ", "Châu", "Thạch"),
)
_FAMILY_SHARE = np.array([31, 11, 9, 7, 5, 4, 4, 4, 4, 3, 3, 3, 2, 2, 2, 1.5, 1.5, 1.5, 1, 1, 1, 0.8, 0.7, 0.5])
MIDDLE_MEN = ("Văn", "Đức", "Hữu", "Minh", "Quốc", "Thanh", "Công", "Xuân", "Ngọc", "Hoàng", "Trung", "Đình")
MIDDLE_WOMEN = ("Thị", "Ngọc", "Thanh", "Thu", "Kim", "Mỹ", "Bích", "Hồng", "Phương", "Minh", "Diệu", "Thúy")
MEN = (
    *("An", "Bình", "Cường", "Dũng", "Đạt", "Giang", "Hải", "Hiếu", "Hòa", "Hùng", "Khánh", "Lâm", "Long", "Lợi"),
    *("Nam", "Nghĩa", "Phong", "Phúc", "Quân", "Sơn", "Tài", "Tâm", "Thắng", "Thành", "Tiến", "Toàn", "Trí", "Tuấn"),
    *("Việt", "Vinh"),
)
WOMEN = (
    *("Anh", "Ánh", "Châu", "Chi", "Dung", "Duyên", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Hương", "Huyền", "Lan"),
    *("Liên", "Linh", "Loan", "Mai", "Nga", "Ngân", "Nhung", "Oanh", "Phượng", "Quyên", "Tâm", "Thảo", "Trang"),
    *("Tuyết", "Vân", "Yến"),
)
TRADES = ("xây dựng", "thương mại", "nông sản", "vận tải", "du lịch", "thủy sản", "dược phẩm", "cơ khí", "bao bì")
HAMLETS = ("Bến Xuân", "Cầu Ngang", "Long Thạnh", "Phú Lộc", "Suối Lớn", "Tân Lợi", "Mỹ Hòa", "Bãi Rạng", "An Hiệp")
_BODY = ("Công ty TNHH", "Công ty cổ phần", "Hợp tác xã", "Doanh nghiệp tư nhân")
PROVINCE = 99
"""Not the code of any province: such a number was never given to anybody."""


@cache
def _names(*, woman: bool) -> tuple[str, ...]:
    middles, givens = (MIDDLE_WOMEN, WOMEN) if woman else (MIDDLE_MEN, MEN)
    return tuple(
        f"{family} {middle} {given}" for family in FAMILY for middle in middles for given in givens if middle != given
    )


@cache
def names() -> tuple[str, ...]:
    """Every name of a person, men first, then those of bodies."""
    bodies = tuple(f"{body} {trade} {hamlet}" for body in _BODY for trade in TRADES for hamlet in HAMLETS)
    return (*_names(woman=False), *_names(woman=True), *bodies)


@cache
def _shares(*, woman: bool) -> np.ndarray:
    family = dict(zip(FAMILY, _FAMILY_SHARE, strict=True))
    weights = np.array([family[name.split()[0]] for name in _names(woman=woman)])
    found: np.ndarray = np.cumsum(weights) / weights.sum()
    return found


@cache
def vocabulary() -> Words:
    """The names as bytes."""
    return Words(names())


@dataclass(frozen=True)
class Applicants:
    """Whose dossiers they are, one a row: `name` by number in `names()`; born NaT for a body."""

    name: Numbers
    is_body: np.ndarray
    born: Moments
    number: Column
    address: Column
    phone: Column


def draw(rng: np.random.Generator, days: Moments, body_share: np.ndarray) -> Applicants:
    """An applicant for each dossier filed on these days; `body_share` is how often it is no person."""
    count = len(days)
    woman = rng.random(count) < 0.49
    is_body = rng.random(count) < body_share
    men, women = len(_names(woman=False)), len(_names(woman=True))
    pick = rng.random(count)
    person = np.where(
        woman, men + np.searchsorted(_shares(woman=True), pick), np.searchsorted(_shares(woman=False), pick)
    )
    name = np.where(is_body, men + women + rng.integers(0, len(names()) - men - women, count), person)
    age = 18 * 365 + (rng.gamma(2.6, 9.0, count).clip(0, 70) * 365).astype(np.int64)
    born = np.where(is_body, np.datetime64("NaT"), days.astype("datetime64[D]") - age)
    return Applicants(name, is_body, born, _numbers(rng, born, woman, is_body), *_reached(rng, count))


def _numbers(rng: np.random.Generator, born: Moments, woman: np.ndarray, is_body: np.ndarray) -> Column:
    """Twelve digits for a person (0 + province, century and sex, year, six of chance); a body's tax number has ten."""
    count = len(born)
    year = np.where(np.isnat(born), 2000, born.astype("datetime64[Y]").astype(np.int64) + 1970)
    century = np.where(year >= 2000, 2, 0) + woman
    personal = ((PROVINCE * 10 + century) * 100 + year % 100) * 1_000_000 + rng.integers(0, 1_000_000, count)
    tax = 9_900_000_000 + rng.integers(0, 100_000_000, count)
    wide = digits(np.where(is_body, tax * 100, personal), 12)
    body = wide.body.copy()
    short = digits(tax, 10).body
    body[is_body, :10] = short[is_body]
    return Column(body, np.where(is_body, 10, 12))


_HAMLETS = Words(f", thôn {name}, tỉnh An Lạc" for name in HAMLETS)


def _reached(rng: np.random.Generator, count: int) -> tuple[Column, Column]:
    house = digits(rng.integers(1, 400, count), 1)
    address = joined([constant("Số ", count), house, _HAMLETS.take(rng.integers(0, len(HAMLETS), count))])
    phone = joined([constant("0000", count), digits(rng.integers(0, 1_000_000, count), 6)])
    return address, phone
