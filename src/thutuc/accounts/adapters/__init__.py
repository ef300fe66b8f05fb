"""How allauth speaks here; how sessions and the people behind them are read."""

from thutuc.accounts.adapters.speaking import SecondStepAdapter, SpeaksToOfficers

__all__ = ["SecondStepAdapter", "SpeaksToOfficers"]
