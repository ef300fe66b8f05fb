"""Papers of intake: receipts, supplement, refusal (one-stop.md §4.1 to §4.3, §4.8)."""

from collections.abc import Iterable, Sequence

from thutuc.dossiers.documents.layouts import parts
from thutuc.dossiers.documents.layouts.parts import NUMBER, centred
from thutuc.dossiers.documents.slip import Block, Cell, Code, Line, Note, Sign, Slip, Table, Text
from thutuc.dossiers.rules.papers import (
    ComponentLine,
    Copy,
    Form,
    OwnedDossier,
    ReceiptPaper,
    ReceivedDossier,
    RefusalPaper,
    SeveralReceiptPaper,
    Stage,
    SupplementItem,
    SupplementPaper,
)
from thutuc.dossiers.rules.papers.deadlines import deadline_lines, moment_words
from thutuc.kernel.periods import day_words
from thutuc.web.papers import Column

_RECEIVER = "Người tiếp nhận hồ sơ"
_SUBMITTER = "Người nộp hồ sơ"
_BY_HAND, _DIGITAL = "(Ký, ghi rõ họ tên)", "(Ký số)"
_HOW_COUNTED = "Ngày hẹn trả được tính như sau"
_ASK = "Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc"
_BEYOND = "Ngoài thành phần hồ sơ đã công bố"


def receipt(paper: ReceiptPaper, form: Form) -> tuple[Slip, ...]:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả, one slip for each copy; online one, signed by the officer alone."""
    copies = (Copy.APPLICANT,) if paper.is_online else paper.copies
    return tuple(_receipt(paper, form, copy) for copy in copies)


def _receipt(paper: ReceiptPaper, form: Form, copy: Copy) -> Slip:
    dossier, submitter = paper.dossier, paper.submitter
    blocks: list[Block] = [
        Line("Bộ phận tiếp nhận và trả kết quả", paper.reception_unit),
        parts.person("Tiếp nhận hồ sơ của", paper.owner),
        *([parts.person("Người nộp", submitter)] if submitter else ()),
        *parts.contact(submitter or paper.owner),
        Line("Nội dung yêu cầu giải quyết", dossier.request),
        Text("Thành phần hồ sơ nộp gồm:", is_flush=True),
        _components(dossier.components),
        Line("Số lượng hồ sơ", f"{dossier.set_count:02} (bộ)"),
        Line("Thời gian giải quyết hồ sơ theo quy định", dossier.limit),
        *_stages(dossier),
        Line("Đăng ký nhận kết quả tại", dossier.return_place),
        *_book(dossier),
    ]
    brought = (submitter or paper.owner).name
    return parts.slip(
        paper.head,
        form,
        *blocks,
        signs=_signs(paper.officer, "" if paper.is_online else brought),
        subtitle=parts.code_line(dossier.code),
        under=_copy(copy, is_online=paper.is_online),
        code=_code(dossier, copy),
        notes=_explained([dossier]),
    )


def _copy(copy: Copy, *, is_online: bool = False) -> tuple[str, ...]:
    return ("(Bản điện tử)" if is_online else f"(Liên: {copy.label})",)


def _code(dossier: ReceivedDossier, copy: Copy) -> Code | None:
    is_kept = copy is Copy.KEPT
    return parts.kept_code(dossier.code) if is_kept else parts.tracking_code(dossier.tracking, dossier.code)


def _signs(officer: str, brought: str) -> tuple[Sign, ...]:
    """Both people; the officer alone, with a digital signature, where nobody stands at the counter."""
    if not brought:
        return (Sign((_RECEIVER,), officer, hint=_DIGITAL),)
    return (Sign((_SUBMITTER,), brought), Sign((_RECEIVER,), officer))


def _components(lines: Sequence[ComponentLine]) -> Table:
    """Counts for each kind; electronic papers and remarks have their column where there are any."""
    columns = [NUMBER, Column("Tên thành phần hồ sơ", 8), *(centred(each, 1.7) for each in _KINDS)]
    has_electronic, has_note = any(line.electronic for line in lines), any(line.note for line in lines)
    columns += [centred("Bản điện tử", 1.7)] if has_electronic else []
    columns += [Column("Ghi chú", 2.6)] if has_note else []
    rows = []
    for place, line in enumerate(lines, start=1):
        row = [str(place), line.name, *map(parts.count, (line.originals, line.certified, line.photocopies))]
        row += [parts.count(line.electronic)] if has_electronic else []
        rows.append((*row, line.note) if has_note else tuple(row))
    return Table(tuple(columns), tuple(rows))


_KINDS = ("Bản chính", "Bản chứng thực", "Bản photo")


def _stages(dossier: ReceivedDossier) -> list[Line]:
    lines = _stage(dossier.stage, "")
    return [*lines, *_stage(dossier.second_stage, " giai đoạn 2")] if dossier.second_stage else lines


def _stage(stage: Stage, which: str) -> list[Line]:
    promised = parts.promise(stage.due_at, has_no_due_date=stage.has_no_due_date)
    return [
        Line(f"Thời gian nhận hồ sơ{which}", moment_words(stage.received_at)),
        Line(f"Thời gian trả kết quả giải quyết hồ sơ{which}", promised, is_strong=True),
    ]


def _book(dossier: ReceivedDossier) -> list[Line]:
    if not (dossier.book_number or dossier.entry_number):
        return []
    return [Line("Vào Sổ theo dõi hồ sơ", f"quyển số {dossier.book_number}, số thứ tự {dossier.entry_number}")]


def _explained(dossiers: Iterable[ReceivedDossier]) -> tuple[Note, ...]:
    """The count behind each promise, said once where several are counted alike."""
    stages = [stage for each in dossiers for stage in (each.stage, each.second_stage) if stage and stage.deadline]
    told = dict.fromkeys(deadline_lines(stage.deadline) for stage in stages if stage.deadline)
    if len(told) < 2:
        return tuple(Note(_HOW_COUNTED, lines) for lines in told)
    return tuple(Note(f"{_HOW_COUNTED} ({place})", lines) for place, lines in enumerate(told, start=1))


def several(paper: SeveralReceiptPaper, form: Form) -> tuple[Slip, ...]:
    """Phiếu tiếp nhận nhiều hồ sơ: one line for each dossier, its papers below, one code for each."""
    return tuple(_several(paper, form, copy) for copy in paper.copies)


def _several(paper: SeveralReceiptPaper, form: Form, copy: Copy) -> Slip:
    columns = (
        NUMBER,
        Column("Mã hồ sơ, chủ hồ sơ, nội dung yêu cầu giải quyết", 6.5),
        centred("Số bộ", 1.1),
        Column("Thời gian giải quyết theo quy định", 2.4),
        Column("Thời gian trả kết quả; đăng ký nhận tại", 3.4),
        centred("Mã tra cứu", 2.8),
    )
    rows = tuple(_one_of_several(place, each, copy) for place, each in enumerate(paper.dossiers, start=1))
    return parts.slip(
        paper.head,
        form,
        Line("Bộ phận tiếp nhận và trả kết quả", paper.reception_unit),
        parts.person("Người nộp", paper.submitter),
        *parts.contact(paper.submitter),
        Line("Thời gian nhận hồ sơ", moment_words(paper.received_at)),
        Line("Số hồ sơ tiếp nhận", f"{len(paper.dossiers):02}"),
        Table(columns, rows),
        Text("Thành phần hồ sơ nộp gồm:", is_flush=True),
        *_papers_of(paper.dossiers),
        signs=_signs(paper.officer, paper.submitter.name),
        under=_copy(copy),
        notes=_explained(each.dossier for each in paper.dossiers),
    )


def _one_of_several(place: int, owned: OwnedDossier, copy: Copy) -> tuple[Cell, ...]:
    dossier = owned.dossier
    entry = [f"Quyển số {dossier.book_number}, số thứ tự {dossier.entry_number}"] if dossier.entry_number else []
    return (
        str(place),
        "\n".join([dossier.code, owned.owner, dossier.request, *entry]),
        f"{dossier.set_count:02}",
        dossier.limit,
        "\n".join([*_promises(dossier), dossier.return_place]),
        _small_code(dossier, copy) or "",
    )


def _promises(dossier: ReceivedDossier) -> list[str]:
    stages = [("", dossier.stage), *([("Giai đoạn 2: ", dossier.second_stage)] if dossier.second_stage else ())]
    return [f"{which}{parts.promise(stage.due_at, has_no_due_date=stage.has_no_due_date)}" for which, stage in stages]


def _small_code(dossier: ReceivedDossier, copy: Copy) -> Code | None:
    found = _code(dossier, copy)
    secret = (dossier.tracking.secret,) if copy is Copy.APPLICANT and dossier.tracking.secret else ()
    return Code(found.holds, secret) if found else None


def _papers_of(dossiers: Sequence[OwnedDossier]) -> list[Text]:
    """The papers of each dossier; those of equal ones are told once."""
    groups: dict[str, list[int]] = {}
    for place, each in enumerate(dossiers, start=1):
        told = "; ".join(f"{line.name} ({_counts(line)})" for line in each.dossier.components)
        groups.setdefault(told, []).append(place)
    return [
        Text(f"Hồ sơ {', '.join(map(str, places))}{', mỗi hồ sơ' if places[1:] else ''}: {told}.", is_flush=True)
        for told, places in groups.items()
    ]


def _counts(line: ComponentLine) -> str:
    numbers = (line.originals, line.certified, line.photocopies, line.electronic)
    kinds = map(str.lower, (*_KINDS, "Bản điện tử"))
    told = [f"{number}{parts.NBSP}{kind}" for number, kind in zip(numbers, kinds, strict=True) if number]
    return ", ".join([*told, *filter(None, [line.note])])


def supplement(paper: SupplementPaper, form: Form) -> tuple[Slip, ...]:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ."""
    outside = [place for place, item in enumerate(paper.items, start=1) if item.is_outside_list]
    blocks: list[Block] = [
        Line(f"Hồ sơ của {paper.owner.called}", paper.owner.name),
        *parts.contact(paper.owner),
        Line("Nội dung yêu cầu giải quyết", paper.request),
        Text("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:", is_flush=True),
        _items(paper.items),
        Line("Lý do", paper.reason),
        *(
            [Line("Thời hạn bổ sung", f"đến hết {day_words(paper.due_for_applicant)}")]
            if paper.due_for_applicant
            else ()
        ),
        *([Text(paper.clock, is_flush=True)] if paper.clock else ()),
        parts.help_text(paper.help, paper.owner, _ASK),
    ]
    return (
        parts.slip(
            paper.head,
            form,
            *blocks,
            signs=(Sign(("Người hướng dẫn",), paper.guide),),
            subtitle=parts.code_line(paper.dossier_code) if paper.dossier_code else "",
            code=parts.tracking_code(paper.tracking, paper.dossier_code),
            notes=(_beyond_list(outside, paper),) if outside else (),
        ),
    )


def _items(items: Sequence[SupplementItem]) -> Table:
    has_ground = any(item.ground for item in items)
    columns = [NUMBER, Column("Thành phần hồ sơ", 4.6), *(centred(each, 1.4) for each in _KINDS)]
    columns += [Column("Nội dung cần bổ sung, sửa đổi", 4.6), *([Column("Căn cứ", 3.2)] if has_ground else ())]
    rows = []
    for place, item in enumerate(items, start=1):
        counts = map(parts.count, (item.originals, item.certified, item.photocopies))
        content = "\n".join(filter(None, [item.content, f"({_BEYOND})" if item.is_outside_list else ""]))
        rows.append((str(place), item.name, *counts, content, *([item.ground] if has_ground else ())))
    return Table(tuple(columns), tuple(rows))


def _beyond_list(places: Sequence[int], paper: SupplementPaper) -> Note:
    link, who = paper.report_link, paper.owner.called
    which = ", ".join(map(str, places))
    lines = (
        f"Mục {which} không có trong thành phần hồ sơ đã công bố của thủ tục; yêu cầu này đã được ghi nhận.",
        *((f"{who[:1].upper()}{who[1:]} có thể phản ánh: quét mã bên cạnh hoặc mở {link}",) if link else ()),
    )
    return Note("Yêu cầu ngoài thành phần hồ sơ đã công bố", lines, Code(link) if link else None)


def refusal(paper: RefusalPaper, form: Form) -> tuple[Slip, ...]:
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ."""
    blocks: list[Block] = [
        parts.person("Tiếp nhận hồ sơ của", paper.owner),
        *([parts.person("Người nộp", paper.submitter)] if paper.submitter else ()),
        *parts.contact(paper.owner),
        *([Line("Thời gian nộp hồ sơ", moment_words(paper.filed_at))] if paper.filed_at else ()),
        Line("Nội dung yêu cầu giải quyết", paper.request),
        Text(
            f"Qua xem xét, {paper.reception_unit} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể sau:"
        ),
        Text(paper.reason),
        *(Line("Căn cứ", ground) for ground in paper.grounds),
        parts.help_text(paper.help, paper.owner, "Nếu cần giải thích thêm,"),
    ]
    brought = (paper.submitter or paper.owner).name
    refuser = Sign(("Người từ chối tiếp nhận",), paper.refuser, hint=_DIGITAL if paper.is_online else _BY_HAND)
    return (
        parts.slip(
            paper.head,
            form,
            *blocks,
            signs=(refuser,) if paper.is_online else (Sign((_SUBMITTER,), brought), refuser),
            subtitle=parts.code_line(paper.dossier_code) if paper.dossier_code else "",
            code=parts.tracking_code(paper.tracking, paper.dossier_code),
        ),
    )
