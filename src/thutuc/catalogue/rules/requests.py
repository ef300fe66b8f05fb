"""Long acts are asked for, then carried out by a worker: how a request stands."""

from thutuc.kernel.asking import GOING_ON, SMALL, Stage, stage_of
from thutuc.kernel.text import Labelled, gettext_noop


class RequestKind(Labelled):
    """What is asked for."""

    IMPORT = "import", gettext_noop("Nhập thủ tục vào bản gốc quốc gia")
    OPENING = "opening", gettext_noop("Tiếp nhận danh mục ban đầu")


JOBS: dict[str, str] = {RequestKind.IMPORT: "catalogue.import_run", RequestKind.OPENING: "catalogue.open_list"}
"""Which job carries it out."""

__all__ = ["GOING_ON", "JOBS", "SMALL", "RequestKind", "Stage", "stage_of"]
