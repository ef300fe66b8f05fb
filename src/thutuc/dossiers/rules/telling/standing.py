"""A state in words a farmer understands: what it is called, whose turn it is, what to do (ui.md §13, «Tracking»).

Sentences may hold %(count)s (what is asked for), %(days)s (working days late) and %(day)s.
"""

from dataclasses import dataclass, replace

from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.terms import DossierState as S
from thutuc.dossiers.rules.terms import ReturnWay
from thutuc.kernel.text import Labelled, gettext_noop


class Turn(Labelled):
    """Đến lượt ai."""

    APPLICANT = "applicant", gettext_noop("Người nộp hồ sơ")
    COUNTER = "counter", gettext_noop("Bộ phận Một cửa")
    AGENCY = "agency", gettext_noop("Cơ quan giải quyết")
    CONSULTED = "consulted", gettext_noop("Cơ quan được hỏi ý kiến")
    NOBODY = "nobody", gettext_noop("Không ai, hồ sơ đã xong")


@dataclass(frozen=True)
class Said:
    """A state as it is told: the heading, one sentence under it, whose turn, what the reader has to do."""

    headline: str
    lead: str
    turn: Turn
    todo: str


_WAIT = gettext_noop("Chưa phải làm gì")
_NOTHING = gettext_noop("Không còn việc phải làm")
_READ = gettext_noop("Đọc lý do bên dưới")

SAID: dict[S, Said] = {
    S.DRAFT: Said(
        gettext_noop("Hồ sơ chưa nộp"),
        gettext_noop("Hồ sơ còn đang được nhập."),
        Turn.APPLICANT,
        gettext_noop("Nộp hồ sơ"),
    ),
    S.SUBMITTED: Said(
        gettext_noop("Hồ sơ đã nộp, đang chờ xem giấy tờ"),
        gettext_noop("Nơi nhận xem giấy tờ đủ chưa, rồi báo tiếp nhận hoặc báo cần thêm gì. Thời hạn chưa tính."),
        Turn.COUNTER,
        _WAIT,
    ),
    S.INTAKE_SUPPLEMENT: Said(
        gettext_noop("Hồ sơ đang chờ hoàn thiện"),
        gettext_noop("Hồ sơ chưa được tiếp nhận, thời hạn chưa tính. Nộp đủ phần còn thiếu thì hồ sơ được xem lại."),
        Turn.APPLICANT,
        gettext_noop("Hoàn thiện %(count)s điều"),
    ),
    S.INTAKE_FEE: Said(
        gettext_noop("Hồ sơ đang chờ nộp phí"),
        gettext_noop("Thủ tục này thu phí, lệ phí trước. Nộp xong thì hồ sơ được xem tiếp."),
        Turn.APPLICANT,
        gettext_noop("Nộp phí, lệ phí"),
    ),
    S.REJECTED: Said(
        gettext_noop("Hồ sơ không được tiếp nhận"),
        gettext_noop("Hồ sơ này không được giải quyết. Sửa xong điều đã nêu thì nộp hồ sơ mới được."),
        Turn.NOBODY,
        _READ,
    ),
    S.ACCEPTED: Said(
        gettext_noop("Hồ sơ đã được tiếp nhận"),
        gettext_noop("Giấy tờ đã đủ, thời hạn đã bắt đầu tính. Hồ sơ sắp chuyển đến nơi giải quyết."),
        Turn.COUNTER,
        _WAIT,
    ),
    S.ASSIGNED: Said(
        gettext_noop("Hồ sơ đã đến nơi giải quyết"),
        gettext_noop("Nơi giải quyết sắp giao người xem hồ sơ."),
        Turn.AGENCY,
        _WAIT,
    ),
    S.IN_PROCESS: Said(
        gettext_noop("Hồ sơ đang được xem xét"),
        gettext_noop("Người được giao đang xem giấy tờ và điều kiện."),
        Turn.AGENCY,
        _WAIT,
    ),
    S.CONSULTING: Said(
        gettext_noop("Hồ sơ đang chờ ý kiến cơ quan khác"),
        gettext_noop("Nơi giải quyết đã hỏi cơ quan có liên quan. Thời hạn vẫn tính."),
        Turn.CONSULTED,
        _WAIT,
    ),
    S.AWAIT_REVIEW: Said(
        gettext_noop("Hồ sơ đã xem xong, chờ lãnh đạo phòng"),
        gettext_noop("Lãnh đạo phòng kiểm tra lại trước khi trình ký."),
        Turn.AGENCY,
        _WAIT,
    ),
    S.AWAIT_SIGN: Said(
        gettext_noop("Kết quả đang chờ ký"),
        gettext_noop("Dự thảo kết quả đã xong, đang chờ người có thẩm quyền ký."),
        Turn.AGENCY,
        _WAIT,
    ),
    S.AWAIT_ISSUE: Said(
        gettext_noop("Kết quả đã ký, chờ cấp số"),
        gettext_noop("Văn thư cấp số, đóng dấu rồi chuyển kết quả về nơi trả."),
        Turn.AGENCY,
        _WAIT,
    ),
    S.SUPPLEMENT: Said(
        gettext_noop("Hồ sơ đang chờ bổ sung"),
        gettext_noop("Thời gian chờ ông bà không tính vào thời hạn."),
        Turn.APPLICANT,
        gettext_noop("Bổ sung %(count)s điều"),
    ),
    S.TAX_DUTY: Said(
        gettext_noop("Hồ sơ đang chờ nộp thuế, tiền theo thông báo"),
        gettext_noop("Nộp xong khoản trong thông báo thì hồ sơ được làm tiếp. Thời gian chờ không tính vào thời hạn."),
        Turn.APPLICANT,
        gettext_noop("Nộp khoản trong thông báo"),
    ),
    S.SUSPENDED: Said(
        gettext_noop("Hồ sơ đang tạm dừng"),
        gettext_noop("Nơi giải quyết tạm dừng theo lý do bên dưới. Thời gian tạm dừng không tính vào thời hạn."),
        Turn.AGENCY,
        _WAIT,
    ),
    S.WITHDRAW_REQUESTED: Said(
        gettext_noop("Đã đề nghị rút hồ sơ, đang chờ trả lời"),
        gettext_noop("Nơi giải quyết xem đề nghị rồi trả lời. Cho đến lúc đó hồ sơ vẫn còn, thời hạn vẫn tính."),
        Turn.AGENCY,
        _WAIT,
    ),
    S.WITHDRAWN: Said(
        gettext_noop("Hồ sơ đã rút"),
        gettext_noop("Hồ sơ không được giải quyết nữa. Muốn làm lại thì nộp hồ sơ mới."),
        Turn.NOBODY,
        gettext_noop("Nhận lại giấy tờ gốc, nếu đã nộp"),
    ),
    S.TERMINATED: Said(
        gettext_noop("Hồ sơ đã dừng giải quyết"),
        gettext_noop("Hồ sơ kết thúc mà không có kết quả, theo lý do bên dưới."),
        Turn.NOBODY,
        _READ,
    ),
    S.RESULT_READY: Said(
        gettext_noop("Đã có kết quả"),
        gettext_noop("Đến nhận tại nơi ghi trên giấy hẹn. Mang theo giấy hẹn và giấy tờ tùy thân."),
        Turn.APPLICANT,
        gettext_noop("Nhận kết quả"),
    ),
    S.RETURNED: Said(
        gettext_noop("Đã trả kết quả"),
        gettext_noop("Kết quả đã trao, hồ sơ đã xong."),
        Turn.NOBODY,
        _NOTHING,
    ),
}

_ONE_PAPER, _PAPERS = gettext_noop("Hồ sơ đang chờ một giấy tờ"), gettext_noop("Hồ sơ đang chờ %(count)s giấy tờ")
_ADD_PAPERS = gettext_noop("Bổ sung %(count)s giấy tờ")
_RUNS_ON = gettext_noop("Thời hạn vẫn tính trong lúc chờ, theo luật chuyên ngành. Gửi sớm thì có kết quả sớm.")
_SENT = Said(
    gettext_noop("Đã nhận phần bổ sung, đang chờ xem"),
    gettext_noop("Nơi nhận xem phần đã gửi rồi báo ngày hẹn trả mới. Chưa phải làm gì thêm."),
    Turn.COUNTER,
    _WAIT,
)
_POSTED = gettext_noop("Bưu chính giao đến địa chỉ đã đăng ký. Có giấy tờ tùy thân khi nhận.")
_ONLINE = gettext_noop("Kết quả là bản điện tử, tải ở trang này.")
_LATE = gettext_noop("Kết quả đang chậm %(days)s ngày làm việc")
_LATE_APPOINTED = gettext_noop("Cơ quan giải quyết đã xin lỗi và hẹn lại ngày %(day)s. Lý do ghi ở bên dưới.")
_LATE_AGAIN = gettext_noop("Cơ quan đã hẹn lại một lần và vẫn chậm. Ông bà có quyền hỏi lý do và phản ánh.")
_LATE_SILENT = gettext_noop("Cơ quan giải quyết phải xin lỗi bằng văn bản và hẹn lại ngày, nhưng chưa làm.")


@dataclass(frozen=True)
class Standing:
    """What the words depend on. `asked` grounds stand open, `are_papers` when each is a paper of the list; `sent`: the
    applicant has answered them.

    `runs`: the limit runs on while papers are waited for, as some sector laws have it. `late` working days after the
    due day; `appointed` whether an apology named a new day, `broken` whether that has passed as well.
    """

    state: S
    asked: int = 0
    are_papers: bool = False
    sent: bool = False
    runs: bool = False
    return_way: ReturnWay = ReturnWay.COUNTER
    late: int = 0
    appointed: bool = False
    broken: bool = False


def said(standing: Standing) -> Said:
    """The words for a dossier as it stands."""
    state, words = standing.state, SAID[standing.state]
    if state is S.SUPPLEMENT and standing.sent:
        return _SENT
    if state is S.SUPPLEMENT and standing.runs:
        words = replace(words, lead=_RUNS_ON)
    if state in (S.SUPPLEMENT, S.INTAKE_SUPPLEMENT) and standing.are_papers:
        return replace(words, headline=_ONE_PAPER if standing.asked == 1 else _PAPERS, todo=_ADD_PAPERS)
    if state is S.RESULT_READY and standing.return_way is not ReturnWay.COUNTER:
        return replace(words, lead=_POSTED if standing.return_way is ReturnWay.POST else _ONLINE)
    if standing.late and state in states.RUNNING:
        return replace(words, headline=_LATE, lead=_late_lead(standing))
    return words


def here(standing: Standing) -> str:
    """The step where the dossier is, on its way: the state itself, late or not."""
    if standing.state is S.RESULT_READY:
        return _TO_COLLECT
    return said(replace(standing, late=0)).headline


_TO_COLLECT = gettext_noop("Chờ nhận kết quả")


def _late_lead(standing: Standing) -> str:
    if not standing.appointed:
        return _LATE_SILENT
    return _LATE_AGAIN if standing.broken else _LATE_APPOINTED
