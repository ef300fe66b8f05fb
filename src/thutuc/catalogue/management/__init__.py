"""What `thutuc` does with the catalogue, wired to arguments and progress bars by `config`."""

from thutuc.catalogue.management.transfer import Opening, export_catalogue, import_procedures, parse_levels

__all__ = ["Opening", "export_catalogue", "import_procedures", "parse_levels"]
