"""A decision of 300 rows: dry run and signature (`make bench-publication`). Exit code 1 above the ceilings.

The real procedures of THUTUC_SHARED (else ../shared) where they are there, else invented ones of the same size. Rows:
200 amended, 40 replaced, 40 abolished, 20 new. Each round drafts anew and signs for good, in an embedded database of
its own that is thrown away. Before anything is told, what was signed is counted against what the dry run said.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("THUTUC_SHARED", ROOT.parent / "shared")) / "data" / "procedures.jsonl.gz"
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
OPENED_ON, FIRST_DAY = date(2025, 7, 1), date(2026, 12, 1)
AMENDED, REPLACED, ABOLISHED, NEW = 200, 40, 40, 20
ROUNDS = 3
DRY_RUN_CEILING, SIGNING_CEILING = 3.0, 5.0


def start() -> Any:
    """A database of its own that keeps what it acknowledges."""
    home = Path(tempfile.mkdtemp(prefix="thutuc-bench-"))
    os.environ.update(
        THUTUC_HOME=str(home), THUTUC_LOG_LEVEL="CRITICAL", DJANGO_SETTINGS_MODULE="thutuc.config.settings"
    )
    os.environ.pop("DATABASE_URL", None)
    sys.path.insert(0, str(ROOT / "src"))
    from thutuc.db import embedded

    server = embedded.start(home, durable=True)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    return server, home


def take_in() -> list[Any]:
    """The national original, the province's list over it, and the contents in force."""
    from thutuc.catalogue import management, queries, services
    from thutuc.kernel.actor import Actor

    if SHARED.is_file():
        management.import_procedures(SHARED, at=NOW)
    else:
        _made_up()
    by = Actor.system("bench")
    services.open_catalogue(effective_on=OPENED_ON, basis="organisations.two_levels", by=by, at=NOW)
    return list(queries.contents(on=FIRST_DAY))


def _made_up() -> None:
    from thutuc.catalogue import services
    from thutuc.catalogue.rules.content import LegalBasis, Offer, ProcedureContent, Step, TimeLimit
    from thutuc.catalogue.rules.rows import ImportedRow, Reading
    from thutuc.catalogue.rules.terms import Channel, ImportFormat, Level, TimeUnit
    from thutuc.kernel.actor import Actor

    limit = TimeLimit(Decimal(5), TimeUnit.WORKING_DAY)
    contents = [
        ProcedureContent(
            *(f"9.{number:06d}", f"Cấp giấy phép số {number}"),
            levels=(Level.PROVINCE,),
            steps=(Step("Nộp hồ sơ. " * 200),),
            offers=(Offer(Channel.DIRECT, limit=limit),),
            resolving_agency="Sở Xây dựng",
            legal_bases=(LegalBasis("99/2024/NĐ-CP"),),
        )
        for number in range(2_000)
    ]
    rows = tuple(ImportedRow(number, "{}", each) for number, each in enumerate(contents, start=1))
    reading = Reading("made-up.jsonl", "0" * 64, ImportFormat.JSON_LINES, rows)
    services.import_rows(reading=reading, by=Actor.system("bench"), at=NOW)


def operations(contents: list[Any]) -> list[Any]:
    """300 rows over procedures that hold what a decision needs."""
    from thutuc.catalogue.rules.content import LegalBasis, Offer, TimeLimit
    from thutuc.catalogue.rules.decisions.operations import Operation
    from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind
    from thutuc.catalogue.rules.terms import Channel, TimeUnit

    one_day = (Offer(Channel.DIRECT, limit=TimeLimit(Decimal(1), TimeUnit.WORKING_DAY)),)
    told = [
        replace(each, offers=one_day, legal_bases=each.legal_bases or (LegalBasis("99/2024/NĐ-CP"),))
        for each in contents
        if each.resolving_agency and each.levels
    ]
    amended, replaced = told[:AMENDED], told[AMENDED : AMENDED + REPLACED]
    abolished = told[AMENDED + REPLACED : AMENDED + REPLACED + ABOLISHED]
    new = told[-NEW:]
    return [
        *(Operation(OperationKind.AMENDED, each.code, content=each) for each in amended),
        *(
            Operation(OperationKind.REPLACED, f"8.{n:06d}", content=each, replaces=(each.code,))
            for n, each in enumerate(replaced)
        ),
        *(
            Operation(OperationKind.ABOLISHED, each.code, abolition_kind=AbolitionKind.REPEAL, basis="99/2026/NĐ-CP")
            for each in abolished
        ),
        *(Operation(OperationKind.NEW, f"7.{n:06d}", content=each) for n, each in enumerate(new)),
    ]


def one_round(number: int, agency: int) -> tuple[float, float, int]:
    """Draft, dry-run, sign: seconds of both, and the versions that the signature opened."""
    from thutuc.catalogue import queries, services
    from thutuc.catalogue.rules.decisions.details import DecisionDetails, Signature
    from thutuc.kernel.actor import Actor

    by, day = Actor.system("bench"), FIRST_DAY + timedelta(days=number)
    rows = _later(operations(list(queries.contents(on=day))), number)
    details = DecisionDetails(title=f"Quyết định thứ {number}", agency_id=agency, effective_on=day)
    decision = services.draft_decision(details=details, by=by, at=NOW)
    services.add_operations(decision=decision, operations=rows, by=by, at=NOW)
    dry, plan = _timed(lambda: queries.dry_run(decision, on=NOW.date()))
    assert len(rows) == AMENDED + REPLACED + ABOLISHED + NEW, len(rows)
    assert not plan.blocks, [str(each) for each in plan.blocks[:5]]
    for move in ("submit", "clear", "endorse"):
        decision = services.move_decision(decision=decision, move=move, by=by, at=NOW)
    signature = Signature(f"{number}/QĐ-UBND", NOW.date(), "Phan Hữu Tài")
    signing, issued = _timed(lambda: services.sign_decision(decision=decision, signature=signature, by=by, at=NOW))
    assert (issued.applied.opened, issued.applied.ended) == (len(plan.opens), len(plan.closes))
    assert issued.applied.opened == AMENDED + REPLACED + NEW
    return dry, signing, issued.applied.opened


def _later(rows: list[Any], number: int) -> list[Any]:
    """Other codes for new procedures in each round, and another limit so that each round changes something."""
    from thutuc.catalogue.rules.content import TimeLimit
    from thutuc.catalogue.rules.terms import TimeUnit

    limit = TimeLimit(Decimal(10 - number) / 10, TimeUnit.WORKING_HOUR)
    told = []
    for row in rows:
        code = f"{row.code[:2]}{number}{row.code[3:]}" if row.code[0] in "78" else row.code
        content = row.content
        if content is not None:
            content = replace(content, code=code, offers=tuple(replace(each, limit=limit) for each in content.offers))
        told.append(replace(row, code=code, content=content))
    return told


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    done = work()
    return time.perf_counter() - begun, done


def main() -> int:
    server, home = start()
    try:
        listed = len(take_in())
        agency = _department()
        rounds = [one_round(number, agency) for number in range(1, ROUNDS + 1)]
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)
    dry, signing = (statistics.median(each[place] for each in rounds) for place in (0, 1))
    source = "real" if SHARED.is_file() else "invented"
    print(f"300 rows over {listed} {source} procedures, median of {ROUNDS} rounds; opened {rounds[0][2]}")
    print(
        f"dry run {dry:.2f} s (ceiling {DRY_RUN_CEILING:.0f}, {dry / DRY_RUN_CEILING:.2f} of it), "
        f"signature {signing:.2f} s (ceiling {SIGNING_CEILING:.0f}, {signing / SIGNING_CEILING:.2f} of it)"
    )
    return 0 if dry < DRY_RUN_CEILING and signing < SIGNING_CEILING else 1


def _department() -> int:
    from thutuc.kernel.actor import Actor
    from thutuc.organisations import services
    from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel

    agency = services.NewAgency(
        *("so-xay-dung", "Sở Xây dựng", AgencyKind.DEPARTMENT, AgencyLevel.PROVINCE, date(2016, 1, 1))
    )
    return services.add_agency(agency=agency, by=Actor.system("bench"), at=NOW).pk


if __name__ == "__main__":
    sys.exit(main())
