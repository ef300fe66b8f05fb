"""One router: an address that is read and sent to is one address."""

from ninja import Router

router = Router()
