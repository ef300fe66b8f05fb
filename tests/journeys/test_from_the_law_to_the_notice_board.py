"""From a ministry's decision of 2019 to every notice board: through HTTP only, the story told once for all tests."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests import databases
from tests.journeys.june_2019 import CIRCULAR, LATE, Story
from tests.worktime import factories as calendars
from thutuc.journal.queries import verify
from thutuc.kernel.actor import Actor

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not any(Path(settings.TYPEFACES).glob("*.ttf")), reason="the front was not built: make front"),
]
NOTHING_OPEN = "Không có việc nào đang dừng."


@pytest.fixture(scope="module")
def story(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """The whole of it, once, in a database of its own."""
    with django_db_blocker.unblock():
        template = databases.migrated()
    with (
        databases.copied(template, part="june") as name,
        django_db_blocker.unblock(),
        databases.connected_to(name),
        override_settings(HOME=tmp_path_factory.mktemp("home")),
    ):
        calendars.load(Actor.system("test"), datetime(2019, 1, 1, tzinfo=UTC))
        told = Story()
        told.tell()
        yield told


def test_the_watch_shows_where_the_change_stands_until_nothing_is_open(story: Story) -> None:
    seen = story.seen

    # the ministry, due on 03/06, is late on 05/06: no fault of the province
    assert "Đúng hạn Còn 10 ngày 03/06/2019" in seen["watch 20/05"]
    assert f"{CIRCULAR} Luật đã đổi, bộ chưa công bố · 3 thủ tục" in seen["watch 05/06"]
    assert "Chậm do cấp trên Quá hạn 2 ngày 03/06/2019" in seen["watch 05/06"]
    assert "Đôn đốc bộ công bố" in seen["watch 05/06"]

    # then each station in turn
    assert "Đến ngày, số đến 17/06/2019 · 655" in seen["ministry 17/06"]
    assert "1329/QĐ-BTP Bộ đã công bố, tỉnh chưa · 3 thủ tục" in seen["watch 17/06"]
    assert "Sở Tư pháp Đúng hạn Còn 5 ngày 24/06/2019" in seen["watch 17/06"]
    assert "1187/QĐ-UBND Tỉnh đã ký, chưa nhập CSDLQG · 3 thủ tục" in seen["watch 21/06"]
    assert NOTHING_OPEN in seen["watch 25/06"]
    assert "Niêm yết chưa theo kịp 5 Lâu nhất 0 ngày" in seen["watch 01/07"]
    assert "Niêm yết chưa theo kịp 1 1 quá hạn" in seen["watch 02/07"]
    assert "Một cửa huyện Gành Chậm do tỉnh Quá hạn 1 ngày" in seen["watch 02/07"]
    assert NOTHING_OPEN in seen["watch 05/07"]


def test_a_draft_follows_the_ministry_is_returned_once_and_signed_in_time(story: Story) -> None:
    seen = story.seen

    # the rows begin with what the ministry published, marked against what is in force
    assert (
        "3 Sửa đổi Đăng ký khai sinh 1.009903 · Thành phần hồ sơ, Căn cứ pháp lý, Số quyết định công bố Đủ"
        in seen["draft 18/06"]
    )
    assert "Niêm yết 5 đơn vị Treo 0 bản mới, thay 3, gỡ 0." in seen["draft 18/06"]

    # the office finds what the department typed otherwise, once
    assert "Phụ lục ghi 9 ngày làm việc, quyết định của bộ ghi 5 ngày làm việc (1.009902" in seen["control 19/06"]
    assert "Sở Tư pháp 0 ngày 1 lần Thời hạn khác quyết định của bộ" in seen["pipeline 19/06"]
    assert "1.009902: Thời hạn khác quyết định của bộ" in seen["remarks 20/06"]
    assert "Không có chỗ chặn." in seen["dry run 21/06"]
    assert "Phiên bản mở 3 Phiên bản đóng 3" in seen["dry run 21/06"]
    assert "Ký 21/06/2019, hiệu lực từ 01/07/2019" in seen["signed 21/06"]
    assert "Chặn" not in seen["signed 21/06"]


def test_two_hands_bring_it_to_the_national_database(story: Story) -> None:
    assert "Chờ nhập 3 Chờ công khai 0" in story.seen["entries 25/06"]
    assert "Chờ nhập 0 Chờ công khai 0" in story.seen["entered 25/06"]


def test_the_public_reads_the_old_until_midnight_and_the_new_after_it(story: Story) -> None:
    before, after = story.seen["public 30/06"], story.seen["public 01/07"]

    assert "Từ 01/07/2019 áp dụng nội dung mới" in before
    assert CIRCULAR not in before
    assert "Bản cam đoan theo mẫu mới" in after
    assert CIRCULAR in after
    assert "Sắp thay đổi" not in after


def test_the_code_on_a_sheet_tells_what_the_paper_is_worth(story: Story) -> None:
    seen = story.seen

    assert "Còn hiệu lực" in seen["old sheet 30/06"]
    assert "đến hết ngày 30/06/2019" in seen["old sheet 30/06"]
    for day in ("01/07", "05/07"):
        assert "Đã được thay thế" in seen[f"old sheet {day}"]
        assert "Quyết định 1187/QĐ-UBND" in seen[f"old sheet {day}"]
        assert "Bản cam đoan theo mẫu mới" in seen[f"old sheet {day}"]
    assert "Còn hiệu lực" in seen["new sheet 05/07"]
    assert "bản 2" in seen["new sheet 05/07"]


def test_the_lag_page_shows_the_ministry_late_and_the_district_late(story: Story) -> None:
    for page in (story.seen["line 05/07"], story.seen["public line 05/07"]):
        assert "12/06/2019 Bộ công bố thủ tục Bộ Tư pháp Hạn 03/06/2019 Trễ 7 ngày" in page
        assert "21/06/2019 Tỉnh công bố thủ tục 1187/QĐ-UBND Hạn 24/06/2019 Đúng hạn" in page
        assert "Nhập ngày 25/06/2019 Hạn 28/06/2019 Đúng hạn" in page
        assert "04/07/2019 Thay đủ bảng niêm yết 5 trên 5 tờ đã thay Hạn 01/07/2019 Trễ 3 ngày" in page
        assert "1 nơi thay bảng trễ" in page
    assert "Một cửa huyện Gành 04/07/2019 3 ngày làm việc" in story.seen["line 05/07"]
    assert "Thay bảng ở đơn vị 3 ngày" in story.seen["lag 05/07"]
    assert "2 thủ tục lên bảng kịp ngày có hiệu lực" in story.seen["publications 05/07"]


OLD, NEW = "25/QĐ-UBND", "Quyết định 1187/QĐ-UBND"


@pytest.mark.parametrize(
    ("unit", "day", "law", "wall"),
    [
        (LATE, "30/06", OLD, ("1", "03/01/2019")),
        (LATE, "02/07", NEW, ("1", "03/01/2019")),
        (LATE, "05/07", NEW, ("2", "04/07/2019")),
        ("xa-an", "30/06", OLD, ("1", "03/01/2019")),
        ("xa-an", "02/07", NEW, ("2", "01/07/2019")),
        ("xa-an", "05/07", NEW, ("2", "01/07/2019")),
    ],
)
def test_every_past_day_says_what_was_public_and_what_hung(
    story: Story, unit: str, day: str, law: str, wall: tuple[str, str]
) -> None:
    public, staff, board = (story.seen[f"{page} {unit} {day}"] for page in ("public", "day", "wall"))
    number, since = wall

    assert law in public
    assert f"1 nơi, từ {since}" in public
    odd = 2 if (unit, day) == (LATE, "02/07") else 0
    assert f"Đang áp dụng 1 Có trên cổng 1 Có treo 1 Không khớp nhau {odd}" in staff
    assert f" {number} " in board.partition("1.00990")[2]
    assert f"09:00, {since}" in board


def test_nothing_of_it_can_be_changed_afterwards_unseen(story: Story, client: Client) -> None:
    assert list(verify()) == []
    assert client.get(story.decision).status_code == 302
