"""Thông báo: messages queued in the transaction of the act, sent after."""
