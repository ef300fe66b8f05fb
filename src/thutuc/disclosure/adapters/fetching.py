"""Reading public pages politely and safely.

Politely: robots.txt, a name of our own, a pause between requests to one host, one request at a time. Safely: http and
https on their own ports, public addresses only (each redirect is looked up again and the connection goes to the very
address that was looked up), a limit on time, size and redirects. Hosts inside the office's own network must be named in
THUTUC_SITES_PRIVATE.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from thutuc.disclosure.rules.sites import Fetched, Problem, address_objections

MOST_BYTES = 3 * 1024 * 1024
MOST_REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
PAGE = re.compile(r"^(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


class _Stopped(Exception):
    """The request ends here, for this reason."""

    def __init__(self, problem: Problem, status: int = 0) -> None:
        super().__init__(problem.value)
        self.problem, self.status = problem, status


@dataclass(frozen=True)
class Manner:
    """How one visits: the name, the limits, the hosts of the house's own network that may be visited."""

    agent: str = "thutuc-check-sites/1.0"
    timeout: float = 10.0
    whole: float = 30.0
    pause: float = 1.0
    private: frozenset[str] = frozenset()


class _Plain(http.client.HTTPConnection):
    """A connection to the address that was looked up, whatever the name says a moment later."""

    def __init__(self, host: str, port: int, address: str, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class _Secure(_Plain):
    """The same with the certificate of the name."""

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


class Visitor:
    """Reads pages one after the other, remembering robots.txt, pauses and links already tried."""

    def __init__(self, manner: Manner, *, rest: Callable[[float], None] = time.sleep) -> None:
        self.manner, self.rest = manner, rest
        self.robots: dict[str, RobotFileParser] = {}
        self.seen: dict[str, float] = {}
        self.tried: dict[str, bool] = {}

    def page(self, url: str) -> Fetched:
        """The page, or why it could not be read."""
        try:
            return self._follow(url, wanted=True)
        except _Stopped as stopped:
            return Fetched(url, status=stopped.status, problem=stopped.problem)

    def is_dead(self, url: str) -> bool:
        """Whether a link leads nowhere.

        What refuses machines (401, 403, 429, robots.txt) and what this machine cannot look up now is not called dead.
        """
        if url not in self.tried:
            self.tried[url] = self._leads_nowhere(url)
        return self.tried[url]

    def _leads_nowhere(self, url: str) -> bool:
        try:
            self._follow(url, wanted=False)
        except _Stopped as stopped:
            if stopped.problem is Problem.STATUS:
                return stopped.status not in {401, 403, 405, 429}
            return stopped.problem in {Problem.SILENT, Problem.REDIRECTS, Problem.CERTIFICATE}
        return False

    def _follow(self, url: str, *, wanted: bool) -> Fetched:
        until = time.monotonic() + self.manner.whole
        address = url
        for _turn in range(MOST_REDIRECTS + 1):
            parts = self._allowed(address)
            if not self._may_read(parts, address, until):
                raise _Stopped(Problem.ROBOTS)
            got, onward = self._ask(parts, until, wanted=wanted)
            if not onward:
                return replace(got, url=url, final=address)
            address = _joined(address, onward)
        raise _Stopped(Problem.REDIRECTS)

    def _allowed(self, url: str) -> SplitResult:
        if address_objections(url):
            raise _Stopped(Problem.ADDRESS)
        parts = urlsplit(url)
        if parts.port not in {None, PORTS[parts.scheme]} and not self._is_own(parts.hostname or ""):
            raise _Stopped(Problem.ADDRESS)
        return parts

    def _is_own(self, host: str) -> bool:
        return host.lower() in self.manner.private

    def _may_read(self, parts: SplitResult, url: str, until: float) -> bool:
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.robots:
            self.robots[origin] = self._robots(urlsplit(f"{origin}/robots.txt"), until)
        return self.robots[origin].can_fetch(self.manner.agent, url)

    def _robots(self, parts: SplitResult, until: float) -> RobotFileParser:
        rules = RobotFileParser()
        rules.parse([])
        try:
            got, _onward = self._ask(parts, until, wanted=True, any_kind=True)
        except _Stopped as stopped:
            if stopped.status >= 500:
                rules.parse(["User-agent: *", "Disallow: /"])
        else:
            rules.parse(got.content.splitlines())
        return rules

    def _ask(self, parts: SplitResult, until: float, *, wanted: bool, any_kind: bool = False) -> tuple[Fetched, str]:
        """One request: the answer, or where it sends us."""
        host = _ascii(parts.hostname or "")
        port = parts.port or PORTS[parts.scheme]
        self._wait_for(host)
        kind = _Secure if parts.scheme == "https" else _Plain
        connection = kind(host, port, self._address(host, port), min(self.manner.timeout, _left(until)))
        headers = {"User-Agent": self.manner.agent, "Accept": "text/html", "Accept-Encoding": "identity"}
        try:
            connection.request("GET", _target(parts), headers=headers)
            return _answer(connection.getresponse(), until, wanted=wanted, any_kind=any_kind)
        except ssl.SSLError as error:
            raise _Stopped(Problem.CERTIFICATE) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _Stopped(Problem.SILENT) from error
        finally:
            connection.close()
            self.seen[host] = time.monotonic()

    def _wait_for(self, host: str) -> None:
        over = self.seen.get(host, float("-inf")) + self.manner.pause - time.monotonic()
        if over > 0:
            self.rest(over)

    def _address(self, host: str, port: int) -> str:
        try:
            found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except ValueError as error:  # characters that no name has
            raise _Stopped(Problem.ADDRESS) from error
        except OSError as error:
            passing = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
            raise _Stopped(Problem.NAME if passing else Problem.SILENT) from error
        if not self._is_own(host) and not are_public(found):
            raise _Stopped(Problem.ADDRESS)
        return found[0]


def _joined(address: str, onward: str) -> str:
    """Where a redirect leads; one that is no address ends the visit."""
    try:
        return urljoin(address, onward)
    except ValueError as error:
        raise _Stopped(Problem.ADDRESS) from error


def are_public(addresses: Collection[str]) -> bool:
    """Whether every address that a name has belongs to the public network."""
    return bool(addresses) and all(_is_public(address) for address in addresses)


def _is_public(address: str) -> bool:
    known = ipaddress.ip_address(address.split("%")[0])
    if isinstance(known, ipaddress.IPv6Address):
        if known.sixtofour or known.teredo or known in ipaddress.ip_network("64:ff9b::/96"):
            return False
        known = known.ipv4_mapped or known
    return known.is_global and not known.is_multicast


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise _Stopped(Problem.ADDRESS) from error


def _target(parts: SplitResult) -> str:
    safe = "/%:@!$&'()*+,;=~-._?"
    query = f"?{quote(parts.query, safe=safe)}" if parts.query else ""
    return quote(parts.path or "/", safe=safe) + query


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise _Stopped(Problem.SILENT)
    return left


def _answer(response: http.client.HTTPResponse, until: float, *, wanted: bool, any_kind: bool) -> tuple[Fetched, str]:
    status, onward = response.status, response.headers.get("Location", "")
    if status in {301, 302, 303, 307, 308} and onward:
        return Fetched("", status=status), onward
    if status != 200:
        raise _Stopped(Problem.STATUS, status)
    told = response.headers.get("Content-Type", "")
    if not wanted:
        return Fetched("", status=status), ""
    if not any_kind and not PAGE.match(told):
        raise _Stopped(Problem.NO_PAGE, status)
    content = _body(response, until)
    return Fetched("", status=status, content=_decoded(content, response.headers.get_content_charset())), ""


def _body(response: http.client.HTTPResponse, until: float) -> bytes:
    parts, size = list[bytes](), 0
    while part := response.read1(65536):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise _Stopped(Problem.TOO_LARGE, response.status)
        _left(until)
    return b"".join(parts)


def _decoded(content: bytes, told: str | None) -> str:
    inside = CHARSET.search(content[:2048])
    for name in (told, inside[1].decode("ascii") if inside else None, "utf-8"):
        try:
            return content.decode(name, errors="replace") if name else content.decode("utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", errors="replace")
