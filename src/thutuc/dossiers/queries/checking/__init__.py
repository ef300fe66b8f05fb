"""Whether the facts of dossiers agree with one another: what `thutuc doctor --facts` asks."""

from thutuc.dossiers.queries.checking.run import doctor_faults

__all__ = ["doctor_faults"]
