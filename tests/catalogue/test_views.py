"""Doors of the catalogue: one happy path, one refusal, one stranger; statements counted."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from tests.accounts.factories import officer
from tests.catalogue.contents import content
from tests.catalogue.files import collected, lines, sheet
from tests.conftest import NOW
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import queries, services
from thutuc.catalogue.models import AgencyAlias, ColumnMapping, ImportRun, NationalRecord, OpeningAct
from thutuc.catalogue.readers import read
from thutuc.catalogue.rules.content import DossierCase, RequiredDocument
from thutuc.catalogue.rules.listing import ListFilters, ListState
from thutuc.catalogue.rules.terms import CatalogueScope, Level
from thutuc.kernel.actor import Actor

pytestmark = pytest.mark.django_db
DAY, CHANGE = date(2025, 7, 1), date(2026, 3, 1)
ROOT = "/ban-lam-viec/danh-muc/"
FIRST, SECOND = services.Act("decision:1", "412/QĐ-UBND"), services.Act("decision:2", "2206/QĐ-UBND")


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(officer(Role.CONTROL_OFFICER))
    return client


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(officer(Role.SPECIALIST))
    return client


@pytest.fixture
def two_versions(system: Actor) -> None:
    services.open_version(content=content(), effective_on=DAY, act=FIRST, by=system, at=NOW, published_at=NOW)
    after = content(name="Cấp giấy phép bán hoa", cases=(DossierCase("", (RequiredDocument("Tờ khai"),)),))
    services.open_version(content=after, effective_on=CHANGE, act=SECOND, by=system, at=NOW, published_at=NOW)
    take(system, collected(ten="Tên quốc gia"))


def take(system: Actor, *rows: dict[str, Any], **options: Any) -> services.Imported:
    return services.import_rows(reading=read(lines(*rows), "tep.jsonl"), by=system, at=NOW, **options)


def upload(data: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


PAGES = (
    *("", "xuat.xlsx", "nhap/", "nhap/lich-su/", "nhap/mau.xlsx", "ghep-cot/", "ghep-cot/moi/", "tiep-nhan/"),
    *("ten-co-quan/", "thu-tuc/1.009901/", "thu-tuc/1.009901/so-sanh/", "quoc-gia/1.009901/"),
)
KEEPERS_ONLY = ("nhap/", "nhap/lich-su/", "nhap/mau.xlsx", "ghep-cot/", "ghep-cot/moi/", "tiep-nhan/", "ten-co-quan/")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_the_control_officer(keeper: Client, two_versions: None, path: str) -> None:
    assert keeper.get(ROOT + path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_sent_to_sign_in(client: Client, path: str) -> None:
    assert client.get(ROOT + path).status_code == 302


@pytest.mark.parametrize("path", PAGES)
def test_other_officers_read_but_do_not_import(reader: Client, two_versions: None, path: str) -> None:
    assert reader.get(ROOT + path).status_code == (403 if path in KEEPERS_ONLY else 200)


@pytest.mark.parametrize(
    "path", ["thu-tuc/9.999999/", "thu-tuc/9.999999/so-sanh/", "quoc-gia/9.999999/", "nhap/khong-co/"]
)
def test_what_does_not_exist_is_not_found(keeper: Client, path: str) -> None:
    assert keeper.get(ROOT + path).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?q=ban+hoa", True),
        ("?q=bán+hoa+giấy", True),
        ("?q=1.0099", True),
        ("?q=2206", True),
        ("?q=xe+máy", False),
        ("?cap=commune&co_quan=uy+ban", True),
        ("?cap=ministry", False),
        ("?linh_vuc=quan-ly-via-he", True),
        ("?linh_vuc=x", True),
        ("?noi_bo=co", False),
        ("?noi_bo=khong", True),
        ("?trang_thai=ended", False),
        ("?trang_thai=coming", False),
        ("?trang_thai=unpublished", False),
        ("?danh_muc=national", True),
        ("?danh_muc=national&trang_thai=odd", False),
        ("?danh_muc=national&trang_thai=ended", False),
    ],
)
def test_the_list_is_filtered_by_its_address(keeper: Client, two_versions: None, query: str, found: bool) -> None:
    page = keeper.get(ROOT + query).content.decode()

    assert ("1.009901</span>" in page) is found


def test_a_list_costs_few_statements(two_versions: None, django_assert_max_num_queries: Any) -> None:
    filters = ListFilters("hoa", "", Level.COMMUNE, ListState.IN_FORCE, "", None, CatalogueScope.PROVINCE)

    with django_assert_max_num_queries(5):
        found = queries.listed(filters, actor=Actor.system("x"), on=CHANGE)
        assert found.count() == len(queries.rows(found[:25])) == 1
        assert [(sector.name, sector.count) for sector in queries.sectors(on=CHANGE)] == [("Quản lý vỉa hè", 1)]
        assert queries.counts(on=CHANGE)["procedures"] == 1


def test_a_page_costs_few_statements(two_versions: None, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        page = queries.procedure("1.009901", actor=Actor.system("x"), on=CHANGE)
        assert page.differs_from_national
        assert [level.scheme for level in page.online] == []
        assert [basis.document.number for basis in page.bases if basis.document] == ["99/2024/NĐ-CP"]
    with django_assert_max_num_queries(4):
        assert queries.comparison("1.009901", actor=Actor.system("x")).changes


def test_ended_and_coming_procedures_have_their_lists(system: Actor) -> None:
    version = services.open_version(content=content(), effective_on=DAY, act=FIRST, by=system, at=NOW)
    services.end_version(version=version, ends_on=CHANGE, act=SECOND, by=system, at=NOW)

    for on, state in ((date(2025, 1, 1), ListState.COMING), (DAY, ListState.UNPUBLISHED), (CHANGE, ListState.ENDED)):
        rows = queries.listed(ListFilters(state=state), actor=system, on=on)
        assert [row.code for row in queries.rows(rows)] == ["1.009901"]


def test_the_export_holds_what_the_list_shows(keeper: Client, system: Actor) -> None:
    evil = content(name="=HYPERLINK(1)", code="1.009905")
    services.open_version(content=evil, effective_on=DAY, act=FIRST, by=system, at=NOW)

    answer = keeper.get(ROOT + "xuat.xlsx?q=1.009905")

    rows = list(load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][:2] == ("1.009905", "=HYPERLINK(1)")
    cell = load_workbook(io.BytesIO(answer.content)).worksheets[0]["B2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_versions_are_compared_and_with_the_national_original(keeper: Client, two_versions: None) -> None:
    page = keeper.get(ROOT + "thu-tuc/1.009901/so-sanh/").content.decode()
    national = keeper.get(ROOT + "thu-tuc/1.009901/so-sanh/?truoc=2&sau=quoc-gia&hien=bo-qua-chinh-ta").content.decode()
    every = keeper.get(ROOT + "thu-tuc/1.009901/so-sanh/?truoc=2&sau=2&hien=tat-ca").content.decode()

    assert "<del>Ảnh chỗ bán" in page
    assert "bớt 1 giấy tờ" in page
    assert "<ins>Tên quốc gia</ins>" in national
    assert "Trình tự thực hiện" in every
    assert "<del>" not in every


def test_a_file_is_tried_then_imported(keeper: Client) -> None:
    tried = keeper.post(ROOT + "nhap/", {"file": upload(lines(collected()), "tep.jsonl")})
    assert not NationalRecord.objects.exists()

    done = keeper.post(tried["Location"])

    assert NationalRecord.objects.get().code == "1.009901"
    assert [run.dry_run for run in ImportRun.objects.order_by("pk")] == [True, False]
    page = keeper.get(done["Location"]).content.decode()
    assert "Đã nhập" in page
    report = keeper.get(done["Location"] + "bao-cao.xlsx")
    book = load_workbook(io.BytesIO(report.content))
    assert [row[1] for row in book.worksheets[1].iter_rows(min_row=2, values_only=True)] == ["1.009901"]


def test_a_report_tells_changes_and_oddities(keeper: Client, system: Actor) -> None:
    take(system, collected())
    changed = take(system, collected(ten="Tên mới", so_quyet_dinh="0001-BCA"), dry_run=True)

    page = keeper.get(f"{ROOT}nhap/{changed.run.key}/").content.decode()
    odd = keeper.get(f"{ROOT}nhap/{changed.run.key}/?xem=cho-la").content.decode()
    report = load_workbook(io.BytesIO(keeper.get(f"{ROOT}nhap/{changed.run.key}/bao-cao.xlsx").content))

    assert "Tên mới" in page
    assert "Số quyết định không theo mẫu" in odd
    assert [sheet.max_row for sheet in report.worksheets] == [8, 2, 3, 2]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (lines(collected(ma_tthc="")), "tep.jsonl", "không có mã thủ tục"),
        (lines(collected(), collected()), "tep.jsonl", "đã có ở dòng 1"),
        (b"\xff\xfe", "tep.jsonl", "UTF-8"),
        (sheet(["Mã"], ["1.009901"]), "ds.xlsx", "Chọn một bảng ghép cột"),
    ],
)
def test_a_broken_file_is_refused_in_place(keeper: Client, data: bytes, name: str, words: str) -> None:
    answer = keeper.post(ROOT + "nhap/", {"file": upload(data, name)})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_foreign_sheet_is_mapped_once_and_used_again(keeper: Client) -> None:
    data = sheet(["STT", "Mã TTHC", "Tên TTHC"], [1, "1.009901", "Bán hoa"])

    proposal = keeper.post(ROOT + "ghep-cot/", {"file": upload(data, "ds.xlsx"), "header_row": 1}).content.decode()
    assert '<option value="Mã TTHC" selected>' in proposal
    saved = {"name": "Danh sách CSDLQG", "header_row": 1, "part_code": "Mã TTHC"}
    keeper.post(ROOT + "ghep-cot/moi/", saved)
    key = ColumnMapping.objects.get().key
    tried = keeper.post(ROOT + "nhap/", {"file": upload(data, "ds.xlsx"), "mapping": key})
    keeper.post(tried["Location"])

    assert key == "danh-sach-csdlqg"
    assert NationalRecord.objects.get().code == "1.009901"
    assert keeper.get(f"{ROOT}ghep-cot/{key}/").status_code == 200


def test_a_mapping_without_a_code_is_refused(keeper: Client) -> None:
    assert keeper.post(ROOT + "ghep-cot/moi/", {"name": "x", "header_row": 1}).status_code == 422
    assert keeper.post(ROOT + "ghep-cot/moi/", {"name": "…", "header_row": 1, "part_code": "Mã"}).status_code == 422
    assert keeper.post(ROOT + "ghep-cot/", {"file": upload(b"x", "a.xlsx"), "header_row": 1}).status_code == 422


def test_the_opening_act_is_tried_then_recorded(keeper: Client, system: Actor) -> None:
    take(system, collected())
    asked = {"effective_on": "01/07/2025", "basis": "1234/QĐ-UBND", "levels": ["province", "commune"]}

    tried = keeper.post(ROOT + "tiep-nhan/", {**asked, "thu": "1"}).content.decode()
    assert "1 thủ tục sẽ vào danh mục của tỉnh" in tried
    assert not OpeningAct.objects.exists()
    keeper.post(ROOT + "tiep-nhan/", {**asked, "ghi": "1"})

    assert OpeningAct.objects.get().effective_on == DAY
    assert queries.in_force(on=DAY).count() == 1


def test_an_opening_without_basis_shows_what_to_mend(keeper: Client) -> None:
    answer = keeper.post(ROOT + "tiep-nhan/", {"effective_on": "01/07/2025", "levels": ["province"]})

    assert answer.status_code == 422


def test_a_person_says_which_agency_a_name_means(keeper: Client, system: Actor) -> None:
    take(system, collected())
    alias = AgencyAlias.objects.get()
    code = officer(Role.CLERK).posts.get().agency.code

    wrong = keeper.post(ROOT + "ten-co-quan/", {"key": alias.key, "agency": "khong-co"})
    right = keeper.post(ROOT + "ten-co-quan/", {"key": alias.key, "agency": code})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert AgencyAlias.objects.get().agency.code == code


def test_the_oddest_content_is_shown_without_drowning_the_page(keeper: Client, system: Actor) -> None:
    odd = content(
        name="A" * 1094,
        conditions="\n".join(f"Điều kiện {n}" for n in range(500)),
        cases=(DossierCase("", tuple(RequiredDocument(f"Giấy {n}") for n in range(94))),),
    )
    services.open_version(content=odd, effective_on=DAY, act=FIRST, by=system, at=NOW)

    page = keeper.get(ROOT + "thu-tuc/1.009901/").content.decode()

    assert "Xem thêm 34 dòng" in page
    assert "Điều kiện 499" in page


def test_a_missing_kept_file_says_so(keeper: Client, system: Actor) -> None:
    tried = take(system, collected(), dry_run=True)

    assert keeper.post(f"{ROOT}nhap/{tried.run.key}/").status_code == 404


def test_the_template_reads_back(keeper: Client) -> None:
    data = keeper.get(ROOT + "nhap/mau.xlsx").content
    book = load_workbook(io.BytesIO(data))
    book.worksheets[0].append(["1.009901", "Bán hoa"])
    out = io.BytesIO()
    book.save(out)

    (row,) = read(out.getvalue(), "mau.xlsx").rows

    assert (row.content.code, row.content.name) == ("1.009901", "Bán hoa")


@pytest.mark.parametrize("list_of", ["", "&danh_muc=national"])
def test_the_list_is_asked_which_procedures_cite_a_document(keeper: Client, two_versions: None, list_of: str) -> None:
    cited = content().legal_bases[0].number

    citing = keeper.get(f"{ROOT}?can_cu={cited}{list_of}").content.decode()
    other = keeper.get(f"{ROOT}?can_cu=1/1999/QH10{list_of}").content.decode()

    assert ("1.009901" in citing, "1.009901" in other) == (True, False)
