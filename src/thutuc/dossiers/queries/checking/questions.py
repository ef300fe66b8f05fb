"""What must hold between the facts of a dossier: each a statement that finds those for which it does not.

A statement gives the code of the dossier (its key where it has none) and a word more. `{of}`, `{of_event}` stand for
«every n-th dossier» where only a sample is looked at, `{who}` for the name of a dossier, `{running}` for its
clock, `{series}` for all series of codes.
"""

from dataclasses import dataclass

from thutuc.kernel.text import gettext_noop

WHO = "coalesce(d.code, d.key)"
OWN = "d.authority = 'local' AND d.source = ''"
RUNNING = """(d.state IN ('accepted', 'assigned', 'in_process', 'consulting', 'await_review', 'await_sign',
    'await_issue', 'withdraw_requested') OR d.state = 'supplement' AND d.policy = 'none')"""


@dataclass(frozen=True)
class Question:
    """One invariant: `code` names it, `words` tell what is wrong and what to do with %(dossier)s and %(more)s."""

    code: str
    words: str
    statement: str

    def asked(self, *, of: str, of_event: str) -> str:
        """The statement to be executed."""
        told = {
            "{of}": of,
            "{of_event}": of_event,
            "{who}": WHO,
            "{running}": RUNNING,
            "{own}": OWN,
            "{series}": SERIES,
        }
        found = self.statement
        for mark, words in told.items():
            found = found.replace(mark, words)
        return found


_LOST = gettext_noop(
    "Hồ sơ %(dossier)s: chuỗi việc bị đứt ở việc số %(more)s. Khôi phục từ bản sao lưu gần nhất còn nguyên."
)
_KEPT = gettext_noop(
    "Hồ sơ %(dossier)s: %(more)s không khớp với các việc đã ghi. Có người đã sửa dữ liệu ngoài hệ thống: đối chiếu "
    "với nhật ký rồi sửa lại."
)
_ORDER = gettext_noop(
    "Hồ sơ %(dossier)s: các mốc thời gian không theo thứ tự (%(more)s). Đối chiếu với các việc đã ghi rồi sửa lại."
)
_REACH = gettext_noop("Hồ sơ %(dossier)s: thiếu cơ quan %(more)s trong danh sách được xem. Ghi thêm cơ quan đó.")
_CODES = gettext_noop(
    "Dãy mã %(dossier)s có khoảng trống hoặc trùng số (%(more)s). Tìm hồ sơ bị mất trong bản sao lưu của ngày đó."
)
_COUNTER = gettext_noop(
    "Bộ đếm của dãy %(dossier)s không bằng số cuối đã cấp (%(more)s). Đặt lại bộ đếm trước khi tiếp nhận tiếp."
)
_DAY = gettext_noop("Hồ sơ %(dossier)s: ngày trong mã khác ngày tiếp nhận. Đối chiếu với giấy tiếp nhận đã in.")
_NOTICE = gettext_noop(
    "Hồ sơ %(dossier)s: văn bản gửi người nộp không khớp trạng thái, việc (%(more)s). Đối chiếu với các việc đã ghi."
)
_RESULT = gettext_noop("Hồ sơ %(dossier)s: %(more)s. Ghi lại kết quả hoặc lần trao từ bản giấy.")
_QUESTION = gettext_noop("Hồ sơ %(dossier)s: đang hỏi ý kiến %(more)s mà không ở bước lấy ý kiến. Kết thúc lần hỏi đó.")
_PEOPLE = gettext_noop("Hồ sơ %(dossier)s: %(more)s. Nhập lại người nộp từ giấy tiếp nhận.")

SERIES = """(
    SELECT 'dossier:' || left(d.code, -8 - length(substring(d.code FROM '\\d+$'))) || ':'
            || right(left(d.code, -1 - length(substring(d.code FROM '\\d+$'))), 6) AS series,
        count(*) AS many, min(substring(d.code FROM '\\d+$')::int) AS first,
        max(substring(d.code FROM '\\d+$')::int) AS last, bool_or(d.source = '') AS own
    FROM dossiers_dossier d WHERE d.code ~ '-\\d{6}-\\d{4,6}$' GROUP BY 1)"""
"""The series of codes with their numbers; `own`: some of them were given here and not by a former system."""

QUESTIONS: tuple[Question, ...] = (
    Question(
        "dossier.chain",
        _LOST,
        """SELECT {who}, told.number::text FROM (
            SELECT e.dossier_id, e.number, e.source, e.at,
                lag(e.number) OVER life AS number_before, lag(e.target) OVER life AS target_before,
                lag(e.at) OVER life AS at_before
            FROM dossiers_dossierevent e WHERE {of_event}
            WINDOW life AS (PARTITION BY e.dossier_id ORDER BY e.number)
        ) told JOIN dossiers_dossier d ON d.id = told.dossier_id
        WHERE told.number <> coalesce(told.number_before, 0) + 1 OR told.at < told.at_before
            OR ({own} AND told.source <> coalesce(told.target_before, 'draft'))""",
    ),
    Question(
        "dossier.kept",
        _KEPT,
        """SELECT {who}, concat_ws(', ', CASE WHEN e.id IS NULL THEN 'event_count' END,
                CASE WHEN e.target <> d.state THEN 'state' END,
                CASE WHEN e.due_at IS DISTINCT FROM d.due_at THEN 'due_at' END,
                CASE WHEN e.holder_id IS DISTINCT FROM d.holder_id THEN 'holder' END,
                CASE WHEN e.agency_id IS DISTINCT FROM coalesce(d.unit_id, d.received_by_id) THEN 'unit' END,
                CASE WHEN {running} AND d.due_at IS NOT NULL AND d.due_key <> d.due_at
                    OR NOT ({running} AND d.due_at IS NOT NULL) AND d.due_key <> '9999-01-01+00' THEN 'due_key' END)
        FROM dossiers_dossier d LEFT JOIN dossiers_dossierevent e ON e.dossier_id = d.id AND e.number = d.event_count
        WHERE {own} AND {of} AND (e.id IS NULL OR e.target <> d.state
            OR e.due_at IS DISTINCT FROM d.due_at OR e.holder_id IS DISTINCT FROM d.holder_id
            OR e.agency_id IS DISTINCT FROM coalesce(d.unit_id, d.received_by_id)
            OR ({running} AND d.due_at IS NOT NULL AND d.due_key <> d.due_at)
            OR (NOT ({running} AND d.due_at IS NOT NULL) AND d.due_key <> '9999-01-01+00'))""",
    ),
    Question(
        "dossier.counts",
        _KEPT,
        """SELECT {who}, concat_ws(', ', CASE WHEN told.events <> d.event_count THEN 'event_count' END,
                CASE WHEN told.supplements <> d.supplement_count THEN 'supplement_count' END,
                CASE WHEN told.guides <> d.guidance_count THEN 'guidance_count' END,
                CASE WHEN told.apologies <> d.apology_count THEN 'apology_count' END,
                CASE WHEN told.moved IS DISTINCT FROM d.state_since THEN 'state_since' END)
        FROM (SELECT e.dossier_id, count(*) AS events,
                count(*) FILTER (WHERE e.code = 'request_supplement') AS supplements,
                count(*) FILTER (WHERE e.code = 'guide') AS guides,
                count(*) FILTER (WHERE e.code = 'apologise') AS apologies,
                max(e.at) FILTER (WHERE e.source <> e.target) AS moved
            FROM dossiers_dossierevent e WHERE {of_event} GROUP BY e.dossier_id) told
        JOIN dossiers_dossier d ON d.id = told.dossier_id
        WHERE {own} AND (told.events <> d.event_count OR told.supplements <> d.supplement_count
            OR told.guides <> d.guidance_count OR told.apologies <> d.apology_count
            OR told.moved IS DISTINCT FROM d.state_since)""",
    ),
    Question(
        "dossier.order",
        _ORDER,
        """SELECT {who}, concat_ws(' > ', d.submitted_at, d.accepted_at, d.finished_at, d.returned_at)
        FROM dossiers_dossier d WHERE {of} AND {own} AND (d.accepted_at < d.submitted_at
            OR d.finished_at < coalesce(d.accepted_at, d.submitted_at) OR d.returned_at < d.finished_at)""",
    ),
    Question(
        "dossier.reach",
        _REACH,
        """SELECT {who}, array_to_string(ARRAY(
                SELECT unnest(array_remove(ARRAY[d.agency_id, d.unit_id, d.received_by_id, d.helped_by_id], NULL))
                EXCEPT SELECT unnest(d.reach)), ', ')
        FROM dossiers_dossier d WHERE {of} AND NOT
            d.reach @> array_remove(ARRAY[d.agency_id, d.unit_id, d.received_by_id, d.helped_by_id], NULL)""",
    ),
    Question(
        "dossier.reach",
        _REACH,
        """SELECT {who}, c.agency_id::text FROM dossiers_consultation c
        JOIN dossiers_dossier d ON d.id = c.dossier_id WHERE {of} AND NOT d.reach @> ARRAY[c.agency_id]""",
    ),
    Question(
        "dossier.codes",
        _CODES,
        """SELECT told.series, format('%s–%s: %s', first, last, many) FROM {series} told
        JOIN db_counter c ON c.series = told.series WHERE first <> 1 OR last <> many""",
    ),
    Question(
        "dossier.counter",
        _COUNTER,
        """SELECT coalesce(told.series, c.series), format('%s / %s', c.value, told.last) FROM {series} told
        FULL JOIN (SELECT * FROM db_counter WHERE series LIKE 'dossier:%') c ON c.series = told.series
        WHERE c.value IS DISTINCT FROM told.last AND (told.own OR c.series IS NOT NULL)""",
    ),
    Question(
        "dossier.day",
        _DAY,
        """SELECT {who}, '' FROM dossiers_dossier d
        WHERE {of} AND d.code IS NOT NULL AND d.accepted_at IS NOT NULL AND {own}
            AND right(left(d.code, -1 - length(substring(d.code FROM '\\d+$'))), 6)
                <> to_char(d.accepted_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYMMDD')""",
    ),
    Question(
        "dossier.notice",
        _NOTICE,
        """SELECT {who}, n.kind FROM dossiers_notice n JOIN dossiers_dossier d ON d.id = n.dossier_id
            JOIN dossiers_dossierevent e ON e.id = n.event_id
        WHERE {of} AND (e.dossier_id <> d.id OR NOT CASE n.kind
                WHEN 'supplement' THEN e.code IN ('guide', 'request_supplement')
                WHEN 'refusal' THEN e.code IN ('refuse', 'lapse')
                WHEN 'apology' THEN e.code = 'apologise'
                WHEN 'extension' THEN e.code = 'extend'
                ELSE e.code IN ('grant_withdrawal', 'terminate') END
            OR n.settled_at < n.sent_at OR n.sent_at < n.at)""",
    ),
    Question(
        "dossier.asked",
        _NOTICE,
        """SELECT {who}, 'supplement' FROM dossiers_notice n JOIN dossiers_dossier d ON d.id = n.dossier_id
        WHERE {of} AND n.kind = 'supplement' AND n.settled_at IS NULL
            AND d.state NOT IN ('intake_supplement', 'supplement', 'rejected', 'withdrawn', 'terminated')
        UNION ALL
        SELECT {who}, 'supplement' FROM dossiers_dossier d
        WHERE {of} AND {own} AND d.state IN ('supplement', 'intake_supplement') AND NOT EXISTS (
            SELECT FROM dossiers_notice n
            WHERE n.dossier_id = d.id AND n.kind = 'supplement' AND n.settled_at IS NULL)""",
    ),
    Question(
        "dossier.ground",
        _NOTICE,
        """SELECT {who}, n.kind FROM dossiers_notice n JOIN dossiers_dossier d ON d.id = n.dossier_id
            JOIN dossiers_dossierevent e ON e.id = n.event_id LEFT JOIN dossiers_ground g ON g.notice_id = n.id
        WHERE {of} AND e.code IN ('guide', 'refuse', 'request_supplement') AND (g.id IS NULL
            OR g.kind IN ('missing_paper', 'wrong_content') AND g.document IS NULL)""",
    ),
    Question(
        "dossier.result",
        _RESULT,
        """SELECT {who}, 'result' FROM dossiers_dossier d LEFT JOIN LATERAL (
                SELECT r.outcome FROM dossiers_resultdocument r WHERE r.dossier_id = d.id ORDER BY r.id DESC LIMIT 1
            ) last ON true
        WHERE {of} AND {own} AND (d.state IN ('result_ready', 'returned')
                AND (last.outcome IS NULL OR last.outcome <> d.outcome)
            OR d.state NOT IN ('result_ready', 'returned') AND d.outcome IN ('granted', 'refused'))""",
    ),
    Question(
        "dossier.delivery",
        _RESULT,
        """SELECT {who}, 'delivery' FROM dossiers_dossier d LEFT JOIN dossiers_delivery h ON h.dossier_id = d.id
        WHERE {of} AND {own} AND ((d.state = 'returned') <> (h.id IS NOT NULL)
            OR h.at <> d.returned_at)""",
    ),
    Question(
        "dossier.question",
        _QUESTION,
        """SELECT {who}, c.agency_id::text FROM dossiers_consultation c
        JOIN dossiers_dossier d ON d.id = c.dossier_id
        WHERE {of} AND c.state = 'sent' AND d.state <> 'consulting' AND d.return_state <> 'consulting'""",
    ),
    Question(
        "dossier.people",
        _PEOPLE,
        """SELECT {who}, 'owner' FROM dossiers_dossier d
            LEFT JOIN dossiers_party p ON p.dossier_id = d.id AND p.role = 'owner'
        WHERE {of} AND {own} AND (p.id IS NULL OR p.name <> d.owner_name
            OR p.id_kind = 'personal' AND p.id_number !~ '^0\\d{11}$')""",
    ),
)
