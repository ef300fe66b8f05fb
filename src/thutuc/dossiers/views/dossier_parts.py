"""Parts of the page of a dossier: who it is, its papers, its people, what may be done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers import queries
from thutuc.dossiers.forms import acts as forms
from thutuc.dossiers.forms.acts import Offers
from thutuc.dossiers.queries import pages, people
from thutuc.dossiers.queries.pages import DossierPage
from thutuc.dossiers.rules import parties, states, steps
from thutuc.dossiers.rules.states import DossierMove
from thutuc.dossiers.rules.steps import Offered
from thutuc.dossiers.rules.terms import (
    ApplicantKind,
    ComponentState,
    ConsultState,
    DossierState,
    IdKind,
    MoneyState,
    Opinion,
    PartyRole,
    ReturnWay,
    SupplementPolicy,
)
from thutuc.dossiers.views import frame as frames
from thutuc.dossiers.views.frame import Frame
from thutuc.web import words

DRAFTS = "dossier_drafts"
"""What was typed and put away, in the session: by key and move."""
PAPER_TONES = {
    ComponentState.GIVEN: "ok",
    ComponentState.DATA: "ok",
    ComponentState.MISSING: "soon",
    ComponentState.WRONG: "soon",
}
STATE_TONES = {
    **dict.fromkeys(states.PAUSED, "neutral"),
    **dict.fromkeys(states.FINAL, "neutral"),
    DossierState.RETURNED: "ok",
    DossierState.RESULT_READY: "ok",
}


@dataclass(frozen=True)
class Shown:
    """One dossier as one officer sees it in one request."""

    frame: Frame
    page: DossierPage
    offered: Offered
    may_accept: bool = False
    """Acceptance needs the checklist of the counter: it has a page of its own."""

    @property
    def dossier(self) -> Any:
        return self.page.dossier


def shown_to(request: HttpRequest, key: str) -> Shown:
    """Four statements; a head's two more, for what lies below."""
    frame = frames.frame_of(request)
    page = pages.page(frame.actor, key, on=frame.today)
    hands = queries.hands_of(page.dossier)
    roles = states.acting_roles(frame.actor, hands)
    moves = states.available(hands=hands, roles=roles, person=states.hand_of(frame.actor, hands))
    here = [move for move in moves if move.code != "accept"]
    offered = steps.offered(here, policy=SupplementPolicy(page.dossier.policy))
    return Shown(frame, page, offered, len(here) < len(moves))


def identity(shown: Shown) -> dict[str, Any]:
    """The bar at the top."""
    dossier, frame = shown.dossier, shown.frame
    state = DossierState(dossier.state)
    return {
        "code": dossier.code or dossier.source_code or _("Chưa có mã"),
        "procedure": dossier.procedure_name,
        "owner": dossier.owner_name,
        "state": _(state.label),
        "tone": STATE_TONES.get(state, "info"),
        "deadline": frames.shown_deadline(frame, dossier.state, dossier.due_at),
        "received": dossier.accepted_at or dossier.submitted_at,
        "due": dossier.due_at,
        "channel": _(Channel(dossier.channel).label),
        "source": dossier.source,
        "shows_state": state is not DossierState.SUSPENDED,
    }


def tabs(shown: Shown, now: str) -> Iterator[dict[str, Any]]:
    """The pages of a dossier."""
    page, key = shown.page, shown.dossier.key
    talk = len(page.consultations) + page.counts["demands"]
    for name, label, count in (
        ("dossiers:dossier", _("Xử lý"), None),
        ("dossiers:papers", _("Giấy tờ"), len(page.components) or None),
        ("dossiers:talk", _("Trao đổi"), talk or None),
        ("dossiers:result", _("Kết quả"), page.counts["results"] or None),
        ("dossiers:log", _("Nhật ký"), None),
    ):
        url = reverse(name, args=[key])
        yield {"label": label, "url": url, "count": count, "current": name == f"dossiers:{now}"}


def components(page: DossierPage) -> list[dict[str, Any]]:
    """The papers as the counter found them, with their files."""
    return [
        {
            **each,
            "told": _(ComponentState(each["state"]).label),
            "tone": PAPER_TONES.get(ComponentState(each["state"]), "neutral"),
            "files": page.files.get(int(each["id"]), ()),
            "copies_told": _copies(each),
        }
        for each in page.components
    ]


def _copies(each: Mapping[str, Any]) -> str:
    kinds = (
        (each["originals"], _("%(count)s bản chính")),
        (each["certified"], _("%(count)s bản chứng thực")),
        (each["copies"], _("%(count)s bản sao")),
    )
    return ", ".join(said % {"count": count} for count, said in kinds if count)


def persons(page: DossierPage, *, revealed: bool) -> list[dict[str, Any]]:
    """Whose dossier it is; numbers are masked until somebody asks for them."""
    number, phone = (str, str) if revealed else (parties.masked_number, parties.masked_phone)
    return [
        {
            "role": _(PartyRole(each["role"]).label),
            "name": each["name"],
            "kind": _(ApplicantKind(each["kind"]).label),
            "id_label": _(IdKind(each["id_kind"]).label),
            "id_number": number(each["id_number"]),
            "phone": phone(each["phone"]),
            "address": each["address"],
            "email": each["email"] if revealed else "",
        }
        for each in sorted(page.parties, key=lambda each: each["role"] != PartyRole.OWNER)
    ]


def more_facts(dossier: Any) -> list[tuple[str, str]]:
    """What else there is to know."""
    found = [
        (_("Nội dung đề nghị"), dossier.title),
        (_("Trường hợp"), dossier.case),
        (_("Nơi tiếp nhận"), dossier.received_by.name if dossier.received_by else ""),
        (_("Nơi hỗ trợ nộp"), dossier.helped_by.name if dossier.helped_by else ""),
        (_("Nơi giải quyết"), dossier.agency.name if dossier.agency else ""),
        (_("Nhận kết quả"), _(ReturnWay(dossier.return_way).label)),
        (_("Phí, lệ phí"), _(MoneyState(dossier.money).label)),
    ]
    return [(label, value) for label, value in found if value]


def questions(page: DossierPage, frame: Frame) -> list[dict[str, Any]]:
    """The agencies that were asked, with their answers; who may answer for one of them sees its form."""
    found = []
    for each in page.consultations:
        due = datetime.fromisoformat(each["due_at"])
        is_open = each["state"] == ConsultState.SENT
        found.append(
            {
                **each,
                "asked_at": datetime.fromisoformat(each["asked_at"]),
                "due_at": due,
                "answered_at": datetime.fromisoformat(each["answered_at"]) if each["answered_at"] else None,
                "days": frame.days_left(due) if is_open else None,
                "told": _(ConsultState(each["state"]).label),
                "opinion_told": _(Opinion(each["opinion"]).label) if each["opinion"] else "",
                "is_open": is_open,
                "mine": is_open and each["agency_id"] in frame.actor.agency_ids,
            }
        )
    return found


# -- the step of the officer ---


def forms_of(
    request: HttpRequest, shown: Shown, *, opened: str = "", bound: Any = None
) -> dict[str, list[dict[str, Any]]]:
    """A form for every move that the officer may make; `bound` is the one that was typed into."""
    offers = offers_of(shown.dossier, shown.offered.every, on=shown.frame.today)
    kept = request.session.get(DRAFTS, {}) if shown.offered.every else {}

    def one(move: DossierMove, *, is_alone: bool) -> dict[str, Any]:
        draft = kept.get(f"{shown.dossier.key}:{move.code}")
        initial = {**_first(shown, move), **(draft or {}), forms.SEEN: shown.dossier.event_count}
        typed = bound is not None and move.code == opened
        warns = move.code in {"refuse", "terminate", "grant_withdrawal"}
        form = bound if typed else forms.form_of(move, offers=offers, initial=initial)
        return {
            "code": move.code,
            "label": _(move.label),
            "form": form,
            "open": move.code == opened or (not opened and (bool(draft) or (is_alone and not warns))),
            "has_draft": bool(draft),
            "warns": warns,
            "notes": list(_notes(shown, move)),
        }

    main, more = shown.offered.main, shown.offered.more
    alone = len(main) == 1
    return {
        "main": [one(move, is_alone=alone) for move in main],
        "more": [one(move, is_alone=False) for move in more],
    }


def offers_of(dossier: Any, moves: Sequence[DossierMove], *, on: date) -> Offers:
    """What the boxes of these moves offer: only what one of them needs is asked for."""
    codes = {move.code for move in moves}
    units = codes & {"hand_over", "redirect"}
    asks, gives = "consult" in codes, codes & {"assign", "reassign"}
    reads = codes & {"guide", "refuse", "request_supplement", "issue", "record_result", "settle_at_once"}
    houses = [key for key in (dossier.unit_id, dossier.agency_id) if key]
    content = queries.content_of(dossier) if reads and dossier.version else None
    return Offers(
        units=people.units_of(dossier.agency_id, on=on) if units else (),
        people=people.handlers(houses, on=on) if gives else (),
        agencies=people.agencies_to_ask(on=on, without=dossier.agency_id) if asks else (),
        documents=queries.documents_of(dossier) if content else (),
        outputs=[output.name for output in content.outputs] if content else (),
    )


def _first(shown: Shown, move: DossierMove) -> dict[str, Any]:
    """What a fresh form says already."""
    dossier = shown.dossier
    if move.code == "deliver":
        submitter = [each for each in shown.page.parties if each["role"] == PartyRole.SUBMITTER]
        name = submitter[0]["name"] if submitter else dossier.owner_name
        return {"cach": dossier.return_way, "nguoi_nhan": name}
    if move.code in {"issue", "settle_at_once", "record_result"}:
        return {"ngay_ky": words.day(shown.frame.today), "co_quan": dossier.agency.name if dossier.agency else ""}
    return {}


def _notes(shown: Shown, move: DossierMove) -> Iterator[str]:
    """What the law allows, said before it is refused."""
    dossier, world = shown.dossier, shown.frame.world
    on = words.local_day(dossier.accepted_at or shown.frame.now)
    if move.code == "apologise":
        allowed = world.number("one_stop.reappointments", on=on)
        if allowed is not None:
            used = {"used": dossier.apology_count, "allowed": allowed}
            yield _("Đã hẹn lại %(used)s trên %(allowed)s lần luật cho phép.") % used
        due = dossier.appointed_at or dossier.due_at
        if due:
            yield _("Hạn đang tính: %(day)s. Ngày mới phải là ngày làm việc sau ngày đó.") % {"day": words.day(due)}
    if move.code == "request_supplement":
        allowed = dossier.supplement_times or world.number("one_stop.supplement_times", on=on)
        if allowed is not None:
            used = {"used": dossier.supplement_count, "allowed": allowed}
            yield _("Đã yêu cầu bổ sung %(used)s trên %(allowed)s lần; mỗi lần phải đầy đủ.") % used
        yield _policy(SupplementPolicy(dossier.policy))


def _policy(policy: SupplementPolicy) -> str:
    return {
        SupplementPolicy.RESTART: _("Thời hạn tính lại từ đầu khi nhận đủ phần bổ sung."),
        SupplementPolicy.PAUSE: _("Thời hạn tạm dừng, tính tiếp khi nhận đủ phần bổ sung."),
        SupplementPolicy.NONE: _("Thời hạn vẫn tính trong lúc chờ bổ sung."),
    }[policy]
