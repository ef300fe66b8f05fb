"""Our own small province through its reorganisation of 01/07/2025: invented names, codes and files."""

from datetime import date, datetime

from tests.organisations import factories
from thutuc.kernel.actor import Actor
from thutuc.organisations import readers, services
from thutuc.organisations.models import Agency
from thutuc.organisations.rules.kinds import AgencyKind
from thutuc.organisations.services import Outcome

ON = date(2025, 7, 1)
BASIS = "organisations.reorganisation_2025"

LEGACY = """ma_tinh,ten_tinh,ma_huyen,ten_huyen,loai_huyen,ma_xa,ten_xa,loai_xa
97,Tỉnh An Lạc,971,Huyện Hòa An,Huyện,97101,Xã Tân Lập,Xã
97,Tỉnh An Lạc,971,Huyện Hòa An,Huyện,97102,Xã Tân Lạp,Xã
97,Tỉnh An Lạc,971,Huyện Hòa An,Huyện,97103,Xã Bị Chia,Xã
98,Tỉnh Bình Sơn,981,Thị xã Núi Xanh,Thị xã,98101,Phường Một,Phường
98,Tỉnh Bình Sơn,982,Huyện Đảo Ngọc,Huyện,,,
"""

NEW = """ma_tinh,ten_tinh,ma_xa,ten_xa,loai
97,Tỉnh An Lạc,97101,Phường Tân Lập,Phường
97,Tỉnh An Lạc,97103,Xã Bình Minh,Xã
97,Tỉnh An Lạc,98101,Phường Núi Xanh,Phường
97,Tỉnh An Lạc,98201,Đặc khu Đảo Ngọc,Đặc khu
"""

MAPPING = """ma_tinh_cu,ma_xa_cu,ten_huyen_cu,ten_xa_cu,ma_tinh_moi,ma_xa_moi,ten_xa_moi,pham_vi,mac_dinh
97,97101,Huyện Hòa An,Xã Tân Lập,97,97101,Phường Tân Lập,toàn bộ,1
97,97102,Huyện Hòa An,Xã Tân Lạp,97,97101,Phường Tân Lập,toàn bộ,1
97,97103,Huyện Hòa An,Xã Bị Chia,97,97101,Phường Tân Lập,một phần,0
97,97103,Huyện Hòa An,Xã Bị Chia,97,97103,Xã Bình Minh,một phần,1
98,98101,Thị xã Núi Xanh,Phường Một,97,98101,Phường Núi Xanh,toàn bộ,1
"""


def load(system: Actor, now: datetime, *texts: str) -> list[Outcome]:
    """Load lists given as text."""
    lists: dict[date, list] = {}
    for text in texts:
        table = readers.read(text.encode())
        lists.setdefault(table.shape.day or ON, []).extend(readers.units(table))
    return services.load_areas(lists=lists, by=system, at=now)


def reorganise_areas(system: Actor, now: datetime, mapping: str = MAPPING, *, dry_run: bool = False) -> Outcome:
    """The whole case: old list, then the mapping together with the new list."""
    load(system, now, LEGACY)
    return reorganise_again(system, now, mapping, dry_run=dry_run)


def reorganise_again(system: Actor, now: datetime, mapping: str = MAPPING, *, dry_run: bool = False) -> Outcome:
    """The mapping with the new list over what is there."""
    tables = [readers.read(mapping.encode(), "mapping.csv"), readers.read(NEW.encode(), "new.csv")]
    outcome = readers.reorganise_tables(tables, on=ON, basis=BASIS, by=system, at=now, dry_run=dry_run)
    assert isinstance(outcome, Outcome)
    return outcome


class AGENCIES:
    """Departments merge, a district ends, two communes become one ward with a centre."""

    ON = ON
    FILE = """ma_cu,ma_moi,ten_moi,ten_ngan,loai,cap,truc_thuoc,ma_dinh_danh,pham_vi,mac_dinh
so-ke-hoach,so-tai-chinh,,,,,,,toàn bộ,1
huyen-hoa-an,phuong-tan-lap,UBND phường Tân Lập,P. Tân Lập,commune_pc,Cấp xã,ubnd-tinh,H99.31,một phần,1
huyen-hoa-an,so-tai-chinh,,,,,,,một phần,0
xa-tan-lap-cu,phuong-tan-lap,,,,,,,toàn bộ,1
xa-tan-lap-2,phuong-tan-lap,,,,,,,toàn bộ,1
mot-cua-cu,trung-tam-tan-lap,Trung tâm Phục vụ HCC phường Tân Lập,,commune_centre,commune,phuong-tan-lap,,toàn bộ,1
tram-y-te,tram-y-te,,,,,phuong-tan-lap,,toàn bộ,1
,trung-tam-moi,Trung tâm Chuyển đổi số,,division,province,ubnd-tinh,,toàn bộ,1
hoi-cu,,,,,,,,toàn bộ,1
"""

    @staticmethod
    def make() -> None:
        """The agencies of the day before."""
        known = Agency.objects.filter(code="ubnd-tinh").first()
        top = known or factories.agency("ubnd-tinh", "Ủy ban nhân dân tỉnh An Lạc", AgencyKind.PROVINCE_PC)
        factories.agency("so-tai-chinh", "Sở Tài chính", parent=top)
        planning = factories.agency("so-ke-hoach", "Sở Kế hoạch và Đầu tư", parent=top)
        factories.agency("phong-dau-tu", "Phòng Đầu tư", AgencyKind.DIVISION, parent=planning)
        district = factories.agency("huyen-hoa-an", "UBND huyện Hòa An", AgencyKind.DISTRICT_PC, parent=top)
        for code in ("xa-tan-lap-cu", "xa-tan-lap-2"):
            factories.agency(code, f"UBND xã {code}", AgencyKind.COMMUNE_PC, parent=district)
        factories.agency("mot-cua-cu", "Bộ phận Một cửa xã Tân Lập", AgencyKind.ONE_STOP_UNIT, parent=district)
        factories.agency("tram-y-te", "Trạm Y tế", AgencyKind.DIVISION, parent=district)
        factories.agency("hoi-cu", "Hội đồng cũ", AgencyKind.DIVISION, parent=top)
