"""How allauth speaks to people: through our outbox. Nobody signs up by themselves."""

from thutuc.accounts.adapters import SpeaksToOfficers


class AccountAdapter(SpeaksToOfficers):
    """Accounts are made by an administrator."""
