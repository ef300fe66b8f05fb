"""The story of June 2019 as its people live it, told by HTTP: a ministry's decision on procedures of three levels.

The ministry signs seven working days late; the province and the national database are in time; one of the boards
follows three working days late. What everybody saw on the way is kept for the tests.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from html import unescape
from typing import Any

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.accounts import factories as accounts
from tests.catalogue.files import collected, lines
from tests.desk.pages import fields_of
from tests.disclosure.printing import codes
from tests.disclosure.walls import picture
from tests.organisations import factories as organisations
from thutuc.accounts.rules.roles import Role
from thutuc.db.ranges import range_of
from thutuc.kernel.periods import LOCAL
from thutuc.organisations.models import AgencyPlacement
from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel

DESK = "/ban-lam-viec/"
DECISIONS, MINISTRIES, BOARDS, ENTRIES = (
    f"{DESK}{part}/" for part in ("cong-bo", "bo-cong-bo", "niem-yet", "nhap-csdlqg")
)
CIRCULAR, OLD_CIRCULAR = "99/2019/TT-BTP", "15/2015/TT-BTP"
OF_PROVINCE, OF_DISTRICT, OF_COMMUNE = "1.009901", "1.009902", "1.009903"
LATE = "mot-cua-huyen-ganh"
PRINTING = ("xa-an",)
"""The others hang sheets that were printed for them."""
UNITS = ("so-tu-phap", "trung-tam-tinh", LATE, "xa-an", "xa-binh")
NAMES = {
    OF_PROVINCE: "Cấp phiếu lý lịch tư pháp",
    OF_DISTRICT: "Đăng ký kết hôn có yếu tố nước ngoài",
    OF_COMMUNE: "Đăng ký khai sinh",
}
LEVELS = {OF_PROVINCE: "Cấp tỉnh", OF_DISTRICT: "Cấp huyện", OF_COMMUNE: "Cấp xã"}
HOUSES = {
    OF_PROVINCE: "Sở Tư pháp",
    OF_DISTRICT: "Ủy ban nhân dân cấp huyện",
    OF_COMMUNE: "Ủy ban nhân dân cấp xã",
}


@contextmanager
def day(told: str, hour: int = 9) -> Iterator[None]:
    """The clock stands at that day of 2019 (`17/06`)."""
    at = datetime.strptime(f"{told}/2019", "%d/%m/%Y").replace(hour=hour, tzinfo=LOCAL)
    with time_machine.travel(at, tick=False):
        yield


def national(*, amended: bool) -> bytes:
    """What the national database gives out of the three procedures: before, and as the ministry amended them."""
    bases = [OLD_CIRCULAR, CIRCULAR] if amended else [OLD_CIRCULAR]
    paper = {"ten": "Tờ khai", "tep_bieu_mau": "tk.docx", "co_bieu_mau": True, "ban_chinh": 1, "ban_sao": 0}
    second = {"ten": "Bản cam đoan theo mẫu mới", "ban_chinh": 1, "ban_sao": 0}
    rows = [
        collected(
            ma_tthc=code,
            ten=name,
            portal_id=f"p-{code}",
            bo_nganh="Bộ Tư pháp",
            bo_nganh_ma="G15",
            linh_vuc="Hộ tịch",
            so_quyet_dinh="1329/QĐ-BTP" if amended else "1872/QĐ-BTP",
            cap_thuc_hien=[LEVELS[code]],
            co_quan_thuc_hien=HOUSES[code],
            can_cu_so_hieu=bases,
            ho_so=[{"truong_hop": "", "giay_to": [paper, second] if amended else [paper]}],
            nguyen_van={},
        )
        for code, name in NAMES.items()
    ]
    return lines(*rows)


class Story:
    """Everybody in it, and what they saw: pages by the name of the moment."""

    def __init__(self) -> None:
        self.seen: dict[str, str] = {}
        self.sheets: dict[str, str] = {}
        self.new_sheets: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.ministry = self.decision = ""
        self.public = Client()
        office = organisations.agency("vp-ubnd", "Văn phòng UBND tỉnh", AgencyKind.PROVINCE_OFFICE)
        division = organisations.agency("phong-ks", "Phòng Kiểm soát", AgencyKind.CONTROL_DIVISION, parent=office)
        justice = organisations.agency("so-tu-phap", "Sở Tư pháp", AgencyKind.DEPT_JUSTICE)
        centre = organisations.agency("trung-tam-tinh", "Trung tâm tỉnh", AgencyKind.PROVINCIAL_CENTRE)
        district = organisations.agency("huyen-ganh", "UBND huyện Gành", AgencyKind.DISTRICT_PC)
        counter = organisations.agency(LATE, "Một cửa huyện Gành", AgencyKind.DISTRICT_UNIT, level=AgencyLevel.DISTRICT)
        AgencyPlacement.objects.create(agency=counter, parent=district, validity=range_of(organisations.EARLY, None))
        communes = [
            organisations.agency(f"xa-{name}", f"UBND xã {name.title()}", AgencyKind.COMMUNE_PC, parent=district)
            for name in ("an", "binh")
        ]
        self.people = {
            "control": _officer(Role.CONTROL_OFFICER, division, "khue", "Đỗ Minh Khuê"),
            "second": _officer(Role.CONTROL_OFFICER, division, "bang", "Cao Thế Bảng"),
            "head": _officer(Role.OFFICE_HEAD, office, "khiem", "Tôn Thất Khiêm"),
            "chair": _officer(Role.CHAIR, office, "nghi", "Hồ Sĩ Nghị"),
            "focal": _officer(Role.FOCAL_POINT, justice, "mo", "Lý Thị Mơ"),
        }
        for unit in (centre, counter, *communes):
            self.people[unit.code] = _officer(Role.COUNTER_OFFICER, unit, unit.code, f"Lê {unit.name}")
        self.people[justice.code] = self.people["focal"]

    def tell(self) -> None:
        """All of it, from January to July."""
        self.begin()
        self.the_law_changes()
        self.the_ministry_publishes()
        self.the_department_drafts()
        self.the_office_returns_it_once()
        self.the_chair_signs()
        self.two_hands_enter_it()
        self.the_boards_follow()
        self.afterwards()

    # --- how people use the pages ---

    def sign_in(self, who: str) -> Client:
        """Somebody at the desk today."""
        client = Client()
        answer = client.post("/dang-nhap/", {"login": self.people[who].email, "password": accounts.PASSWORD})
        assert answer.status_code == 302, who
        return client

    def reads(self, client: Client, address: str, moment: str = "") -> Any:
        """A page that answers; kept under the name of the moment."""
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        if moment:
            self.seen[moment] = words(answer)
        return answer

    def does(self, client: Client, address: str, told: dict[str, Any]) -> Any:
        """A form that is taken: it leads on; otherwise the page says why."""
        answer = client.post(address, told)
        assert answer.status_code == 302, (address, answer.status_code, words(answer)[:3000])
        return answer

    def presses(self, client: Client, page: str, action: str, **told: Any) -> Any:
        """A form of a page as it stands there, with what is typed over it; "" is the page's own address."""
        fields = fields_of(client.get(page), action)
        return self.does(client, action or page, {**fields, **told})

    # --- January ---

    def begin(self) -> None:
        """The list of the province, one place for each unit, the first sheets."""
        with day("02/01"):
            control = self.sign_in("control")
            self.bring(control, amended=False)
            act = {"effective_on": "01/01/2019", "basis": "25/QĐ-UBND", "ghi": "1"}
            self.does(control, f"{DESK}danh-muc/tiep-nhan/", act | {"levels": ["province", "district", "commune"]})
        with day("03/01"):
            for unit in UNITS:
                keeper = self.sign_in(unit)
                place = {"name": f"Bảng {unit}", "kind": "board", "opened_on": "03/01/2019"}
                self.does(keeper, f"{BOARDS}don-vi/{unit}/them-noi/", place)
                if unit in PRINTING:
                    self.sheets[unit] = self.prints(keeper, unit)
                page = self.reads(keeper, f"{BOARDS}don-vi/{unit}/").content.decode()
                self.places[unit] = re.findall(rf'href="{BOARDS}noi/([^/"]+)/"', page)[0]
                told = {"every": "on", "notice": "on", "photo": photo()}
                self.does(keeper, f"{BOARDS}noi/{self.places[unit]}/treo/", told)

    # --- from the law to the signature ---

    def the_law_changes(self) -> None:
        """The circular is registered; the ministry, due on 03/06, has not published."""
        with day("20/05"):
            control = self.sign_in("control")
            told = {"number": CIRCULAR, "title": "Sửa đổi Thông tư 15/2015/TT-BTP", "issuer": "Bộ Tư pháp"}
            told |= {"issued_on": "10/05/2019", "effective_on": "01/07/2019", "certainty": "V"}
            self.does(control, f"{DESK}van-ban/vao-so/", told)
            tie = {"kind": "amends", "target": OLD_CIRCULAR, "certainty": "V"}
            self.does(control, f"{DESK}van-ban/so/{CIRCULAR}/quan-he/", tie)
            self.reads(control, MINISTRIES, "watch 20/05")
        with day("05/06"):
            self.reads(self.sign_in("control"), MINISTRIES, "watch 05/06")

    def the_ministry_publishes(self) -> None:
        """Signed on 12/06, received on 17/06 with a number of the register; the national file follows."""
        with day("17/06"):
            focal = self.sign_in("focal")
            told = {"number": "1329/QĐ-BTP", "issuer": "Bộ Tư pháp", "title": "Công bố thủ tục hộ tịch"}
            told |= {"signed_on": "12/06/2019", "effective_on": "01/07/2019", "documents": CIRCULAR}
            told |= {"arrived_on": "17/06/2019", "register_number": "655"}
            told["rows"] = "\n".join(f"{code}\tSửa đổi, bổ sung\t{name}" for code, name in NAMES.items())
            self.ministry = self.does(focal, f"{MINISTRIES}quyet-dinh/vao-so/", told)["Location"]
            self.reads(focal, self.ministry, "ministry 17/06")
            self.reads(focal, MINISTRIES, "watch 17/06")
            self.bring(self.sign_in("control"), amended=True)

    def the_department_drafts(self) -> None:
        """Sở Tư pháp begins from the ministry's decision and gets one limit wrong."""
        with day("18/06"):
            focal = self.sign_in("focal")
            begin = f"{DECISIONS}moi/?theo={self.ministry.rstrip('/').rsplit('/', 1)[-1]}"
            told = {"hieu_luc": "01/07/2019", "nguoi_ky": "Hồ Sĩ Nghị", "tu_cach": "kt_chair", "loai": "list"}
            self.decision = self.presses(focal, begin, "", **told)["Location"]
            self.reads(focal, self.decision, "draft 18/06")
            self.edit(focal, 2, "9 ngày làm việc")
            self.presses(focal, self.decision, f"{self.decision}chuyen/submit/")

    def edit(self, focal: Client, row: int, limit: str) -> None:
        """One row is opened in place and gets another limit."""
        action = f"{self.decision}dong/{row}/"
        fields = fields_of(focal.get(f"{self.decision}?dong={row}"), action)
        self.does(focal, action, {**fields, "ct-0-thoi_han": limit})

    def the_office_returns_it_once(self) -> None:
        """Kiểm soát sends it back with a reason of the list; it is mended, checked, endorsed."""
        with day("19/06"):
            control = self.sign_in("control")
            self.reads(control, self.decision, "control 19/06")
            self.presses(control, f"{self.decision}chuyen/return/", "")
            self.reads(control, DECISIONS, "pipeline 19/06")
        with day("20/06"):
            focal = self.sign_in("focal")
            self.reads(focal, f"{self.decision}kiem-soat/", "remarks 20/06")
            self.edit(focal, 2, "5 ngày làm việc")
            self.presses(focal, self.decision, f"{self.decision}chuyen/submit/")
            self.presses(self.sign_in("control"), self.decision, f"{self.decision}chuyen/clear/")
            head = self.sign_in("head")
            self.presses(head, self.decision, f"{self.decision}chuyen/endorse/")

    def the_chair_signs(self) -> None:
        """On 21/06, in time: the last day was 24/06."""
        with day("21/06"):
            chair = self.sign_in("chair")
            self.reads(chair, f"{self.decision}chay-thu/", "dry run 21/06")
            told = {"so": "1187/QĐ-UBND", "ngay_ky": "21/06/2019", "nguoi_ky": "Hồ Sĩ Nghị"}
            self.presses(chair, f"{self.decision}ban-hanh/", "", **told)
            self.reads(chair, self.decision, "signed 21/06")
            self.reads(self.sign_in("control"), MINISTRIES, "watch 21/06")

    # --- where it is shown ---

    def two_hands_enter_it(self) -> None:
        """One enters, another publishes, on 25/06."""
        with day("25/06"):
            first, second = self.sign_in("control"), self.sign_in("second")
            waiting = self.reads(first, ENTRIES, "entries 25/06").content.decode()
            sheets = sorted(set(re.findall(rf'href="({ENTRIES}[^"?]+/\d+/[^"/]+/)"', waiting)))
            for sheet in sheets:
                self.presses(first, sheet, "")
                code = sheet.removeprefix(ENTRIES).split("/")[0]
                self.presses(second, sheet, "", national_code=code)
            self.reads(first, ENTRIES, "entered 25/06")
            self.reads(first, MINISTRIES, "watch 25/06")

    def the_boards_follow(self) -> None:
        """On 01/07 everywhere but at the counter of the district, which follows on 04/07."""
        with day("30/06"):
            self.reads(self.public, f"/thu-tuc/{OF_COMMUNE}", "public 30/06")
            self.reads(self.public, self.sheets["xa-an"], "old sheet 30/06")
        with day("01/07"):
            self.reads(self.public, f"/thu-tuc/{OF_COMMUNE}", "public 01/07")
            self.reads(self.public, self.sheets["xa-an"], "old sheet 01/07")
            self.reads(self.sign_in("control"), MINISTRIES, "watch 01/07")
            for unit in UNITS:
                if unit != LATE:
                    self.rehang(unit)
        with day("02/07"):
            self.reads(self.sign_in("control"), MINISTRIES, "watch 02/07")
        with day("04/07"):
            self.rehang(LATE)

    def rehang(self, unit: str) -> None:
        """New sheets are printed; each duty is confirmed with a photo."""
        keeper = self.sign_in(unit)
        duties = f"{BOARDS}don-vi/{unit}/viec/"
        if unit in PRINTING:
            self.new_sheets[unit] = self.prints(keeper, unit)
        page = self.reads(keeper, duties).content.decode()
        for duty in sorted(set(re.findall(rf'href="({duties}[^"/?]+/)"', page))):
            self.does(keeper, duty, {"complete": "on", "removed": "on", "photo": photo()})
        self.reads(keeper, duties, f"done {unit}")

    def afterwards(self) -> None:
        """On 05/07 everything is read once more."""
        with day("05/07"):
            control = self.sign_in("control")
            self.reads(control, MINISTRIES, "watch 05/07")
            code = self.decision.rstrip("/").rsplit("/", 1)[-1]
            self.reads(control, f"{DESK}tu-luat-den-bang/", "lag 05/07")
            self.reads(control, f"{DESK}tu-luat-den-bang/{code}/", "line 05/07")
            self.reads(self.public, f"/cong-bo/thay-doi/{code}/", "public line 05/07")
            self.reads(self.public, "/cong-bo/", "publications 05/07")
            self.reads(self.public, self.sheets["xa-an"], "old sheet 05/07")
            self.reads(self.public, self.new_sheets["xa-an"], "new sheet 05/07")
            for told in ("30/06", "02/07", "05/07"):
                for unit in (LATE, "xa-an"):
                    past = f"ngay={told}/2019"
                    self.reads(self.public, f"/cong-bo/ngay-truoc/?{past}&don-vi={unit}", f"public {unit} {told}")
                    self.reads(control, f"{BOARDS}don-vi/{unit}/cong-khai/?{past}", f"day {unit} {told}")
                    self.reads(control, f"{BOARDS}noi/{self.places[unit]}/?{past}", f"wall {unit} {told}")

    def bring(self, control: Client, *, amended: bool) -> None:
        """A file of the national database: tried, confirmed."""
        file = SimpleUploadedFile("quoc-gia.jsonl", national(amended=amended))
        trial = self.does(control, f"{DESK}danh-muc/nhap/", {"file": file})
        self.does(control, trial["Location"], {})

    def prints(self, keeper: Client, unit: str) -> str:
        """The address in the QR code of the first sheet that is due."""
        asked = {"don_vi": unit, "viec": "due", "muc": "short"}
        answer = self.does(keeper, f"{BOARDS}in/", asked)
        pdf = b"".join(keeper.get(answer["Location"]).streaming_content)
        return next(found for page in codes(pdf) for found in page).removeprefix("http://testserver")


def words(answer: Any) -> str:
    """What stands on a page between its marks, on one line."""
    text = answer.content.decode()
    text = text[text.index("<main") : text.index("</main>")]
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", text).split()))


def photo() -> SimpleUploadedFile:
    """As a phone sends it."""
    return SimpleUploadedFile("IMG_0001.jpg", picture((64, 48)), "image/jpeg")


def _officer(role: Role, agency: Any, mailbox: str, name: str) -> Any:
    return accounts.officer(role, agency, f"{mailbox}@anlac.example", full_name=name, start=date(2018, 1, 1))
