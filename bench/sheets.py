"""Printing of notice sheets (`make bench-sheets`): units of a hundred sheets each. Exit code 1 above the ceiling.

The real procedures of THUTUC_SHARED (else ../shared) where they are there, else invented ones. The first unit pays for
the typefaces; every unit has codes of its own, so that nothing is drawn once and used again. Before anything is told,
the QR code of a page of each unit is read back from its picture.
"""

import os
import random
import statistics
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("THUTUC_SHARED", ROOT.parent / "shared")) / "data" / "procedures.jsonl.gz"
NOW, TODAY = datetime(2026, 11, 25, 2, 0, tzinfo=UTC), date(2026, 11, 25)
UNITS, SHEETS = 5, 100
CEILING = 10.0


def contents() -> list[Any]:
    """A hundred procedures, drawn evenly."""
    if SHARED.is_file():
        from thutuc.catalogue.readers import read

        found = [row.content for row in read(SHARED.read_bytes(), SHARED.name).rows]
    else:
        from tests.catalogue.contents import content

        found = [content(code=f"1.{n:06}", name=f"Cấp giấy phép bán hoa loại {n}") for n in range(SHEETS)]
    return found[:: max(1, len(found) // SHEETS)][:SHEETS]


def bundle(number: int, procedures: list[Any]) -> Any:
    """A unit's sheets, each with its own code."""
    from thutuc.disclosure.rules import bundles, tokens
    from thutuc.disclosure.rules.terms import SheetKind

    draw = random.Random(number).choice
    sheets = tuple(
        bundles.Printed(
            tokens.make("bench", draw=draw),
            SheetKind.PROCEDURE,
            TODAY,
            "Bảng trước quầy",
            (bundles.Shown(each, "bản 1", TODAY, "Quyết định 412/QĐ-UBND ngày 12/03/2026"),),
        )
        for each in procedures
    )
    return bundles.Bundle(f"xa-{number}", f"Ủy ban nhân dân xã số {number}", "Tỉnh An Lạc", sheets)


def main() -> int:
    """Draw unit after unit; figures on the last line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    import django

    django.setup()
    from tests.disclosure import printing
    from thutuc.disclosure import documents

    procedures, times, size, pages = contents(), [], 0, 0
    for number in range(UNITS):
        unit = bundle(number, procedures)
        start = time.perf_counter()
        pdf = documents.bundle_pdf(unit, at=NOW)
        times.append(time.perf_counter() - start)
        read = printing.codes(pdf)
        wanted = {documents.address(sheet.code) for sheet in unit.sheets}
        if {code for page in read for code in page} != wanted:
            print("a code on the paper is not the code of its sheet")
            return 1
        size, pages = size + len(pdf), pages + len(read)
    source, taken = "real" if SHARED.is_file() else "invented", statistics.median(times)
    print(f"{UNITS} units of {len(procedures)} {source} procedures, {pages} pages, every QR code read back")
    print(
        f"{taken:.2f} s for 100 sheets (first {times[0]:.2f} s, ceiling {CEILING:.0f}, {taken / CEILING:.2f} of it), "
        f"{size / UNITS / len(procedures) / 1024:.0f} KB a sheet"
    )
    return 0 if taken < CEILING else 1


if __name__ == "__main__":
    sys.exit(main())
