"""Pages that belong to no package: errors, health, metrics."""

import hmac

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thutuc.web import drafts, metrics
from thutuc.web.context import house


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", {"reasons": []}, status=404)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "422.html", {"reasons": []}, status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """The page of last resort: asks nothing of the database."""
    page = get_template("500.html").render({"site": house(), "request_id": getattr(request, "request_id", "")})
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return drafts.after_stale_token(request) or render(request, "csrf.html", status=403)


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """The process can work: the database answers and its tables are up to date."""
    from django.db.migrations.executor import MigrationExecutor

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except Exception:
        return JsonResponse({"status": "unavailable", "database": False}, status=503)
    status = 503 if behind else 200
    return JsonResponse({"status": "behind" if behind else "ok", "database": True}, status=status)


@never_cache
@require_safe
def exposition(request: HttpRequest) -> HttpResponse:
    """Prometheus metrics: for this machine, or with the token of THUTUC_METRICS_TOKEN."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    local = request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and "X-Forwarded-For" not in request.headers
    known = bool(settings.METRICS_TOKEN) and hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    if not (known or (local and not settings.METRICS_TOKEN)):
        return not_found(request)
    return HttpResponse(metrics.text(), content_type=metrics.CONTENT_TYPE)
