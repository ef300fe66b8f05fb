"""Counters for Prometheus: by route, never by address or person."""

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest

REQUESTS = Counter("thutuc_requests_total", "Requests answered", ["method", "route", "status"])
SECONDS = Histogram(
    "thutuc_request_seconds", "Time to answer", ["route"], buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
)
CONTENT_TYPE = CONTENT_TYPE_LATEST
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def observe(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request."""
    REQUESTS.labels(method if method in _METHODS else "other", route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


def text() -> bytes:
    """Everything counted by this process in the exposition format."""
    return generate_latest()
