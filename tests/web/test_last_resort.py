"""The page of last resort needs nothing that may be broken."""

from django.test import RequestFactory

from thutuc.web import pages


def test_it_is_drawn_without_a_database_and_gives_the_number_to_read_out() -> None:
    request = RequestFactory().get("/thu-tuc/")
    request.request_id = "abc123"

    answer = pages.broken(request)

    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in answer.content.decode()
    assert "abc123" in answer.content.decode()
