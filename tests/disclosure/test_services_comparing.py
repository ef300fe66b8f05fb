"""An export is brought, compared, decided; the next one knows what was mended."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.accounts.factories import officer
from tests.catalogue.contents import content
from tests.catalogue.files import collected, lines, sheet
from tests.catalogue.published import DECISION, SYSTEM, listed
from tests.conftest import NOW
from thutuc.accounts.models import Post
from thutuc.accounts.queries import actor_of
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import services as catalogue
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.requests import SMALL
from thutuc.db.ranges import range_of
from thutuc.disclosure import jobs
from thutuc.disclosure.models import ComparisonRequest, ComparisonRun
from thutuc.disclosure.queries import comparisons
from thutuc.disclosure.readers.exports import read_export, read_kept
from thutuc.disclosure.rules.comparison import Mismatch
from thutuc.disclosure.rules.national import ItemState
from thutuc.disclosure.services import comparing, deciding
from thutuc.files.models import FileUse
from thutuc.journal import queries as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Refused
from thutuc.web import clock

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture
def by() -> Actor:
    return actor_of(officer(Role.CONTROL_OFFICER), on=clock.today())


@pytest.fixture
def province() -> list[ProcedureContent]:
    """Three in force, one ended in August."""
    names = {"1.000001": "Bán hoa", "1.000002": "Bán cây", "1.000003": "Bán quả", "1.000004": "Bán cỏ"}
    versions = [listed(code, name) for code, name in names.items()]
    catalogue.end_version(version=versions[3], ends_on=date(2026, 8, 14), act=DECISION, by=SYSTEM, at=NOW)
    return [content(code=code, name=name) for code, name in names.items()]


def exported(*contents: ProcedureContent) -> bytes:
    return lines(*(canonical.to_plain(each) for each in contents))


def brought(by: Actor, data: bytes, name: str = "csdlqg.jsonl", **more: Any) -> ComparisonRequest:
    reading = read_export(data, name)
    given = {"as_of": TODAY, "at": NOW, "read": read_kept} | more
    return comparing.request_comparison(reading=reading, content=data, by=by, **given)


def run_of(request: ComparisonRequest) -> ComparisonRun:
    return comparisons.run(request.key)


def kinds(run: ComparisonRun) -> list[tuple[Mismatch, str]]:
    return [(Mismatch(item.kind), item.code) for item in comparisons.items(run)]


def test_every_kind_of_mismatch_is_kept_with_both_sides(by: Actor, province: list[ProcedureContent]) -> None:
    first, second, _third, gone = province
    longer = replace(second, conditions="Có chỗ bán không cản lối đi; có áo mưa.", resolving_agency="UBND cấp xã")

    run = run_of(brought(by, exported(replace(first, name="BÁN HOA."), longer, gone, content(code="2.000009"))))

    assert kinds(run) == [
        (Mismatch.ABOLISHED_STILL_PUBLIC, "1.000004"),
        (Mismatch.MISSING_THERE, "1.000003"),
        (Mismatch.DIFFERENT, "1.000002"),
        (Mismatch.MISSING_HERE, "2.000009"),
    ]
    abolished, _missing, different, unknown = comparisons.items(run)
    assert (abolished.since, abolished.basis) == (date(2026, 8, 14), DECISION.basis)
    assert different.parts == ["agency", "conditions"]
    assert different.fields[1]["there"] == ["Có chỗ bán không cản lối đi; có áo mưa."]
    assert different.version.name == "Bán cây"
    assert unknown.version is None
    assert (run.number, run.counts["alike"], run.counts["overlooked"], run.counts["places"]) == (1, 1, 1, 2)
    assert run.overlooked == [{"code": "1.000001", "label": "Tên thủ tục", "ours": "Bán hoa", "there": "BÁN HOA."}]
    assert [line.code for line in journal.of_subject(run)] == ["disclosure.compare"]


def test_a_list_by_its_own_headings_shows_what_it_can(by: Actor, province: list[ProcedureContent]) -> None:
    data = sheet(
        ["DANH MỤC THỦ TỤC ĐANG CÔNG KHAI"],
        [],
        ["STT", "Mã TTHC", "Tên TTHC", "Lĩnh vực", "Cấp", "Số quyết định", "Tình trạng"],
        [1, "1.000001.000.00.00.H99", "Bán hoa", "Quản lí vỉa hè", "Cấp Xã", "13/QĐ-BH", "Đang công khai"],
        [2, "1.000002", "Bán cây", "Quản lý vỉa hè", "Cấp Xã", "12/QĐ-BH", "Bãi bỏ"],
        [3, "1.000004", "Bán cỏ", "Quản lý vỉa hè", "Cấp Xã", "12/QĐ-BH", "Bãi bỏ"],
    )

    run = run_of(brought(by, data, "danh-sach.xlsx"))

    assert kinds(run) == [
        (Mismatch.MISSING_THERE, "1.000002"),
        (Mismatch.MISSING_THERE, "1.000003"),
        (Mismatch.DIFFERENT, "1.000001"),
    ]
    assert comparisons.items(run)[2].parts == ["decision"]
    assert run.parts == ["name", "sector", "levels", "decision"]


def test_an_export_of_another_province_is_refused_before_anything_is_kept(by: Actor) -> None:
    theirs = lines(collected(ma_tthc="1.000001.000.00.00.H56"))

    with pytest.raises(Refused) as refused:
        brought(by, theirs)

    assert [each.code for each in refused.value.objections] == ["comparison.other_province"]
    assert not ComparisonRequest.objects.exists()
    assert not FileUse.objects.exists()


def test_only_the_control_office_compares_and_never_with_a_day_to_come(by: Actor) -> None:
    citizen = actor_of(officer(Role.SPECIALIST), on=clock.today())

    for actor, as_of, code in [
        (citizen, TODAY, "comparison.keeper"),
        (by, TODAY + timedelta(days=1), "comparison.day"),
    ]:
        with pytest.raises(Refused) as refused:
            brought(actor, exported(content()), as_of=as_of)
        assert [each.code for each in refused.value.objections] == [code]


def test_the_next_run_tells_what_was_mended_and_keeps_what_was_decided(
    by: Actor, province: list[ProcedureContent]
) -> None:
    first, second, third, gone = province
    other = replace(second, name="Bán cây cảnh")
    run = run_of(brought(by, exported(first, other, gone)))
    assert kinds(run)[0] == (Mismatch.ABOLISHED_STILL_PUBLIC, "1.000004")

    with pytest.raises(Refused) as refused:
        deciding.decide(run=run, positions=[3], state=ItemState.ACCEPTED, by=by, at=NOW)
    assert [each.field for each in refused.value.objections] == ["note"]
    deciding.decide(run=run, positions=[1, 2], state=ItemState.MEND_THERE, by=by, at=NOW)
    with pytest.raises(Refused):
        deciding.close(run=run, by=by, at=NOW)
    deciding.decide(run=run, positions=[3], state=ItemState.ACCEPTED, note="Bộ dùng tên khác", by=by, at=NOW)
    assert comparisons.undecided() == 0

    later = run_of(brought(by, exported(first, other, replace(third, conditions="Không.")), at=NOW + timedelta(days=1)))

    assert kinds(later) == [(Mismatch.DIFFERENT, "1.000002"), (Mismatch.DIFFERENT, "1.000003")]
    assert [later.counts[name] for name in ("mended", "fresh", "still")] == [2, 1, 1]
    kept, fresh = comparisons.items(later)
    assert (kept.state, kept.note, kept.decided_by) == (ItemState.ACCEPTED, "Bộ dùng tên khác", by.key)
    assert (fresh.state, comparisons.undecided()) == (ItemState.OPEN, 1)
    with pytest.raises(Refused) as stale:
        deciding.decide(run=run, positions=[1], state=ItemState.OPEN, by=by, at=NOW)
    assert [each.code for each in stale.value.objections] == ["comparison.superseded"]
    deciding.decide(run=later, positions=[2], state=ItemState.MEND_HERE, by=by, at=NOW)
    deciding.close(run=later, by=by, at=NOW)
    with pytest.raises(Refused):
        deciding.decide(run=later, positions=[2], state=ItemState.OPEN, by=by, at=NOW)


def test_a_large_export_waits_for_a_worker_who_acts_once_in_the_name_of_who_asked(by: Actor) -> None:
    data = exported(*(content(code=f"1.{number:06}") for number in range(SMALL + 1)))

    request = brought(by, data)
    assert brought(by, data) == request
    assert not ComparisonRun.objects.exists()
    jobs.compare(request=request.key)
    jobs.compare(request=request.key)

    assert run_of(request).counts["missing_here"] == SMALL + 1


def test_who_left_the_post_is_told_why_nothing_came_of_it(by: Actor) -> None:
    request = brought(by, exported(*(content(code=f"1.{number:06}") for number in range(SMALL + 1))))
    Post.objects.update(validity=range_of(date(2020, 1, 1), clock.today()))

    jobs.compare(request=request.key)

    told = comparisons.progress_of(request.key, at=NOW)
    assert [each.code for each in told.objections] == ["comparison.keeper_left"]
    json.dumps(told.run.objections if told.run else None)
