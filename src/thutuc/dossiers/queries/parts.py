"""What belongs to one dossier, for whoever reads it whole: one statement, however long its history."""

from typing import Any

from thutuc.db import prepared
from thutuc.dossiers.models import Dossier

MOST_EVENTS = 100
"""The last ones: no reading grows with a dossier's history."""
_PARTS = """
SELECT
    (SELECT coalesce(json_agg(json_build_object('position', part.position, 'name', part.name, 'state', part.state,
            'originals', part.originals, 'certified', part.certified, 'copies', part.copies, 'note', part.note)
            ORDER BY part.position), '[]')
        FROM dossiers_component part WHERE part.dossier_id = %(dossier)s),
    (SELECT coalesce(json_agg(last.told ORDER BY last.number), '[]') FROM (
        SELECT part.number, json_build_object('number', part.number, 'code', part.code, 'source', part.source,
            'target', part.target, 'at', part.at, 'due_at', part.due_at, 'reason', part.reason,
            'by', person.full_name, 'agency', agency.code) AS told
        FROM dossiers_dossierevent part LEFT JOIN accounts_person person ON person.id = part.person_id
            LEFT JOIN organisations_agency agency ON agency.id = part.agency_id
        WHERE part.dossier_id = %(dossier)s ORDER BY part.number DESC LIMIT %(most)s) last),
    (SELECT coalesce(json_agg(json_build_object('key', part.key, 'agency', agency.code, 'question', part.question,
            'asked_at', part.asked_at, 'due_at', part.due_at, 'state', part.state, 'opinion', part.opinion,
            'answer', part.answer, 'reminders', part.reminders) ORDER BY part.id), '[]')
        FROM dossiers_consultation part JOIN organisations_agency agency ON agency.id = part.agency_id
        WHERE part.dossier_id = %(dossier)s),
    (SELECT coalesce(json_agg(json_build_object('kind', part.kind, 'at', part.at, 'reason', part.reason,
            'applicant_due_on', part.applicant_due_on, 'settled_at', part.settled_at) ORDER BY part.id), '[]')
        FROM dossiers_notice part WHERE part.dossier_id = %(dossier)s)
"""
_NAMES = ("components", "events", "consultations", "notices")


def parts_of(dossier: Dossier) -> dict[str, list[dict[str, Any]]]:
    """Its papers, last events, questions to others, papers to the applicant. One statement."""
    with prepared.cursor() as cursor:
        cursor.execute(_PARTS, {"dossier": dossier.pk, "most": MOST_EVENTS})
        found = cursor.fetchone()
    return dict(zip(_NAMES, found, strict=True))
