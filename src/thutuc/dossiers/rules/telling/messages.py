"""Messages to the applicant: every change of the national state, told at once (Decree 224/2026 Art. 15(1)g).

Before 01/07/2026 they go by consent. A subject holds the code and never a person, nor what the dossier is about. The
reasons of an act stand in the body as the officer wrote them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from thutuc.kernel.text import gettext_noop, nfc

NOTICE = "online.status_notice"
"""The key of the legal basis that orders the messages: `basis` of `notifications.services.queue`."""
ORDERED_FROM = date(2026, 7, 1)
"""The first day on which it does (Decree 224/2026); before, an address that was given is consent."""


@dataclass(frozen=True)
class Told:
    """One message."""

    subject: str
    body: str


@dataclass(frozen=True)
class Letter:
    """The words for one act. `why` goes before the reason, `due` needs a day, `todo` is what the reader can do."""

    subject: str
    what: str
    why: str = ""
    due: str = ""
    todo: str = ""


_REASON, _ASKED = gettext_noop("Lý do:"), gettext_noop("Cần làm:")
_PROMISE, _NEW_DAY = gettext_noop("Hẹn trả kết quả: %(day)s."), gettext_noop("Hẹn trả kết quả, ngày mới: %(day)s.")
_SEND = gettext_noop(
    "Gửi bản chụp trên trang Tra cứu hồ sơ, hoặc mang đến nơi đã nộp. Giấy tờ khác không phải nộp lại. "
    "Nếu giấy tờ này không có trong danh mục đã công bố, báo ngay trên trang đó."
)
_OBJECT = gettext_noop("Nếu không đồng ý, gửi phản ánh, kiến nghị hoặc khiếu nại đến nơi đã nộp.")
_RECEIVE = gettext_noop("Nơi nhận ghi trên giấy hẹn. Bản điện tử, nếu có, tải trên trang Tra cứu hồ sơ.")
_RESULT = Letter(
    gettext_noop("Hồ sơ %(code)s: đã có kết quả"),
    gettext_noop("Hồ sơ đã giải quyết xong, đã có kết quả."),
    todo=_RECEIVE,
)

TOLD: dict[str, Letter] = {
    "submit": Letter(
        gettext_noop("Hồ sơ %(code)s: đã nộp, chờ tiếp nhận"),
        gettext_noop("Hồ sơ đã đến nơi nhận. Bộ phận Một cửa xem giấy tờ rồi báo tiếp nhận, hoặc báo cần thêm gì."),
        todo=gettext_noop("Thời hạn giải quyết chưa tính cho đến khi có thông báo tiếp nhận."),
    ),
    "accept": Letter(
        gettext_noop("Hồ sơ %(code)s: đã tiếp nhận"),
        gettext_noop("Giấy tờ đã đủ, hồ sơ đã được tiếp nhận. Thời hạn giải quyết bắt đầu tính."),
        due=_PROMISE,
    ),
    "guide": Letter(
        gettext_noop("Hồ sơ %(code)s: cần hoàn thiện trước khi tiếp nhận"),
        gettext_noop("Hồ sơ chưa được tiếp nhận vì giấy tờ chưa đủ hoặc chưa đúng. Thời hạn chưa tính."),
        _ASKED,
        gettext_noop("Nộp phần hoàn thiện chậm nhất: %(day)s."),
        _SEND,
    ),
    "send_again": Letter(
        gettext_noop("Hồ sơ %(code)s: đã nhận phần hoàn thiện"),
        gettext_noop("Phần hoàn thiện đã đến nơi nhận. Bộ phận Một cửa xem lại giấy tờ rồi báo."),
    ),
    "require_fee": Letter(
        gettext_noop("Hồ sơ %(code)s: cần nộp phí, lệ phí trước khi tiếp nhận"),
        gettext_noop("Thủ tục này thu phí, lệ phí trước. Nộp xong thì hồ sơ được xem tiếp. Thời hạn chưa tính."),
    ),
    "settle_fee": Letter(
        gettext_noop("Hồ sơ %(code)s: đã ghi nhận phí, lệ phí"),
        gettext_noop("Phí, lệ phí đã được ghi nhận. Bộ phận Một cửa xem giấy tờ rồi báo tiếp nhận."),
    ),
    "refuse": Letter(
        gettext_noop("Hồ sơ %(code)s: không được tiếp nhận"),
        gettext_noop("Bộ phận Một cửa không tiếp nhận hồ sơ này."),
        _REASON,
        todo=_OBJECT,
    ),
    "lapse": Letter(
        gettext_noop("Hồ sơ %(code)s: không được tiếp nhận vì quá ngày hoàn thiện"),
        gettext_noop("Phần hoàn thiện không đến trong hạn nên hồ sơ không được tiếp nhận. Có thể nộp hồ sơ mới."),
        _REASON,
        todo=_OBJECT,
    ),
    "withdraw": Letter(
        gettext_noop("Hồ sơ %(code)s: đã rút"),
        gettext_noop("Hồ sơ đã rút theo đề nghị, trước khi tiếp nhận. Có thể nộp lại lúc khác."),
    ),
    "hand_over": Letter(
        gettext_noop("Hồ sơ %(code)s: đã chuyển đến nơi giải quyết"),
        gettext_noop("Hồ sơ đã chuyển đến cơ quan giải quyết."),
        due=_PROMISE,
    ),
    "settle_at_once": _RESULT,
    "issue": _RESULT,
    "record_result": _RESULT,
    "request_supplement": Letter(
        gettext_noop("Hồ sơ %(code)s: cần bổ sung"),
        gettext_noop("Cơ quan giải quyết cần thêm hoặc cần sửa giấy tờ thì mới làm tiếp được."),
        _ASKED,
        gettext_noop("Nộp phần bổ sung chậm nhất: %(day)s."),
        _SEND,
    ),
    "send_supplement": Letter(
        gettext_noop("Hồ sơ %(code)s: đã nhận phần bổ sung, chờ xem"),
        gettext_noop("Phần bổ sung đã đến nơi nhận. Nơi nhận xem rồi báo ngày hẹn trả mới."),
    ),
    "accept_supplement": Letter(
        gettext_noop("Hồ sơ %(code)s: phần bổ sung đã đủ, ngày hẹn trả mới"),
        gettext_noop("Phần bổ sung đã đủ, hồ sơ được làm tiếp."),
        due=_NEW_DAY,
    ),
    "restart": Letter(
        gettext_noop("Hồ sơ %(code)s: phần bổ sung đã đủ, ngày hẹn trả mới"),
        gettext_noop("Phần bổ sung đã đủ. Theo quy định, thời hạn tính lại từ đầu."),
        due=_NEW_DAY,
    ),
    "require_duty": Letter(
        gettext_noop("Hồ sơ %(code)s: cần thực hiện nghĩa vụ tài chính"),
        gettext_noop("Nộp thuế hoặc khoản tiền theo thông báo của cơ quan có thẩm quyền. Thời gian chờ không tính."),
        _REASON,
    ),
    "finish_duty": Letter(
        gettext_noop("Hồ sơ %(code)s: đã thực hiện nghĩa vụ tài chính, ngày hẹn trả mới"),
        gettext_noop("Nghĩa vụ tài chính đã xong. Thời hạn tính tiếp từ chỗ đã dừng."),
        due=_NEW_DAY,
    ),
    "suspend": Letter(
        gettext_noop("Hồ sơ %(code)s: tạm dừng giải quyết"),
        gettext_noop("Việc giải quyết tạm dừng. Thời gian tạm dừng không tính vào thời hạn."),
        _REASON,
        todo=_OBJECT,
    ),
    "resume": Letter(
        gettext_noop("Hồ sơ %(code)s: giải quyết tiếp, ngày hẹn trả mới"),
        gettext_noop("Hồ sơ được giải quyết tiếp. Thời hạn tính tiếp từ chỗ đã dừng."),
        _REASON,
        _NEW_DAY,
    ),
    "request_withdrawal": Letter(
        gettext_noop("Hồ sơ %(code)s: đã nhận đề nghị rút hồ sơ"),
        gettext_noop("Có đề nghị rút hồ sơ này. Cơ quan giải quyết xem rồi trả lời. Hồ sơ vẫn còn cho đến lúc đó."),
        todo=gettext_noop("Nếu ông bà không đề nghị rút, báo ngay cho nơi đã nộp."),
    ),
    "grant_withdrawal": Letter(
        gettext_noop("Hồ sơ %(code)s: đã rút theo đề nghị"),
        gettext_noop("Cơ quan giải quyết đồng ý cho rút hồ sơ. Hồ sơ không giải quyết nữa."),
        _REASON,
        todo=gettext_noop("Giấy tờ gốc đã nộp được nhận lại tại nơi đã nộp."),
    ),
    "decline_withdrawal": Letter(
        gettext_noop("Hồ sơ %(code)s: không cho rút, giải quyết tiếp"),
        gettext_noop("Cơ quan giải quyết không đồng ý cho rút hồ sơ. Hồ sơ được giải quyết tiếp."),
        _REASON,
        _PROMISE,
        _OBJECT,
    ),
    "terminate": Letter(
        gettext_noop("Hồ sơ %(code)s: dừng giải quyết"),
        gettext_noop("Cơ quan giải quyết đã dừng, hồ sơ kết thúc mà không có kết quả."),
        _REASON,
        todo=_OBJECT,
    ),
    "extend": Letter(
        gettext_noop("Hồ sơ %(code)s: gia hạn, ngày hẹn trả mới"),
        gettext_noop("Cơ quan giải quyết kéo dài thời hạn theo luật chuyên ngành."),
        _REASON,
        _NEW_DAY,
    ),
    "recount": Letter(
        gettext_noop("Hồ sơ %(code)s: dời ngày hẹn vì đổi lịch làm việc"),
        gettext_noop(
            "Có ngày nghỉ thêm sau khi ông bà nộp hồ sơ nên ngày hẹn trả dời theo. Giấy hẹn đã in vẫn có giá trị."
        ),
        _REASON,
        _NEW_DAY,
    ),
    "apologise": Letter(
        gettext_noop("Hồ sơ %(code)s: xin lỗi vì chậm, hẹn lại ngày trả"),
        gettext_noop("Cơ quan giải quyết xin lỗi ông bà vì không trả kết quả đúng hẹn."),
        _REASON,
        gettext_noop("Hẹn lại ngày trả kết quả: %(day)s."),
        gettext_noop("Ngày hẹn đầu vẫn được dùng để tính cơ quan chậm bao lâu."),
    ),
    "deliver": Letter(
        gettext_noop("Hồ sơ %(code)s: đã trả kết quả"),
        gettext_noop("Kết quả đã trao. Hồ sơ đã xong."),
        todo=gettext_noop("Nếu ông bà chưa nhận kết quả, báo ngay cho nơi đã nộp."),
    ),
    "reopen": Letter(
        gettext_noop("Hồ sơ %(code)s: mở lại vì kết quả có chỗ sai"),
        gettext_noop("Cơ quan giải quyết thấy kết quả có chỗ sai và làm lại. Chưa dùng bản cũ."),
        _REASON,
        _PROMISE,
    ),
    "correct_result": Letter(
        gettext_noop("Hồ sơ %(code)s: kết quả được đính chính"),
        gettext_noop("Kết quả có bản đính chính. Dùng bản mới, không dùng bản cũ."),
        _REASON,
        todo=_RECEIVE,
    ),
}
"""By the code of the move. What is not here is work inside the office that changes nothing for the applicant."""

_HEAD = gettext_noop("Thủ tục: %(procedure)s")
_CODE = gettext_noop("Mã hồ sơ: %(code)s")
_LOOK = gettext_noop("Xem hồ sơ: mở trang Tra cứu hồ sơ, nhập mã hồ sơ và mã tra cứu in trên giấy tiếp nhận.")
_NEW = gettext_noop("mới nộp")


def _same(text: str) -> str:
    return text


def message_for(
    code: str,
    *,
    dossier_code: str,
    procedure: str,
    due_on: date | None,
    reason: str,
    say: Callable[[str], str] = _same,
) -> Told | None:
    """The message after an act; None where the act changes nothing for the applicant.

    `code` is the move's. `due_on` is the day that the act tells of: the new due day, or for a request for papers the
    last day to send them. `say` puts the sentences into the reader's language.
    """
    letter = TOLD.get(code)
    if letter is None:
        return None
    facts = {"code": dossier_code or say(_NEW), "procedure": procedure, "day": f"{due_on:%d/%m/%Y}" if due_on else ""}
    reason = nfc(reason).strip()
    parts = (
        "\n".join(say(line) % facts for line in (_HEAD, _CODE)),
        say(letter.what),
        f"{say(letter.why)} {reason}" if letter.why and reason else "",
        say(letter.due) % facts if letter.due and due_on else "",
        say(letter.todo) if letter.todo else "",
        say(_LOOK),
    )
    return Told(say(letter.subject) % facts, "\n\n".join(part for part in parts if part) + "\n")
