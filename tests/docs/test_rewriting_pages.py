"""What `make docs` writes into the pages."""

from docs.rewrite import rewritten

PAGE = """# A page

```python
>>> total = 1 + 1
>>> total
3
>>> for n in range(2):
...     print(n)
>>> int("two")
```

```python
>>> total * 2
```

    make demo
"""


def test_results_are_written_anew_and_blocks_share_their_names():
    page = rewritten(PAGE, "page")
    assert ">>> total\n2\n>>> for n in range(2):\n...     print(n)\n0\n1\n" in page
    assert ">>> total * 2\n4\n```\n\n    make demo\n" in page


def test_an_error_is_shown_without_the_places_it_went_through_however_often_it_is_written():
    once = rewritten(PAGE, "page")
    assert "Traceback (most recent call last):\n    ...\nValueError: invalid literal for int()" in once
    assert rewritten(once, "page") == once
