"""How a promised day was reached, in lines short enough for a receipt: days counted, and days not counted with why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from thutuc.kernel.periods import LOCAL, day_words
from thutuc.worktime.rules import DayLine, Explanation, Mark, TimeUnit

_DAY = timedelta(days=1)
_REST = {Mark.WEEKEND: "nghỉ cuối tuần", Mark.OFF: "ngày nghỉ"}


@dataclass(frozen=True)
class _Run:
    """Days that follow each other."""

    first: date
    last: date


def moment_words(at: datetime) -> str:
    """«17 giờ 00 phút, ngày 27 tháng 11 năm 2026» by the clock of the province."""
    local = at.astimezone(LOCAL)
    return f"{local:%H} giờ {local:%M} phút, {day_words(local.date())}"


def deadline_lines(told: Explanation) -> tuple[str, ...]:
    """The count in the order in which one would check it with a calendar in hand."""
    year = told.due.astimezone(LOCAL).year
    return tuple(
        filter(
            None,
            [
                _start(told),
                _counted(told, year),
                _extra(told, year),
                _skipped(told, year),
                _paused(told, year),
                _outside(told, year),
                _carried(told),
                f"Hết hạn: {moment_words(told.due)}.",
                _expected(told),
            ],
        )
    )


def _start(told: Explanation) -> str:
    again = told.counted_from != told.start
    began = "tính lại từ đầu từ" if again else "tính từ"
    line = f"Thời hạn {told.limit}, {began} {moment_words(told.counted_from)}"
    skips_first = any(each.mark is Mark.START for each in told.lines)
    return f"{line}; ngày đầu không tính." if skips_first else f"{line}."


def _counted(told: Explanation, year: int) -> str:
    lines = told.counted
    if not lines:
        return ""
    if any(line.sittings for line in lines):
        return f"Tính {_hours(sum(line.minutes for line in lines))} làm việc: {_by_hours(lines, year)}."
    unit = "ngày làm việc" if told.limit.unit in (TimeUnit.WORKING_DAY, TimeUnit.SAME_DAY) else "ngày"
    return f"Tính {len(lines)} {unit}: {_days(lines, year)}."


def _by_hours(lines: Sequence[DayLine], year: int) -> str:
    """Days one after the other with the hours taken from each; equal neighbours together."""
    groups: list[list[DayLine]] = []
    for line in lines:
        if groups and groups[-1][-1].sittings == line.sittings:
            groups[-1].append(line)
        else:
            groups.append([line])
    return "; ".join(f"{_days(group, year)} ({_sittings(group[0])})" for group in groups)


def _sittings(line: DayLine) -> str:
    return ", ".join(f"{_clock(start)}–{_clock(end)}" for start, end in line.sittings)


def _extra(told: Explanation, year: int) -> str:
    return _with_reasons("Ngày làm bù được tính", [line for line in told.counted if line.is_extra], year)


def _skipped(told: Explanation, year: int) -> str:
    return _with_reasons("Không tính", told.skipped, year)


def _paused(told: Explanation, year: int) -> str:
    return _with_reasons("Tạm dừng tính", told.paused, year)


def _outside(told: Explanation, year: int) -> str:
    lines = [line for line in told.lines if line.mark is Mark.OUTSIDE]
    return f"Hết giờ làm việc, không tính: {_days(lines, year)}." if lines else ""


def _carried(told: Explanation) -> str:
    moved = next((line.day for line in told.lines if line.mark is Mark.CARRIED), None)
    return f"Ngày cuối rơi vào ngày nghỉ, chuyển sang ngày làm việc tiếp theo, {moved:%d/%m/%Y}." if moved else ""


def _expected(told: Explanation) -> str:
    years = ", ".join(map(str, told.expected_years))
    return f"Lịch nghỉ năm {years} chưa được công bố chính thức; ngày hẹn trả trên giấy này được giữ." if years else ""


def _with_reasons(what: str, lines: Iterable[DayLine], year: int) -> str:
    groups: dict[str, list[DayLine]] = {}
    for line in lines:
        groups.setdefault(_reason(line), []).append(line)
    spans = {reason: _days(group, year) for reason, group in groups.items()}
    told = "; ".join(f"{days} ({reason})" if reason else days for reason, days in spans.items())
    return f"{what}: {told}." if told else ""


def _reason(line: DayLine) -> str:
    return _REST[Mark.WEEKEND] if line.mark is Mark.WEEKEND else line.note or _REST.get(line.mark, "")


def _days(lines: Sequence[DayLine], year: int) -> str:
    return ", ".join(_span(run, year) for run in _runs([line.day for line in lines]))


def _runs(days: Sequence[date]) -> list[_Run]:
    found: list[_Run] = []
    for day in days:
        if found and found[-1].last + _DAY == day:
            found[-1] = _Run(found[-1].first, day)
        else:
            found.append(_Run(day, day))
    return found


def _span(run: _Run, year: int) -> str:
    """«25–27/11», «30/11–02/12», «31/12/2025» when the year is not that of the end."""
    last = f"{run.last:%d/%m}" if run.last.year == year else f"{run.last:%d/%m/%Y}"
    if run.first == run.last:
        return last
    same = (run.first.month, run.first.year) == (run.last.month, run.last.year)
    first = f"{run.first:%d}" if same else f"{run.first:%d/%m}" if run.first.year == year else f"{run.first:%d/%m/%Y}"
    return f"{first}–{last}"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, [f"{hours} giờ" if hours else "", f"{rest} phút" if rest else ""]))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
