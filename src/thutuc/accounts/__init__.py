"""Tài khoản, chức danh: people, the posts they hold, sign-in."""
