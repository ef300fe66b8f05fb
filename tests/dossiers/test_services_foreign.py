"""Dossiers of other systems come in, go on, are taken over; closed units leave theirs to successors."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOW
from tests.dossiers.factories import Ward
from tests.organisations import factories as organisations
from thutuc.accounts.models import Person
from thutuc.db.ranges import range_of
from thutuc.dossiers import queries, services
from thutuc.dossiers.management.foreign import import_dossiers
from thutuc.dossiers.models import Dossier, DossierEvent, ForeignRun, ForeignSource, LongAct, Party
from thutuc.dossiers.queries import closed_units
from thutuc.dossiers.queries import foreign as reading
from thutuc.dossiers.rules.codes import typed_secret
from thutuc.dossiers.rules.terms import Authority, DossierState
from thutuc.dossiers.services import foreign
from thutuc.journal import queries as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Refused
from thutuc.organisations.models import Agency, AgencySuccession, Reorganisation

S = DossierState
pytestmark = pytest.mark.django_db
HEAD = (
    "Mã hồ sơ;Mã TTHC;Chủ hồ sơ;CCCD;Kênh;Ngày nộp;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc;Ngày trả;Trạng thái;Đơn vị"
)
OPEN = "CU-1;1.009901;Trần Quốc Việt;049170004318;1;;16/11/2026 08:00;23/11/2026;;;Đang xử lý;Phòng Kinh tế"
DONE = "CU-2;1.009901;Lê Thị Bình;049170004319;2;;02/11/2026;09/11/2026;06/11/2026;07/11/2026;10;Phòng Kinh tế"
BAD = "CU-3;1.009901;;049170004320;9;;30/11/2026;;;;Đang bay;Phòng lạ"
BY = Actor.system("test")


def brought(tmp_path: Path, *rows: str, at: datetime = NOW, **more: Any) -> Any:
    path = tmp_path / "ho-so.csv"
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    told = {"source": "mot-cua-cu", "authority": "former", "source_name": "Một cửa cũ", **more}
    return import_dossiers(path, by=BY, at=at, **told)


def mirrored(code: str) -> Dossier:
    return Dossier.objects.get(source="mot-cua-cu", source_code=code)


def test_good_rows_come_in_bad_rows_are_named_and_a_second_time_nothing_changes(ward: Ward, tmp_path: Path) -> None:
    told = brought(tmp_path, OPEN, DONE, BAD, errors=tmp_path / "loi.xlsx")

    assert {key: told["counts"][key] for key in ("rows", "new", "faulty")} == {"rows": 3, "new": 2, "faulty": 1}
    kinds = {"no_owner": 1, "channel": 1, "future": 1, "state": 1, "agency": 1}
    assert told["kinds"] == {f"foreign.{kind}": number for kind, number in kinds.items()}
    assert (tmp_path / "loi.xlsx").read_bytes()[:2] == b"PK"
    dossier = mirrored("CU-1")
    assert (dossier.authority, dossier.state, dossier.agency, dossier.code) == (
        "former",
        S.IN_PROCESS,
        ward.division,
        None,
    )
    assert dossier.procedure_id == ward.version.procedure_id
    assert Party.objects.get(dossier=dossier).id_number == "049170004318"
    assert DossierEvent.objects.get(dossier=dossier).code == "mirror"
    run = ForeignRun.objects.get()
    assert [line.code for line in journal.of_subject(run)] == ["dossier.import"]

    again = brought(tmp_path, OPEN, DONE, BAD)

    assert (again["counts"]["new"], again["counts"]["changed"], again["counts"]["unchanged"]) == (0, 0, 2)
    assert Dossier.objects.count() == DossierEvent.objects.count() == 2


def test_what_changed_is_kept_as_history_without_names(ward: Ward, tmp_path: Path) -> None:
    brought(tmp_path, OPEN)
    changed = (
        "CU-1;1.009901;Trần Quốc Vượt;049170004318;1;;16/11/2026 08:00;23/11/2026;20/11/2026 10:00;;9;Phòng Kinh tế"
    )

    told = brought(tmp_path, changed, dry_run=True)
    assert (told["counts"]["changed"], mirrored("CU-1").state) == (1, S.IN_PROCESS)

    brought(tmp_path, changed)

    dossier = mirrored("CU-1")
    event = DossierEvent.objects.filter(dossier=dossier).latest("number")
    assert (dossier.state, dossier.event_count, event.number, event.source, event.target) == (
        *(S.RESULT_READY, 2, 2, S.IN_PROCESS, S.RESULT_READY),
    )
    assert event.at == dossier.finished_at
    assert set(event.details["fields"]) == {"owner_name", "state", "finished_at"}
    assert "Vượt" not in str(event.details)
    assert Party.objects.get(dossier=dossier).name == "Trần Quốc Vượt"


def test_a_source_that_nobody_named_is_refused(ward: Ward, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        brought(tmp_path, OPEN, authority="")

    assert [each.code for each in refused.value.objections] == ["source.unknown"]


def test_a_mirrored_dossier_has_no_moves_here(ward: Ward, tmp_path: Path) -> None:
    brought(tmp_path, OPEN)
    dossier = mirrored("CU-1")

    with pytest.raises(Refused) as refused:
        services.move(dossier=dossier, code="submit_for_review", by=BY, at=NOW)

    assert [each.code for each in refused.value.objections] == ["move.mirrored"]
    figures = reading.figures(now=NOW)[0]
    assert (figures.dossiers, figures.open, figures.late) == (1, 1, 1)
    rows = reading.mirrored(queries.visible_to(ward.control, on=NOW.date()), text="tran viet", state="open")
    assert [row.pk for row in rows] == [dossier.pk]


def test_taking_over_keeps_dates_promise_and_code_and_ends_the_old_systems_say(ward: Ward, tmp_path: Path) -> None:
    brought(tmp_path, OPEN, DONE)
    before = mirrored("CU-1")
    target = foreign.Target(ward.committee.pk, ward.centre.pk, ward.division.pk)

    with CaptureQueriesContext(
        connection,
    ) as caught:
        dossier = foreign.take_over(dossier=mirrored("CU-1"), target=target, by=ward.control, at=NOW)

    statements = [each["sql"] for each in caught if "SAVEPOINT" not in each["sql"]]
    assert len(statements) - 1 <= 10
    assert (dossier.authority, dossier.state, dossier.code) == (Authority.LOCAL, S.ASSIGNED, "CU-1")
    assert (dossier.promised_at, dossier.due_at, dossier.accepted_at) == (
        *(before.promised_at, before.due_at, before.accepted_at),
    )
    assert dossier.version_id == ward.version.pk
    assert typed_secret(dossier.secret) == dossier.secret
    assert dossier.reach == sorted([ward.committee.pk, ward.centre.pk, ward.division.pk])
    taken = services.move(dossier=dossier, code="take", by=ward.specialist, at=NOW)
    assert taken.state == S.IN_PROCESS
    told = brought(tmp_path, OPEN, DONE)
    assert (told["counts"]["taken"], told["counts"]["changed"]) == (1, 0)
    with pytest.raises(Refused):
        foreign.take_over(dossier=mirrored("CU-2"), target=target, by=ward.control, at=NOW)


def ends(agency: Agency, day: date) -> None:
    agency.validity = range_of(agency.validity.lower, day)
    agency.save()


def test_open_dossiers_of_a_closed_unit_go_to_its_successor_with_their_clock(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    heir = organisations.agency("phong-kt-ht", "Phòng Kinh tế và Hạ tầng", parent=ward.committee)
    ends(ward.division, date(2026, 11, 20))
    on = NOW.date()
    plan = closed_units.hand_over(on=on)
    assert (plan.ready, plan.undecided, plan.new_of) == (1, 0, {ward.division.pk: None})
    act = Reorganisation.objects.create(
        subject="agencies", on=date(2026, 11, 20), basis="1/NQ-HĐND", content_hash="x", recorded_at=NOW
    )
    AgencySuccession.objects.create(
        from_agency=ward.division, to_agency=heir, scope="whole", is_default=True, reorganisation=act
    )
    plan = closed_units.hand_over(on=on)
    assert plan.new_of == {ward.division.pk: heir.pk}

    with CaptureQueriesContext(connection) as caught:
        foreign.hand_to_successor(dossier=ward.again(dossier), heirs=plan.new_of, by=ward.control, at=NOW)

    assert len([each for each in caught if "SAVEPOINT" not in each["sql"]]) - 2 <= 10
    after = ward.again(dossier)
    assert (after.unit, after.agency, after.holder, after.state) == (heir, ward.committee, None, S.IN_PROCESS)
    assert (after.due_at, after.promised_at, after.accepted_at) == (
        dossier.due_at,
        dossier.promised_at,
        dossier.accepted_at,
    )
    assert heir.pk in after.reach
    assert ward.division.pk not in after.reach
    event = DossierEvent.objects.filter(dossier=dossier).latest("number")
    assert (event.code, event.details) == ("succeed", {"unit": [ward.division.pk, heir.pk]})
    assert closed_units.of_closed_units(on=on).count() == 0


def test_from_the_upload_to_the_list_and_on(ward: Ward, client: Client) -> None:
    desk = "/ban-lam-viec/ho-so-khac/"
    client.force_login(Person.objects.get(pk=ward.control.person_id))
    content = "\n".join(("HỒ SƠ THÁNG 11", HEAD, OPEN, DONE, BAD.replace("Đang bay", "Đang gửi"))).encode()
    brought = client.post(f"{desk}nap/", {"file": SimpleUploadedFile("cu.csv", content)})
    page = client.get(brought["Location"])
    form = page.context["form"]
    words = [form[f"state_{place}"].value() for place in range(len(form.words))]
    assert dict(zip(form.words, words, strict=True)) == {"Đang xử lý": "in_process", "10": "returned", "Đang gửi": ""}
    said = {name: form[name].value() or "" for name in form.fields}
    said |= {"new_source": "mot-cua-cu", "source_name": "Một cửa cũ", "authority": "former"}
    trial = client.post(brought["Location"], said)
    report = client.get(trial["Location"])
    assert "Đang gửi" in report.content.decode()
    assert client.get(f"{trial['Location']}loi.xlsx").status_code == 200
    done = client.post(trial["Location"], follow=True)
    assert done.context["run"].counts["new"] == 2
    assert client.post(trial["Location"], follow=True).context["run"] == done.context["run"]

    listed = client.get(f"{desk}danh-sach/?q=cu-1")
    assert "CU-1" in listed.content.decode()
    key = mirrored("CU-1").key
    shown = client.get(f"{desk}tiep-quan/?ho-so={key}")
    assert "Phòng Kinh tế" in shown.content.decode()
    taken = client.post(f"{desk}tiep-quan/?ho-so={key}", {"agency": "ubnd-hoa-binh", "unit": "phong-kt-hoa-binh"})
    assert taken.status_code == 302
    assert mirrored("CU-1").authority == Authority.LOCAL
    assert client.get(desk).context["sources"][0].taken == 1
    assert [act.kind for act in LongAct.objects.order_by("pk")] == ["trial", "import", "take_over"]
    assert ForeignSource.objects.get().authority == "former"

    ends(ward.division, date(2026, 11, 20))
    moved = client.post(f"{desk}ban-giao/", follow=True)
    assert moved.status_code == 200
    assert mirrored("CU-1").unit is None
