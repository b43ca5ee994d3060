"""The text of vCards, of versions 2.1, 3 and 4: lines folded and quoted, parameters, escapes, and where a card begins and ends.

Read here, as no library does it safely: vobject's patterns take seconds on a dozen commas in a parameter and twice as long on each more, and
icalendar takes escapes away before the parts of a value can be told apart.
"""

import base64
import quopri
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from orggraph_importers.reading import decode

_NAME = re.compile(r"(?:([\w-]+)\.)?([A-Za-z0-9_-]+)")
_PART = re.compile(r"(?:^|(?<=;))(?:[^\\;]|\\.|\\$)*", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_QUOTED, _BASE64 = "QUOTED-PRINTABLE", "BASE64"
_ENCODINGS = {_QUOTED: _QUOTED, _BASE64: _BASE64, "B": _BASE64, "Q": _QUOTED, "7BIT": "", "8BIT": ""}
_BEGIN, _END, _AGENT = "BEGIN:VCARD", "END:VCARD", "AGENT"
_LONGEST_MARK = 40
_LONGEST = 262_144
"""In characters: what is longer is a picture, and is not kept."""


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a card: `item1.EMAIL;TYPE=work:ana@exemplis.example`."""

    name: str
    group: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str

    @property
    def types(self) -> frozenset[str]:
        """Give what its parameters say that it is for, in small letters."""
        return frozenset(one.lower() for one in self.parameters.get("TYPE", ()))

    def text(self) -> str:
        """Give its value as one text."""
        return _unescaped(self._decoded(self.value))

    def parts(self) -> list[str]:
        r"""Give the parts of its value, which semicolons part that are not escaped.

        >>> Property("ORG", "", {}, r"Exemplis\; SAS;Finance").parts()
        ['Exemplis; SAS', 'Finance']
        """
        return [_unescaped(self._decoded(part)) for part in _PART.findall(self.value)]

    def _decoded(self, value: str) -> str:
        """Undo its encoding; what is not in the encoding that it says is nothing."""
        encoding, charset = _encoding(self.parameters), next(iter(self.parameters.get("CHARSET", ())), "")
        if encoding == _QUOTED:
            return _text(quopri.decodestring(value.encode("utf-8", "replace")), charset)
        if encoding != _BASE64:
            return value
        try:
            return _text(base64.b64decode("".join(value.split())), charset)
        except ValueError:
            return ""


@dataclass(slots=True)
class Card:
    """One card: the line on which it begins, and what is wrong with it, if anything is."""

    line: int
    properties: dict[str, list[Property]] = field(default_factory=dict)
    """By their names."""
    labels: dict[str, str] = field(default_factory=dict)
    """What Apple's address book writes beside the properties of a group."""
    last: str = ""
    """The name of the property that was read last."""
    wrong: str = ""

    def add(self, one: Property) -> None:
        """Take a property."""
        self.properties.setdefault(one.name, []).append(one)
        self.last = one.name
        if one.name == "X-ABLABEL" and one.group:
            self.labels[one.group] = one.text().strip("_$!<>").lower()

    def all(self, *names: str) -> list[Property]:
        """Give the properties of some names that say something, in the order of the names."""
        return [one for name in names for one in self.properties.get(name, ()) if one.value.strip(" ;")]

    def uses_of(self, one: Property) -> frozenset[str]:
        """Give what a property is for, as its types and its label say."""
        return one.types | {self.labels.get(one.group, "")}


def cards_of(text: Iterable[str]) -> Iterator[Card | int]:
    """Give the cards of a file, broken ones too; and the number of each line that stands outside of one."""
    card: Card | None = None
    within = 0
    for number, line in _unfolded(text):
        mark = line.replace(" ", "").strip().upper() if len(line) <= _LONGEST_MARK else ""
        if card is None:
            if mark == _BEGIN:
                card, within = Card(number), 0
            elif line.strip():
                yield number
        elif mark == _BEGIN:
            if within or card.last == _AGENT:
                within += 1
            else:
                yield _unended(card, f"it is not ended before line {number}")
                card = Card(number)
        elif mark == _END and within:
            within -= 1
        elif mark == _END:
            yield card
            card = None
        elif line.strip() and not within:
            _take(card, number, line)
    if card is not None:
        yield _unended(card, "it is not ended: the file may be cut off")


def _unended(card: Card, wrong: str) -> Card:
    card.wrong = card.wrong or wrong
    return card


def _take(card: Card, number: int, line: str) -> None:
    found = _property(line)
    if found:
        card.add(found)
    else:
        card.wrong = card.wrong or f"line {number} is no property: {line.strip()[:_LONGEST_MARK]!r}"


def _unfolded(text: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Give whole lines, with the number on which each begins: those that were folded, or broken as their encoding has it, in one."""
    begins, held, size, encoding = 0, [""], 0, ""
    for number, line in enumerate((line.rstrip("\r\n") for line in text), 1):
        more = line
        if encoding == _QUOTED and held[-1].endswith("="):
            held[-1] = held[-1][:-1]
        elif begins and line[:1] in (" ", "\t") and line.strip():
            more = line[1:]
        elif not (encoding == _BASE64 and line.strip() and ":" not in line):
            if begins:
                yield begins, "".join(held)
            begins, held, size = number, [line], len(line)
            encoding = _encoding(_parameters(line)) if ";" in line and ":" in line else ""
            continue
        size += len(more)
        if size < _LONGEST:
            held.append(more)
    if begins:
        yield begins, "".join(held)


def _property(line: str) -> Property | None:
    head, colon, value = _split(line)
    found = _NAME.fullmatch(head[0].strip()) if colon else None
    if found is None:
        return None
    return Property(found[2].upper(), (found[1] or "").lower(), _parameters(line), value)


def _split(line: str) -> tuple[list[str], str, str]:
    """Part a line at its first colon, and what stands before it at its semicolons, but for those in quotation marks."""
    head, start, is_quoted = [], 0, False
    for place, char in enumerate(line):
        if char == '"':
            is_quoted = not is_quoted
        elif not is_quoted and char in ";:":
            head.append(line[start:place])
            start = place + 1
            if char == ":":
                return head, ":", line[start:]
    before, colon, value = line.partition(":")
    return before.split(";"), colon, value


def _parameters(line: str) -> dict[str, tuple[str, ...]]:
    """Give parameters by name; a bare word, as version 2.1 has them, is a type or an encoding."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for part in _split(line)[0][1:]:
        name, equals, value = part.partition("=")
        bare = "ENCODING" if name.strip().upper() in _ENCODINGS else "TYPE"
        key, said = (name.strip().upper(), value) if equals else (bare, name)
        found[key] += [word.strip() for word in said.replace('"', "").split(",") if word.strip()]
    return {name: tuple(words) for name, words in found.items()}


def _encoding(parameters: Mapping[str, tuple[str, ...]]) -> str:
    return _ENCODINGS.get(next(iter(parameters.get("ENCODING", ())), "").upper(), "")


def _text(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset) if charset else decode(content)
    except (LookupError, UnicodeError, ValueError):
        return decode(content)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
