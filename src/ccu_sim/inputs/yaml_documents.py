"""Reading a scenario file: safe YAML, and where in the file each value stands.

Scenario files are plain data. Tags, anchors and aliases are refused (no file can make Python
objects or grow while it is read), as are duplicate keys, characters that cannot be printed and
files larger than `LARGEST`.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ccu_sim.errors import UserError, echoed
from ccu_sim.inputs.text import why_not_text

LARGEST = 64 * 1024
"""Bytes; the shipped files are below a tenth of it, and as much is read in a second or two."""

DEEPEST = 20
"""Levels of nesting; the shipped files have at most seven."""

KEPT = 64
"""Documents kept as they were parsed: more than ship."""

LONGEST_LABEL = 200
"""Characters of a file's name that messages repeat."""

NO_COLON = "could not find expected ':'"
TAB_HINT = "the line is indented with a tab; use spaces"
YAML_HINTS = {
    "mapping values are not allowed here": "a second ': ' in one line, or wrong indentation; "
    "put text that holds a colon in quotes",
    "expected ',' or": "a list opened with [ or a group opened with { is not closed",
    "expected the node content": "a value is missing, or a list opened with [ or a group "
    "opened with { is not closed",
    NO_COLON: "the key lacks its colon",
    "expected <block end>": "the indentation does not match the lines above",
}
"""What is most likely wrong, by how the parser's own words for it begin."""

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Mark:
    """Where a value stands in its file.

    Attributes
    ----------
    line : int
        Counted from 1.
    written : str
        The value as the user wrote it, empty for lists and mappings.
    """

    line: int
    written: str = ""


@dataclass(frozen=True)
class Document:
    """What a scenario file says, and where.

    Attributes
    ----------
    label : str
        The file's name for messages.
    data : dict
    places : mapping from key path to Mark
    """

    label: str
    data: dict[str, Any]
    places: Mapping[Path_, Mark] = field(default_factory=dict)

    def line(self, path: Path_) -> int | None:
        """Return the line of `path`, or of the nearest enclosing value that has one."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]].line
        return None

    def where(self, path: Path_) -> str:
        """Return the file's name, with the line of `path` if it is anywhere in the file."""
        line = self.line(path) if path else None
        return self.label if line is None else f"{self.label}, line {line}"


def read_document(path: Path) -> Document:
    """Read one scenario file.

    Raises
    ------
    UserError
        When the file is not there, not a file, too large, not UTF-8, not plain YAML, or not a
        mapping of keys to values.
    """
    label = _label(path)
    return parse_document(_text_of(path, label), label)


@lru_cache(KEPT)
def parse_document(text: str, label: str) -> Document:
    """Parse the text of a scenario file (see `read_document`); nobody changes what it gives.

    A comparison asks for the same few files dozens of times.
    """
    try:
        node = _plain_tree(text, label)
    except yaml.MarkedYAMLError as error:
        line = _line_of(error)
        raise UserError(f"{label}, line {line}: {_why_not_yaml(error, text, line)}.") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UserError(
            f"{label}, line {line}: the character U+{error.character:04X} cannot stand in a YAML "
            "file; delete it."
            if isinstance(error.character, int)
            else f"{label}, line {line}: the file holds a character that YAML does not allow."
        ) from None
    if node is None:
        raise UserError(f"{label}: the file is empty; start from a template with `ccu-sim new`.")
    if not isinstance(node, yaml.MappingNode):
        kind = "a list" if isinstance(node, yaml.SequenceNode) else f"'{echoed(node.value)}'"
        raise UserError(
            f"{label}, line {_line(node)}: the file holds {kind} at its top level; "
            "it should hold keys and values, such as `name: my-unit`."
        )
    reader = _Builder(label)
    data = reader.build(node, ())
    return Document(label, data, reader.places)


def _label(path: Path) -> str:
    """Return the name for messages: relative to the working folder if the file is inside it."""
    with suppress(OSError, ValueError):
        path = path.resolve().relative_to(Path.cwd())
    return echoed(path, LONGEST_LABEL)


def _text_of(path: Path, label: str) -> str:
    try:
        if path.is_dir():
            raise UserError(f"{label} is a folder; give the YAML file itself.")
        if not path.exists():
            raise UserError(f"{label}: there is no such file.")
        if not path.is_file():
            raise UserError(f"{label} is not an ordinary file; give a YAML file.")
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(f"{label} cannot be read: {reason}.") from None
    if len(raw) > LARGEST:
        raise UserError(
            f"{label} is larger than {LARGEST // 1024} KB; a scenario file is a few pages at most."
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UserError(
            f"{label}, line {line}: byte {raw[error.start]:#04x} is not UTF-8 text; save the "
            "file as UTF-8."
        ) from None


def _plain_tree(text: str, label: str) -> yaml.Node | None:
    """Return the tree of a document that is plain, each value looked at before it is built."""
    loader = _PlainLoader(text, label)
    try:
        if not loader.check_node():
            return None
        tree = loader.get_node()
        if loader.check_node():
            raise UserError(
                f"{label}, line {_line(loader.peek_event())}: '---' starts a second document; "
                "write one file for each."
            )
        return tree
    finally:
        loader.dispose()


class _PlainLoader(yaml.SafeLoader):
    """Builds the tree of a file and refuses whatever is more than plain values.

    Always the parser written in Python: the one in C stops at other lines and takes other text.
    """

    def __init__(self, text: str, label: str) -> None:
        super().__init__(text)
        self._label = label
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Build one value, if it is plain."""
        self._require_plain(self.peek_event())
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _require_plain(self, event: Any) -> None:
        where = f"{self._label}, line {_line(event)}"
        if event.anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise UserError(
                f"{where}: '{sign}{echoed(event.anchor)}' is a YAML alias or anchor; write the "
                "value out instead, or put text that starts so in quotes."
            )
        if getattr(event, "tag", None):
            raise UserError(
                f"{where}: '{echoed(event.tag)}' is a YAML tag; scenario files are plain values "
                "without tags."
            )
        if isinstance(event, yaml.CollectionStartEvent) and self._depth >= DEEPEST:
            raise UserError(
                f"{where}: values are nested more than {DEEPEST} levels deep; a scenario file "
                "needs at most seven."
            )
        if isinstance(event, yaml.ScalarEvent) and (reason := why_not_text(event.value)):
            raise UserError(f"{where}: '{echoed(event.value)}' {reason}.")


def _line(of: yaml.Node | yaml.Event) -> int:
    return of.start_mark.line + 1 if of.start_mark is not None else 1


class _Builder:
    """Turns the tree into plain values and notes where each stands."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.places: dict[Path_, Mark] = {}
        self._values = yaml.constructor.SafeConstructor()

    def build(self, node: yaml.Node, path: Path_) -> Any:
        line = _line(node)
        if isinstance(node, yaml.MappingNode):
            self.places.setdefault(path, Mark(line))
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            self.places.setdefault(path, Mark(line))
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        self.places[path] = Mark(line, node.value)
        return self._scalar(node, line)

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = _line(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                raise UserError(f"{self.label}, line {line}: a key must be a word, not a list.")
            key = key_node.value
            if key in built:
                first = self.places[(*path, key)].line
                raise UserError(
                    f"{self.label}, line {line}: the key '{echoed(key)}' is given twice (first in "
                    f"line {first}); keep one of the two."
                )
            here = (*path, key)
            # A list or mapping is said to stand at its key, which is where one would look.
            self.places[here] = Mark(line)
            built[key] = self.build(value_node, here)
        return built

    def _scalar(self, node: yaml.ScalarNode, line: int) -> Any:
        kind = node.tag.rsplit(":", 1)[-1]
        if kind == "int" and not re.fullmatch(r"[-+]?(0|[1-9][0-9_]*)", node.value):
            raise UserError(
                f"{self.label}, line {line}: '{echoed(node.value)}' is not an ordinary whole "
                "number (YAML reads it in another base); write it in plain digits, or in quotes "
                "if it is text."
            )
        if kind == "float" and ":" in node.value:
            raise UserError(
                f"{self.label}, line {line}: '{echoed(node.value)}' is not an ordinary number; "
                "write it in plain digits, or in quotes if it is text."
            )
        try:
            return self._values.construct_object(node)
        except (ValueError, yaml.constructor.ConstructorError):
            raise UserError(
                f"{self.label}, line {line}: '{echoed(node.value)}' looks like a date but is none; "
                "write year-month-day, such as 2014-12-01."
                if kind == "timestamp"
                else f"{self.label}, line {line}: '{echoed(node.value)}' cannot be read."
            ) from None


def _line_of(error: yaml.MarkedYAMLError) -> int:
    """Give the line to mend: of a key that lacks its colon its own, not where that is noticed."""
    marks = [error.problem_mark, error.context_mark]
    if (error.problem or "").startswith(NO_COLON):
        marks.reverse()
    return next((mark.line + 1 for mark in marks if mark), 1)


def _why_not_yaml(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    lines = text.splitlines()
    written = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    if "\\t" in (error.problem or ""):
        return TAB_HINT
    problem = error.problem or "it does not parse"
    hint = next((words for start, words in YAML_HINTS.items() if problem.startswith(start)), None)
    hint = hint or echoed(problem, 200)
    return f"this is not valid YAML at '{echoed(written)}': {hint}"
