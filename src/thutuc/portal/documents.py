"""What machines read of a page: a short description of the public service (schema.org)."""

import json
from typing import Any

from django.conf import settings

from thutuc.catalogue.queries.published import PublicProcedure
from thutuc.catalogue.rules.summary import Summary

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def government_service(found: PublicProcedure, told: Summary, address: str, *, filed_at: str) -> str:
    """A GovernmentService with summary fields only, safe inside a script element."""
    content = found.content
    operator = content.resolving_agency or content.competent_authority
    service: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": address,
        "url": address,
        "name": content.name,
        "identifier": found.code,
        "description": told.first_words,
        "serviceType": content.sector,
        "jurisdiction": settings.SITE["province_name"],
        "provider": {"@type": "GovernmentOrganization", "name": settings.SITE["authority"]},
        "serviceOperator": {"@type": "GovernmentOrganization", "name": operator} if operator else None,
        "audience": [{"@type": "Audience", "audienceType": subject.label} for subject in content.subjects],
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": filed_at,
            "servicePhone": {"@type": "ContactPoint", "telephone": settings.SITE["phone"]},
        },
        "offers": _price(told),
        "inLanguage": "vi",
    }
    text = json.dumps(_filled(service), ensure_ascii=False, separators=(",", ":"))
    return "".join(_UNSAFE.get(char, char) for char in text)


def _price(told: Summary) -> dict[str, Any] | None:
    fee = told.fee
    if fee.least is None or fee.in_words:
        return None
    if fee.least == fee.most:
        return {"@type": "Offer", "price": fee.least, "priceCurrency": "VND"}
    return {"@type": "AggregateOffer", "lowPrice": fee.least, "highPrice": fee.most, "priceCurrency": "VND"}


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(each) for key, each in value.items() if each not in (None, "", [])}
    return [_filled(each) for each in value] if isinstance(value, list) else value
