"""What a unit's own pages must show (NĐ 63/2010 Điều 17 as amended: linked, not copied; NĐ 20/2008 Điều 13: where to
send feedback) and what fetched pages show: links to the procedures, the notice, dead links, what is no longer law.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import Labelled, fold, gettext_noop, nfc

MOST_FINDINGS = 200
CODE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")
DATED = re.compile(r"(\d{1,2})\s*(?:/|-|\.|thang)\s*(\d{1,2})\s*(?:/|-|\.|nam)\s*(\d{4})")
PHONE = re.compile(r"(?<!\d)(?:\+84|0|1[89]00)(?:[ .\-()]{0,2}\d){4,9}(?!\d)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
NEAR = 1500
"""How far behind its heading a notice may go on, in characters."""


class SiteKind(Labelled):
    """Which page of a unit's website an address is."""

    HOME = "home", gettext_noop("Trang chủ")
    PROCEDURES = "procedures", gettext_noop("Trang thủ tục hành chính")
    FEEDBACK = "feedback", gettext_noop("Trang tiếp nhận phản ánh, kiến nghị")


class SiteFault(Labelled):
    """What is wrong with a page."""

    UNREACHABLE = "unreachable", gettext_noop("Trang không mở được")
    NO_LINKS = "no_links", gettext_noop("Không có liên kết đến thủ tục của đơn vị")
    NOT_LINKED = "not_linked", gettext_noop("Thủ tục chưa được liên kết")
    NO_NOTICE = "no_notice", gettext_noop("Không có nội dung, địa chỉ tiếp nhận phản ánh, kiến nghị")
    NOTICE_LACKS = "notice_lacks", gettext_noop("Thông báo tiếp nhận phản ánh, kiến nghị còn thiếu")
    DEAD_LINK = "dead_link", gettext_noop("Liên kết hỏng")
    ABOLISHED = "abolished", gettext_noop("Còn nêu thủ tục đã hết hiệu lực")
    OLD_DECISION = "old_decision", gettext_noop("Còn dẫn quyết định công bố đã được thay thế")

    @property
    def is_told_in_words(self) -> bool:
        """Whether its subject is words of ours, to be translated, rather than a code or an address."""
        return self in {SiteFault.UNREACHABLE, SiteFault.NOTICE_LACKS}


STALE = frozenset({SiteFault.ABOLISHED, SiteFault.OLD_DECISION})


class SiteOutcome(Labelled):
    """One word for a unit's website, worst first."""

    UNREACHABLE = "unreachable", gettext_noop("Không mở được")
    MISSING = "missing", gettext_noop("Chưa công khai")
    STALE = "stale", gettext_noop("Còn nội dung cũ")
    PARTIAL = "partial", gettext_noop("Còn thiếu")
    GOOD = "good", gettext_noop("Đủ")

    @property
    def rank(self) -> int:
        """Zero is the worst."""
        return list(SiteOutcome).index(self)


class Problem(Labelled):
    """Why a page was not read."""

    ADDRESS = "address", gettext_noop("Địa chỉ không hợp lệ hoặc không được phép truy cập")
    ROBOTS = "robots", gettext_noop("Trang không cho máy đọc (robots.txt)")
    SILENT = "silent", gettext_noop("Máy chủ không trả lời")
    NAME = "name", gettext_noop("Lúc này không tra được tên miền")
    CERTIFICATE = "certificate", gettext_noop("Chứng thư số của trang không hợp lệ")
    STATUS = "status", gettext_noop("Máy chủ trả lời lỗi")
    REDIRECTS = "redirects", gettext_noop("Chuyển hướng quá nhiều lần")
    TOO_LARGE = "too_large", gettext_noop("Trang quá lớn")
    NO_PAGE = "no_page", gettext_noop("Không phải trang HTML")


@dataclass(frozen=True)
class Fetched:
    """A page as it came: `final` is where redirects led; `problem` when it could not be read."""

    url: str
    final: str = ""
    status: int = 0
    content: str = ""
    problem: Problem | None = None


@dataclass(frozen=True)
class Link:
    """A link with its absolute address and its words."""

    url: str
    words: str


@dataclass(frozen=True)
class Page:
    """What a reader sees of a page."""

    url: str
    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Decision:
    """A decision whose every version has ended: its number and day."""

    number: str
    signed_on: date


@dataclass(frozen=True)
class Expected:
    """What the pages of one unit are held against, on a day."""

    unit: str
    codes: frozenset[str]
    ended: frozenset[str]
    decisions: tuple[Decision, ...]
    current_numbers: frozenset[str]
    portal: str
    national_portal: str


@dataclass(frozen=True)
class Finding:
    """One fault: where, and what it is about."""

    fault: SiteFault
    url: str
    subject: str = ""


@dataclass(frozen=True)
class Result:
    """The pages of a unit, judged."""

    outcome: SiteOutcome
    pages: int
    shows_procedures: bool
    shows_notice: bool
    linked: int
    owed: int
    findings: tuple[Finding, ...]

    @property
    def stale(self) -> int:
        return sum(each.fault in STALE for each in self.findings)

    @property
    def dead(self) -> int:
        return sum(each.fault is SiteFault.DEAD_LINK for each in self.findings)


def base(code: str) -> str:
    """1.001193 of 1.001193.000.00.00.H99."""
    return code[:8]


def address_objections(url: str) -> list[Objection]:
    """An address that can be visited: http or https, a host, nobody's password."""
    try:
        parts = urlsplit(url)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username and parts.port != 0
    except ValueError:
        fine = False
    if fine and len(url) <= 500 and not re.search(r"\s", url):
        return []
    words = gettext_noop("Ghi địa chỉ đầy đủ của trang, bắt đầu bằng https:// hoặc http://.")
    return [Objection("site.address", words, field="url")]


class _Reader(HTMLParser):
    """Words and links of a page; scripts and styles are no words."""

    SILENT = frozenset({"script", "style", "template", "noscript"})
    BREAKS = frozenset({"p", "div", "li", "tr", "td", "th", "br", "h1", "h2", "h3", "h4", "dd", "dt", "section", "a"})

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base, self.words, self.links = url, list[str](), list[Link]()
        self.silent, self.href, self.inside = 0, "", list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in self.SILENT:
            self.silent += 1
        elif tag == "base" and told.get("href"):
            self.base = _joined(self.base, told["href"] or "") or self.base
        elif tag == "a":
            self._end_link()
            self.href = (told.get("href") or "").strip()
        if tag in self.BREAKS:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "a":
            self._end_link()
        if tag in self.BREAKS:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)
            self.inside.append(data)

    def _end_link(self) -> None:
        if self.href.lower().startswith("mailto:"):
            self.words.append(f" {unquote(self.href[7:])} ")
        elif self.href:
            address = _joined(self.base, self.href)
            if address:
                self.links.append(Link(address, " ".join("".join(self.inside).split())))
        self.href, self.inside = "", []

    def close(self) -> None:
        super().close()
        self._end_link()


def _joined(base_url: str, href: str) -> str:
    """The absolute address without its fragment; nothing for what is no page."""
    try:
        parts = urlsplit(urljoin(base_url, href))
    except ValueError:
        return ""
    return urlunsplit(parts._replace(fragment="")) if parts.scheme in {"http", "https"} and parts.netloc else ""


def read(fetched: Fetched) -> Page:
    """What a reader sees."""
    reader = _Reader(fetched.final or fetched.url)
    reader.feed(fetched.content)
    reader.close()
    links = tuple(dict.fromkeys(reader.links))
    return Page(fetched.final or fetched.url, nfc(" ".join("".join(reader.words).split())), links)


def to_try(pages: Sequence[Page], expected: Expected, *, most: int = 40) -> list[str]:
    """Links whose death matters: to procedures first, then those of the unit's own site."""
    links = [link for page in pages for link in page.links]
    own = {_host(page.url) for page in pages}
    told = [link.url for link in links if _codes_of(link, expected) or _is_list(link, expected)]
    near = [link.url for link in links if _host(link.url) in own]
    return list(dict.fromkeys([*told, *near]))[:most]


def judge(
    fetched: Sequence[Fetched], pages: Sequence[Page], expected: Expected, *, dead: Collection[str] = ()
) -> Result:
    """The one word for a unit, and every reason for it."""
    shut = [Finding(SiteFault.UNREACHABLE, each.url, each.problem.label) for each in fetched if each.problem]
    alive = [link for page in pages for link in page.links if link.url not in dead]
    linked = expected.codes & {code for link in alive for code in _codes_of(link, expected)}
    lists = any(_is_list(link, expected) for link in alive)
    shows = lists or bool(expected.codes and linked == expected.codes)
    notice = list(_notice(pages))
    stale = [*_abolished(pages, expected), *_old_decisions(pages, expected)]
    broken = [Finding(SiteFault.DEAD_LINK, page.url, url) for page in pages for url in _dead_on(page, dead)]
    first = fetched[0].url if fetched else ""
    gaps = [] if shows or not pages or not expected.codes else list(_gaps(expected, linked, first))
    findings = [*shut, *gaps, *notice, *stale, *broken]
    has_notice = bool(pages) and not any(each.fault is SiteFault.NO_NOTICE for each in notice)
    return Result(
        outcome=_outcome(readable=bool(pages), something=bool(linked) or shows or has_notice, findings=findings),
        pages=len(fetched),
        shows_procedures=shows,
        shows_notice=has_notice,
        linked=len(expected.codes) if lists else len(linked),
        owed=len(expected.codes),
        findings=tuple(dict.fromkeys(findings))[:MOST_FINDINGS],
    )


def _outcome(*, readable: bool, something: bool, findings: Sequence[Finding]) -> SiteOutcome:
    if not readable:
        return SiteOutcome.UNREACHABLE
    if not something:
        return SiteOutcome.MISSING
    if any(each.fault in STALE for each in findings):
        return SiteOutcome.STALE
    return SiteOutcome.PARTIAL if findings else SiteOutcome.GOOD


def _gaps(expected: Expected, linked: frozenset[str], url: str) -> Iterator[Finding]:
    if not linked:
        yield Finding(SiteFault.NO_LINKS, url)
    else:
        yield from (Finding(SiteFault.NOT_LINKED, url, code) for code in sorted(expected.codes - linked))


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _codes_of(link: Link, expected: Expected) -> set[str]:
    """Procedures that a link leads to: on our portal by its address, on the national one by address or words."""
    host, path = _host(link.url), unquote(link.url)
    if host == _host(expected.portal):
        return set(CODE.findall(path)) if "/thu-tuc/" in path else set()
    if host == _host(expected.national_portal):
        return set(CODE.findall(path)) | set(CODE.findall(link.words))
    return set()


def _is_list(link: Link, expected: Expected) -> bool:
    """A link to the live list of our portal, of all or of this unit: it can never be out of date."""
    path = unquote(urlsplit(link.url).path)
    if _host(link.url) != _host(expected.portal) or CODE.search(path):
        return False
    return path.rstrip("/").removeprefix("/en") in {"/thu-tuc", f"/co-quan/{expected.unit}"}


def _notice(pages: Sequence[Page]) -> Iterator[Finding]:
    """The notice of where feedback goes: agency, postal address, phone, website or e-mail."""
    best: tuple[int, list[str], str] | None = None
    for page in pages:
        text = fold(page.text)
        for found in re.finditer(r"phan anh,? kien nghi", text):
            lacks = _lacking(text[max(0, found.start() - 300) : found.end() + NEAR])
            if best is None or len(lacks) < best[0]:
                best = (len(lacks), lacks, page.url)
    if best is None or best[0] == len(_PARTS):
        if pages:
            yield Finding(SiteFault.NO_NOTICE, pages[0].url)
        return
    yield from (Finding(SiteFault.NOTICE_LACKS, best[2], part) for part in best[1])


_PARTS = {
    gettext_noop("địa chỉ bưu điện"): re.compile(r"dia chi\s*(?:lien he|buu dien|tiep nhan|nhan)?\s*[:\-]"),
    gettext_noop("số điện thoại"): PHONE,
    gettext_noop("thư điện tử hoặc địa chỉ mạng"): re.compile(rf"{MAIL.pattern}|https?://|www\.|pakn\.dichvucong"),
}


def _lacking(text: str) -> list[str]:
    return [name for name, pattern in _PARTS.items() if not pattern.search(text)]


def _abolished(pages: Sequence[Page], expected: Expected) -> Iterator[Finding]:
    for page in pages:
        named = {*CODE.findall(page.text), *(code for link in page.links for code in _codes_of(link, expected))}
        yield from (Finding(SiteFault.ABOLISHED, page.url, code) for code in sorted(named & expected.ended))


def _old_decisions(pages: Sequence[Page], expected: Expected) -> Iterator[Finding]:
    for page in pages:
        text = fold(page.text)
        for decision in expected.decisions:
            if _cites(text, decision, expected.current_numbers):
                subject = f"{decision.number} ({decision.signed_on:%d/%m/%Y})"
                yield Finding(SiteFault.OLD_DECISION, page.url, subject)


def _cites(text: str, decision: Decision, current: frozenset[str]) -> bool:
    """Numbers begin again each year: a day beside the number decides; without one, only a number used once counts."""
    number = fold(decision.number)
    for found in re.finditer(rf"(?<![\w/]){re.escape(number)}(?![\w/-])", text):
        day = DATED.search(text[found.end() : found.end() + 40])
        if day is None:
            if decision.number not in current:
                return True
        elif (int(day[3]), int(day[2]), int(day[1])) == decision.signed_on.timetuple()[:3]:
            return True
    return False


def _dead_on(page: Page, dead: Collection[str]) -> list[str]:
    return [link.url for link in dict.fromkeys(page.links) if link.url in dead]


def worst_first(results: Mapping[str, Result]) -> list[str]:
    """Units by what is wrong with their pages."""
    return sorted(results, key=lambda unit: (results[unit].outcome.rank, -len(results[unit].findings), unit))
