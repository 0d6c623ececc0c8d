"""Secrets in addresses are not shown."""

import pytest

from unisurvey.outside.web import shown


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.org/b?q=1&page=2#c", "https://a.org/b?q=1&page=2#c"),
        ("https://u:p@a.org/b", "https://a.org/b"),
        ("https://u@a.org", "https://a.org"),
        ("https://a.org/@user?x=a@b", "https://a.org/@user?x=a@b"),
        ("https://a.org/?key=k", "https://a.org/?key=…"),
        ("https://a.org/?a=1&api_key=k&b=2", "https://a.org/?a=1&api_key=…&b=2"),
        ("https://a.org/?API-KEY=k", "https://a.org/?API-KEY=…"),
        ("https://a.org/?access_token=t;b=2", "https://a.org/?access_token=…;b=2"),
        ("https://a.org/#token=t", "https://a.org/#token=…"),
        (
            "https://a.org/?X-Amz-Signature=s&c=1",
            "https://a.org/?X-Amz-Signature=…&c=1",
        ),
        ("https://a.org/?monkey=1&keyword=2", "https://a.org/?monkey=1&keyword=2"),
        ("https://a.org/?password=", "https://a.org/?password=…"),
    ],
)
def test_only_secrets_are_left_out(url, safe):
    assert shown(url) == safe
