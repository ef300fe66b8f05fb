"""Dossiers as rows, for tests of what reads them: no act is done."""

from datetime import UTC, datetime
from typing import Any

from thutuc.dossiers.models import Dossier, DossierEvent, Ground, Notice, Party

AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
CODE, SECRET = "H14.16-261112-0382", "7K4M2PX9"


def dossier(code: str | None = CODE, state: str = "submitted", **more: Any) -> Dossier:
    """One dossier of An; whatever the test says stands on it."""
    facts: dict[str, Any] = {
        "key": f"k{(code or 'moi')[-7:].replace('-', '_')}aaaaaaa",
        "secret": SECRET,
        "state_since": AT,
        "procedure_code": "1.009123",
        "procedure_name": "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        "channel": "online",
        "owner_name": "Trần Quốc Việt",
        "submitted_at": AT,
        "recorded_at": AT,
    }
    return Dossier.objects.create(code=code, state=state, **{**facts, **more})


def party(of: Dossier, **more: Any) -> Party:
    """Whose dossier it is."""
    facts = {"role": "owner", "kind": "citizen", "name": of.owner_name, "id_kind": "personal"}
    return Party.objects.create(dossier=of, **{**facts, "id_number": "049170004318", **more})


def event(of: Dossier, code: str, target: str, at: datetime = AT, **more: Any) -> DossierEvent:
    """One act more."""
    of.event_count += 1
    facts = {"number": of.event_count, "source": of.state, "by": "person:7", "recorded_at": at}
    return DossierEvent.objects.create(dossier=of, code=code, target=target, at=at, **{**facts, **more})


def notice(made_by: DossierEvent, kind: str, *grounds: tuple[str, str], **more: Any) -> Notice:
    """A paper to the applicant; each ground is the name of a paper and what to do."""
    facts = {"stage": "processing", "reason": "", "by": "person:7", "at": made_by.at}
    found = Notice.objects.create(dossier=made_by.dossier, event=made_by, kind=kind, **{**facts, **more})
    for position, (name, words) in enumerate(grounds, start=1):
        listed = position if name else None
        kind_of = "wrong_content" if name else "condition_not_met"
        named = {"document": listed, "document_name": name, "words": words}
        Ground.objects.create(notice=found, position=position, kind=kind_of, **named)
    return found
