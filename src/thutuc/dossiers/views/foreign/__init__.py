"""Pages on dossiers of other systems: bringing files in, the list, taking over, closed units."""

from thutuc.accounts.rules.roles import Role
from thutuc.dossiers.documents.foreign import error_file
from thutuc.dossiers.readers.foreign import read_kept
from thutuc.dossiers.services.foreign import Ways
from thutuc.web.doors import roles_only

keepers_only = roles_only(Role.CONTROL_OFFICER)
NAV = "foreign"
WAYS = Ways(read_kept, error_file)
