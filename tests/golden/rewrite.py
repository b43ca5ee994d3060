"""Rewrites the answers of the stories, never what is expected of them: `make golden`."""

from tests.golden.stories import NAMES, ask, load, written


def main() -> None:
    """Rewrite them all."""
    for name in NAMES:
        story = load(name)
        for file, text in written(ask(story)).items():
            story.file(file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
