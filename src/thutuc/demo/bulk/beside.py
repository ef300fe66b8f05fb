"""What stands beside a dossier: its people, papers, notices with grounds, questions, results, deliveries, demands."""

from collections.abc import Sequence

import numpy as np

from thutuc.accounts.rules.roles import Role
from thutuc.demo.bulk import binary, papers
from thutuc.demo.bulk.binary import Column, Moments, Numbers, Words
from thutuc.demo.bulk.ground import Ground
from thutuc.demo.bulk.hands import kept_from
from thutuc.demo.bulk.people import vocabulary
from thutuc.demo.bulk.staff import Staff
from thutuc.demo.bulk.tables import Batched, Table, by, chosen, event_keys
from thutuc.demo.bulk.telling import NAT, Events, kinds
from thutuc.dossiers.rules.terms import ApplicantKind, ComponentState, GroundKind, IdKind, Outcome
from thutuc.kernel.text import gettext_noop

BROUGHT_BY_OTHERS = 0.06
FOR_PAPERS = 15
"""Days that an applicant is given to send what is missing."""
NOTICES = {
    "guide": "supplement", "request_supplement": "supplement", "refuse": "refusal", "lapse": "refusal",
    "apologise": "apology", "extend": "extension", "terminate": "stop", "grant_withdrawal": "stop",
}  # fmt: skip
BEFORE = {"guide", "refuse", "lapse"}
GROUNDED = ("guide", "request_supplement", "refuse")
RESULTS = ("issue", "record_result", "settle_at_once", "correct_result")
ASKING = (GroundKind.MISSING_PAPER, GroundKind.WRONG_CONTENT, GroundKind.DATA_MISMATCH, GroundKind.CONDITION_NOT_MET)
REFUSING = (GroundKind.NOT_COMPETENT, GroundKind.CONDITION_NOT_MET, GroundKind.DATA_MISMATCH)
ADVICE = {
    GroundKind.MISSING_PAPER: "Nộp bản chính hoặc bản sao chứng thực của giấy tờ này.",
    GroundKind.WRONG_CONTENT: "Ghi lại đúng họ tên, ngày sinh theo giấy tờ tùy thân rồi ký tên.",
    GroundKind.DATA_MISMATCH: "Số nhà trong tờ khai khác cơ sở dữ liệu: điều chỉnh cho thống nhất.",
    GroundKind.CONDITION_NOT_MET: "Chưa đủ điều kiện về diện tích tối thiểu: hoàn thiện rồi nộp lại.",
    GroundKind.NOT_COMPETENT: "Nộp hồ sơ này tại cơ quan có thẩm quyền của nơi có thửa đất.",
}
DEMANDED = "Bản photo sổ hộ khẩu có chứng thực"


def events_of(told: Batched, codes: Sequence[str]) -> Numbers:
    """The places of the events of these moves."""
    own = np.array([kind.code in codes for kind in kinds()])[told.events.kind]
    return np.flatnonzero(own)


def parties(told: Batched) -> Table:
    """dossiers_party: the owner, and who brought it."""
    luck, count = told.luck[:, 5], told.count
    others = np.flatnonzero(luck < BROUGHT_BY_OTHERS)
    row = np.concatenate([np.arange(count), others])
    extra = np.arange(len(row)) >= count
    people = told.people
    persons = np.flatnonzero(~people.is_body)
    persons = persons if len(persons) else np.arange(count)
    lent = persons[(luck[others] / BROUGHT_BY_OTHERS * len(persons)).astype(np.int64) % len(persons)]
    source = np.concatenate([np.arange(count), lent])
    body = people.is_body[source]
    kind = [ApplicantKind.CITIZEN.value, ApplicantKind.ENTERPRISE.value]
    return {
        "id": binary.bigint(told.ids[row] * 2 + extra),
        "dossier_id": binary.bigint(told.ids[row]),
        "role": chosen(["owner", "submitter"], extra.astype(np.int64)),
        "kind": chosen(kind, body.astype(np.int64)),
        "name": vocabulary().take(people.name[source]),
        "id_kind": chosen([IdKind.PERSONAL.value, IdKind.TAX.value], body.astype(np.int64)),
        "id_number": _rows(people.number, source),
        "born_on": binary.day(people.born[source]),
        "address": _rows(people.address, source),
        "phone": _rows(people.phone, source),
        "email": binary.constant("", len(row)),
        "portal_id": binary.constant("", len(row)),
    }


def _rows(column: Column, rows: Numbers) -> Column:
    return Column(column.body[rows], column.lengths[rows])


def components(told: Batched, ground: Ground) -> Table:
    """dossiers_component: the published list as the counter found it, of every accepted dossier."""
    accepted = np.flatnonzero(~np.isnat(told.batch.accepted))
    variant = told.batch.plan.variant[accepted]
    sizes = np.array([len(each.documents) for each in ground.variants], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    every = [document for each in ground.variants for document in each.documents]
    row = np.repeat(accepted, sizes[variant])
    place = np.arange(len(row)) - np.repeat(np.cumsum(sizes[variant]) - sizes[variant], sizes[variant])
    number = np.repeat(starts[variant], sizes[variant]) + place
    originals = np.array([document.originals or 0 for document in every], dtype=np.int64)[number]
    copies = np.array([document.copies or 0 for document in every], dtype=np.int64)[number]
    in_data = told.luck[row, 6] + place * 0.37 % 1 > 1.55
    states = [ComponentState.GIVEN.value, ComponentState.DATA.value]
    return {
        "id": binary.bigint(told.ids[row] * COMPONENTS + place),
        "revision": binary.integer(np.ones(len(row), dtype=np.int64)),
        "dossier_id": binary.bigint(told.ids[row]),
        "position": binary.smallint(place + 1),
        "name": Words(document.name for document in every).take(number),
        "code": Words(document.code[:60] for document in every).take(number),
        "state": chosen(states, in_data.astype(np.int64)),
        "originals": binary.smallint(np.where(in_data, 0, np.minimum(originals, 9))),
        "certified": binary.smallint(np.zeros(len(row), dtype=np.int64)),
        "copies": binary.smallint(np.where(in_data, 0, np.minimum(copies, 9))),
        "note": binary.constant("", len(row)),
    }


COMPONENTS = 256


def notices(told: Batched, staff: Staff, ground: Ground) -> Table:
    """dossiers_notice: what the applicant was written."""
    at = events_of(told, tuple(NOTICES))
    made, hands = told.events, told.hands
    row, when = made.row[at], made.at[at]
    codes = np.array([kind.code for kind in kinds()])[made.kind[at]]
    asks = np.isin(codes, ("guide", "request_supplement"))
    sent, settled = _answers(told, at, codes)
    due = hands.due[at]
    apology, extension = codes == "apologise", codes == "extend"
    new_due = np.where(apology, told.batch.appointed[row], np.where(extension, told.batch.due_after[row], NAT))
    new_due = np.where((codes == "request_supplement") & ~np.isnat(settled), told.batch.due_after[row], new_due)
    old_due = np.where(apology | (codes == "request_supplement"), due, np.where(extension, told.batch.due[row], NAT))
    days = when.astype("datetime64[D]") + FOR_PAPERS
    late = apology & (when.astype("datetime64[D]") > due.astype("datetime64[D]") - 1)
    count = len(at)
    return {
        "id": binary.bigint(event_keys(told)[at]),
        "revision": binary.integer(1 + (~np.isnat(sent)).astype(np.int64) + ~np.isnat(settled)),
        "dossier_id": binary.bigint(told.ids[row]),
        "event_id": binary.bigint(event_keys(told)[at]),
        "kind": _by_code(codes, NOTICES),
        "stage": chosen(["processing", "intake"], np.isin(codes, tuple(BEFORE)).astype(np.int64)),
        "occurrence": binary.smallint(np.ones(count, dtype=np.int64)),
        "reason": papers.reasons(_only(told, at), told.luck),
        "applicant_due_on": binary.day(np.where(asks, days, np.datetime64("NaT"))),
        "old_due_at": binary.moment(old_due),
        "new_due_at": binary.moment(new_due),
        "written_late": binary.boolean(late),
        "signer": _signers(staff, np.where(apology, hands.person[at], 0)),
        "signer_title": chosen(["", gettext_noop("Lãnh đạo phòng")], apology.astype(np.int64)),
        "at": binary.moment(when),
        "by": by(hands.person[at], told.keys, row),
        "sent_at": binary.moment(sent),
        "settled_at": binary.moment(settled),
    }


def _only(told: Batched, at: Numbers) -> Events:
    made = told.events
    return Events(made.row[at], made.number[at], made.kind[at], made.at[at], made.last[at])


def _by_code(codes: np.ndarray, words: dict[str, str]) -> Column:
    every = list(words)
    index = np.array([every.index(code) for code in codes.tolist()], dtype=np.int64)
    return Words(words.values()).take(index)


def _signers(staff: Staff, person: Numbers) -> Column:
    unique, where = np.unique(person, return_inverse=True)
    return Words(staff.names.get(each, "") for each in unique.tolist()).take(where)


def _answers(told: Batched, at: Numbers, codes: np.ndarray) -> tuple[Moments, Moments]:
    """When what was asked was sent, and when it was accepted: the moves that follow in the same dossier."""
    sent = _following(told, at, 1, ("send_again", "send_supplement"))
    accepted = _following(told, at, 2, ("accept_supplement", "restart"))
    asks = np.isin(codes, ("guide", "request_supplement"))
    settled = np.where(codes == "guide", sent, np.where(codes == "request_supplement", accepted, NAT))
    return np.where(asks, sent, NAT), settled


def _following(told: Batched, at: Numbers, steps: int, wanted: Sequence[str]) -> Moments:
    """The moment of the move that many places later, where it is one of the wanted in the same dossier."""
    made = told.events
    own = np.array([kind.code in wanted for kind in kinds()])
    later = np.minimum(at + steps, len(made.row) - 1)
    fits = (made.row[later] == made.row[at]) & own[made.kind[later]] & (later > at)
    return np.where(fits, made.at[later], NAT)


def grounds(told: Batched, ground: Ground) -> Table:
    """dossiers_ground: the published item or the lawful class; a refusal never rests on a missing paper."""
    at = events_of(told, GROUNDED)
    made = told.events
    row = made.row[at]
    refuses = np.array([kind.code == "refuse" for kind in kinds()])[made.kind[at]]
    sizes = np.array([len(each.documents) for each in ground.variants], dtype=np.int64)[told.batch.plan.variant[row]]
    luck = told.luck[row, 7]
    asked = np.where(luck < 0.62, 0, np.where(luck < 0.82, 1, np.where(luck < 0.93, 2, 3)))
    planted = told.batch.item[row]
    asked = np.where(planted > 0, 0, np.where(sizes == 0, np.maximum(asked, 2), asked))
    every = list(dict.fromkeys((*ASKING, *REFUSING)))
    index = np.array([every.index(kind) for kind in ASKING])[asked]
    refused = np.array([every.index(kind) for kind in REFUSING])[(luck * len(REFUSING)).astype(np.int64)]
    index = np.where(refuses, refused, index)
    listed = ~refuses & (asked < 2)
    document = np.where(planted > 0, planted, 1 + (told.luck[row, 8] * np.maximum(sizes, 1)).astype(np.int64))
    starts = np.concatenate([[0], np.cumsum([len(each.documents) for each in ground.variants])[:-1]])
    papers_ = [each.name for variant in ground.variants for each in variant.documents]
    number = starts[told.batch.plan.variant[row]] + document - 1
    return {
        "id": binary.bigint(event_keys(told)[at] * 2),
        "notice_id": binary.bigint(event_keys(told)[at]),
        "position": binary.smallint(np.ones(len(at), dtype=np.int64)),
        "kind": chosen([kind.value for kind in every], index),
        "document": binary.smallint(document, ~listed),
        "document_name": Words(["", *papers_]).take(np.where(listed, number + 1, 0)),
        "words": Words(ADVICE[kind] for kind in every).take(index),
    }


def consultations(told: Batched) -> Table:
    """dossiers_consultation: asked, answered in time or not, given up when the opinions were summed up."""
    at = events_of(told, ["consult"])
    made, batch = told.events, told.batch
    row, asked = made.row[at], made.at[at]
    concluded = np.full(told.count, NAT)
    ends = events_of(told, ["conclude", "suspend", "grant_withdrawal", "terminate"])
    concluded[made.row[ends]] = made.at[ends]
    end = concluded[row]
    silent = batch.silent[row]
    due = np.where(np.isnat(end), asked + 5 * 24 * 60, np.maximum(asked + 1, end - 60))
    taken = ((due - asked).astype(np.int64) * (0.2 + 0.75 * told.luck[row, 9])).astype(np.int64)
    answered = np.where(silent, NAT, asked + taken)
    answered = np.where(answered > batch.until, NAT, answered)
    given = ~np.isnat(answered)
    state = np.where(given, 1, np.where(np.isnat(end), 0, 2))
    count = len(at)
    answerer = binary.joined([binary.constant("person:", count), binary.digits(batch.answerer[row], 1)])
    return {
        "id": binary.bigint(event_keys(told)[at]),
        "revision": binary.integer(np.where(state > 0, 2, 1)),
        "dossier_id": binary.bigint(told.ids[row]),
        "key": binary.letters(_hex(told.ids[row] * 3 + 1), ALPHABET),
        "agency_id": binary.bigint(batch.partner[row]),
        "question": binary.constant("Đề nghị cho ý kiến về sự phù hợp quy hoạch và nguồn gốc thửa đất.", count),
        "asked_at": binary.moment(asked),
        "asked_by": by(told.hands.person[at], told.keys, row),
        "due_at": binary.moment(due),
        "reminders": binary.smallint((silent & ~np.isnat(end)).astype(np.int64)),
        "reminded_at": binary.moment(np.where(silent & ~np.isnat(end), due, NAT)),
        "state": chosen(["sent", "answered", "cancelled"], state),
        "opinion": chosen(["", "agrees"], given.astype(np.int64)),
        "answer": chosen(["", "Thống nhất theo hồ sơ."], given.astype(np.int64)),
        "answered_at": binary.moment(answered),
        "answered_by": Column(answerer.body, np.where(given, answerer.lengths, binary.NULL)),
    }


ALPHABET = "0123456789abcdef"


def _hex(values: Numbers) -> np.ndarray:
    mixed = (values.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) ^ np.uint64(0xD1B54A32D192ED03)
    shifts = np.arange(60, -4, -4, dtype=np.uint64)
    found: np.ndarray = ((mixed[:, None] >> shifts) & np.uint64(15)).astype(np.int64)
    return found


def results(told: Batched, staff: Staff, ground: Ground) -> Table:
    """dossiers_resultdocument."""
    at = events_of(told, RESULTS)
    made, hands = told.events, told.hands
    row, when = made.row[at], made.at[at]
    codes = np.array([kind.code for kind in kinds()])[made.kind[at]]
    refused = told.luck[row, 3] < papers.REFUSED_SHARE
    signer = staff.table(Role.SIGNER, 1)[hands.agency[at], 0]
    corrects = codes == "correct_result"
    before = kept_from(np.isin(codes, RESULTS[:3]))
    keys = event_keys(told)[at]
    count = len(at)
    number = binary.joined(
        [binary.digits(made.number[at] + told.ids[row] % 9_000, 1), binary.constant("/KQ-TTHC", count)]
    )
    because = np.where(corrects, 2, refused.astype(np.int64))
    return {
        "id": binary.bigint(keys),
        "revision": binary.integer(np.ones(count, dtype=np.int64)),
        "dossier_id": binary.bigint(told.ids[row]),
        "outcome": chosen([Outcome.GRANTED.value, Outcome.REFUSED.value], refused.astype(np.int64)),
        "name": chosen([each.output for each in ground.variants], told.batch.plan.variant[row]),
        "number": number,
        "issued_on": binary.day(when.astype("datetime64[D]")),
        "valid_until": binary.nothing(count),
        "issuer": _agencies(ground, hands.agency[at]),
        "signer": _signers(staff, signer),
        "signer_title": binary.constant("Lãnh đạo ký duyệt", count),
        "signed_elsewhere": binary.boolean(codes == "record_result"),
        "signature": binary.jsonb(["{}"]).take(np.zeros(count, dtype=np.int64)),
        "replaces_id": binary.bigint(keys[before] if count else keys, ~corrects),
        "reason": chosen(
            ["", "Không đáp ứng điều kiện theo quy định của luật chuyên ngành.", "Ghi sai số nhà."], because
        ),
        "recorded_at": binary.moment(when),
        "recorded_by": by(hands.person[at], told.keys, row),
        "withdrawn_at": binary.nothing(count),
    }


def _agencies(ground: Ground, agency: Numbers) -> Column:
    unique, where = np.unique(agency, return_inverse=True)
    return Words(ground.bodies[each].name for each in unique.tolist()).take(where)


def deliveries(told: Batched) -> Table:
    """dossiers_delivery: to the owner, at the counter, by post or as a file."""
    at = events_of(told, ["deliver"])
    made = told.events
    row, count = made.row[at], len(at)
    way = np.where(told.luck[row, 0] < 0.1, 1, np.where(told.luck[row, 0] > 0.75, 2, 0))
    parcel = binary.joined([binary.constant("AL", count), binary.digits(told.ids[row] % 10**9, 9)])
    return {
        "id": binary.bigint(event_keys(told)[at]),
        "dossier_id": binary.bigint(told.ids[row]),
        "way": chosen(["counter", "post", "online"], way),
        "receiver": vocabulary().take(told.people.name[row]),
        "receiver_is": binary.constant("", count),
        "parcel": Column(parcel.body, np.where(way == 1, parcel.lengths, 0)),
        "originals_back": binary.constant("", count),
        "at": binary.moment(made.at[at]),
        "by": by(told.hands.person[at], told.keys, row),
    }


def demands(told: Batched) -> Table:
    """dossiers_unlisteddemand: what an officer asked for beyond the list, told by the applicant."""
    at = events_of(told, ["assign", "take"])
    made, batch = told.events, told.batch
    at = at[batch.demanded[made.row[at]]]
    at = at[np.unique(made.row[at], return_index=True)[1]]
    row, count = made.row[at], len(at)
    return {
        "id": binary.bigint(event_keys(told)[at]),
        "revision": binary.integer(np.ones(count, dtype=np.int64)),
        "dossier_id": binary.bigint(told.ids[row]),
        "key": binary.letters(_hex(told.ids[row] * 3 + 2), ALPHABET),
        "by_whom": binary.constant("applicant", count),
        "words": binary.constant(DEMANDED, count),
        "agency_id": binary.bigint(told.hands.unit[at]),
        "at": binary.moment(made.at[at]),
        "by": by(np.zeros(count, dtype=np.int64), told.keys, row),
        "answered_at": binary.nothing(count),
        "answered_by": binary.nothing(count),
        "answer": binary.constant("", count),
    }
