"""Renders the public Python interface as Markdown. griffe reads the source; nothing of it is imported.

A line ``::: mparticle_facade.Batch`` of a page stands for the class with its signature, fields and methods;
``::: mparticle_facade.Outbox [close, requeue]`` for one with these methods only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import griffe

ROOT = Path(__file__).resolve().parent.parent
DIRECTIVE = re.compile(r"(?m)^::: ([\w.]+)(?: \[([\w, ]*)\])?$")
_FIELDS = re.compile(r"\n+Fields:\n.*", re.DOTALL)
_FIELD = re.compile(r"(?ms)^ {4}(\w+): (.*?)(?=^ {4}\w+: |\Z)")
_NAMED = re.compile(r"(?<!`)`(\w+)(?:\.(\w+))?`(?!`)(?!\])")
_ROOM = re.compile(r"(?<![\w.])[a-z_]+\.(?=[A-Z])")
"""Where an annotation has its class from, which is no news to a reader."""
_PART = re.compile(r"``lifecycle\.\w+``")
"""How the docstring of a method begins that only the lifecycle of a process calls."""
_WIDTH = 84
"""Columns of a signature on one line."""


class Interface:
    """The source, read once."""

    def __init__(self, places: dict[str, str] | None = None) -> None:
        """Read the package; ``places`` says where each public name is: ``{"Batch": "models.md#batch"}``."""
        loader = griffe.GriffeLoader(search_paths=[ROOT, ROOT / "generated"], docstring_parser=griffe.Parser.google)
        self.package = loader.load("mparticle_facade", submodules=True)
        loader.load("mparticle_events_models", submodules=True)
        loader.resolve_aliases(implicit=True, external=False)
        self.places = places or {}

    def named(self, path: str) -> griffe.Object:
        """What has this dotted name.

        Raises:
            KeyError: nothing has.
        """
        found = self.package[path.removeprefix("mparticle_facade.")]
        return found.final_target if isinstance(found, griffe.Alias) else found

    def expanded(self, text: str) -> str:
        """A page with what its directives stand for."""

        def rendered(match: re.Match[str]) -> str:
            return self.render(match[1], match[2], level=3 if "\n## " in text[: match.start()] else 2)

        return DIRECTIVE.sub(rendered, text)

    def render(self, path: str, only: str | None = None, level: int = 3) -> str:
        """What one directive stands for, under a heading of this level: the next one, so that no level is left out."""
        found = self.named(path)
        name = path.rpartition(".")[2]
        chosen = None if only is None else [member.strip() for member in only.split(",") if member.strip()]
        if isinstance(found, griffe.Class):
            lines = self.of_class("#" * level, name, found, chosen)
        elif isinstance(found, griffe.Function):
            lines = self.of_function(f"{'#' * level} {name}", name, found)
        else:
            lines = iter([f"{'#' * level} {name}", "", *self.docstring(found)])
        return "\n".join(lines).rstrip() + "\n"

    # -- kinds of objects ---------------------------------------------------------------------------------------------

    def of_class(self, marks: str, name: str, cls: griffe.Class, chosen: list[str] | None) -> Iterator[str]:
        yield from (f"{marks} {name}", "")
        constructor = cls.members.get("__init__")
        struct = any("mparticle_events_models" in base.path for base in cls.mro())
        if isinstance(constructor, griffe.Function) and constructor.lineno != cls.lineno and not struct:
            yield from (*_code(_signature(name, constructor)), "")
        yield from self.docstring(cls)
        if isinstance(constructor, griffe.Function) and constructor.docstring and not struct:
            yield from self.docstring(constructor)
        yield from self.bases(cls)
        yield from self.fields(cls)
        for method in _methods(cls):
            if chosen is None or method.name in chosen:
                anchor = f"{_slug(name)}.{_slug(method.name)}"
                yield from self.of_function(f"{marks}# {method.name} {{ #{anchor} }}", method.name, method)

    def of_function(self, heading: str, name: str, function: griffe.Function) -> Iterator[str]:
        yield from (heading, "")
        signatures = [_signature(name, each) for each in function.overloads or [function]]
        yield from (*_code("\n".join(signatures)), "")
        yield from self.docstring(function)

    def bases(self, cls: griffe.Class) -> Iterator[str]:
        base = cls.mro()[0] if cls.mro() else None
        if base is not None and base.name in self.places:
            yield from (f"A [`{base.name}`]({self.places[base.name]}), with its attributes.", "")
        schema = next((each.name for each in [cls, *cls.mro()] if _is_schema(each)), None)
        if schema is not None:
            yield from (f"On the wire: [`{schema}`](reference.md#{schema.lower()}).", "")

    def fields(self, cls: griffe.Class) -> Iterator[str]:
        """A table of attributes and properties, inherited ones of a model included."""
        owners = [cls, *(base for base in cls.mro() if "mparticle_events_models" in base.path)]
        said = {name: text for owner in reversed(owners) for name, text in _said(owner).items()}
        known = {
            name: member
            for owner in reversed(owners)
            for name, member in owner.members.items()
            if isinstance(member, griffe.Attribute) and not name.startswith("_")
        }
        documented = _documented(cls)
        rows = []
        for name in dict.fromkeys([*said, *known]):
            kind, meaning = said.get(name, ("", ""))
            member = known.get(name)
            meaning = meaning or (member.docstring.value if member is not None and member.docstring else "")
            if member is not None and isinstance(cls.members.get(str(member.value)), griffe.Function):
                kind, meaning = "method", f"The same as `{member.value}`."
            annotation = self.typed(kind)
            if not annotation and member is not None and member.annotation:
                annotation = f"`{_ROOM.sub('', str(member.annotation))}`"
            if name in documented or not (meaning or annotation):
                continue
            rows.append(f"| `{name}` | {_cell(self.linked(annotation))} | {_cell(self.linked(meaning))} |")
        if rows:
            yield from ("| field | type | |" if said else "| attribute | type | |", "|---|---|---|", *rows, "")

    def typed(self, kind: str) -> str:
        """The type of a field in words, with its classes as code."""
        return re.sub(r"[A-Z]\w+", lambda match: f"`{match[0]}`" if match[0] in self.places else match[0], kind)

    # -- text ---------------------------------------------------------------------------------------------------------

    def docstring(self, found: griffe.Object) -> Iterator[str]:
        if found.docstring is None:
            return
        text = griffe.Docstring(
            _FIELDS.sub("", found.docstring.value), parent=found, parser=griffe.Parser.google, lineno=1
        )
        for section in text.parse(warnings=False):
            yield from (*self.section(section), "")

    def section(self, section: griffe.DocstringSection) -> Iterator[str]:
        match section.kind:
            case griffe.DocstringSectionKind.text:
                yield self.linked(_indented_code(section.value))
            case griffe.DocstringSectionKind.parameters | griffe.DocstringSectionKind.other_parameters:
                yield from ("| argument | default | |", "|---|---|---|")
                for each in section.value:
                    default = f"`{each.default}`" if each.default is not None else ""
                    yield f"| `{each.name}` | {_cell(default)} | {_cell(self.linked(each.description))} |"
            case griffe.DocstringSectionKind.attributes:
                yield from ("| attribute | |", "|---|---|")
                for each in section.value:
                    yield f"| `{each.name}` | {_cell(self.linked(each.description))} |"
            case griffe.DocstringSectionKind.raises:
                yield from ("Raises:", "")
                for each in section.value:
                    raised = self.linked(f"`{each.annotation}`")
                    yield f"* {raised}: {' '.join(self.linked(each.description).split())}"
            case griffe.DocstringSectionKind.returns | griffe.DocstringSectionKind.yields:
                for each in section.value:
                    yield f"{section.kind.value.capitalize()}: {self.linked(each.description)}"
            case griffe.DocstringSectionKind.examples:
                for kind, text in section.value:
                    yield from _code(text) if kind is griffe.DocstringSectionKind.examples else [self.linked(text)]
            case _:
                value = section.value
                yield self.linked(value.contents if isinstance(value, griffe.DocstringAdmonition) else str(value))

    def linked(self, text: str) -> str:
        """Names in backticks that have a place on the site become links to it; RST's double backticks, single ones."""

        def link(match: re.Match[str]) -> str:
            place = self.places.get(match[1])
            if place is None:
                return match[0]
            return f"[{match[0]}]({place})"

        return re.sub(r"``(.+?)``", r"`\1`", _NAMED.sub(link, text))


def _methods(cls: griffe.Class) -> list[griffe.Function]:
    own = [member for member in cls.members.values() if isinstance(member, griffe.Function)]
    public = [each for each in own if not each.name.startswith("_")]
    return [each for each in public if not (each.docstring and _PART.match(each.docstring.value))]


def _is_schema(cls: griffe.Class) -> bool:
    return cls.path.startswith("mparticle_events_models.partial.")


def _documented(cls: griffe.Class) -> set[str]:
    """The names that the arguments of the class, or its docstring's own table, say already."""
    texts = [each.docstring for each in (cls, cls.members.get("__init__")) if each is not None and each.docstring]
    kinds = (griffe.DocstringSectionKind.parameters, griffe.DocstringSectionKind.attributes)
    return {
        parameter.name
        for text in texts
        for section in text.parse(griffe.Parser.google, warnings=False)
        if section.kind in kinds
        for parameter in section.value
    }


def _said(cls: griffe.Class) -> dict[str, tuple[str, str]]:
    """Type and meaning of each field, as the docstring of a generated class has them."""
    text = cls.docstring.value if cls.docstring else ""
    _, _, fields = text.partition("\nFields:\n")
    found = {}
    for name, said in _FIELD.findall(fields):
        kind, _, meaning = " ".join(said.split()).partition(". ")
        found[name] = (kind, meaning)
    return found


def _signature(name: str, function: griffe.Function) -> str:
    """As it is called: without ``self`` and modules, one argument a line where it is long."""
    parts: list[str] = []
    kinds = griffe.ParameterKind
    named = False
    parameters = [each for each in function.parameters if each.name not in ("self", "cls") and each.name[0] != "_"]
    for each in parameters:
        if each.kind is kinds.keyword_only and not named:
            parts.append("*")
        named = named or each.kind in (kinds.keyword_only, kinds.var_positional)
        star = {kinds.var_positional: "*", kinds.var_keyword: "**"}.get(each.kind, "")
        annotation = f": {_ROOM.sub('', str(each.annotation))}" if each.annotation is not None else ""
        equals = " = " if annotation else "="
        default = f"{equals}{each.default}" if each.default is not None and not star else ""
        parts.append(f"{star}{each.name}{annotation}{default}")
    prefix = "await " if "async" in function.labels else ""
    result = (
        f" -> {_ROOM.sub('', str(function.returns))}"
        if function.returns is not None and function.name != "__init__"
        else ""
    )
    line = f"{prefix}{name}({', '.join(parts)}){result}"
    if len(line) <= _WIDTH:
        return line
    return f"{prefix}{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){result}"


def _indented_code(text: str) -> str:
    return re.sub(r"(?m)(?:^ {4,}\S.*\n?)+", lambda match: "\n".join(_code(_dedented(match[0]))) + "\n", text)


def _dedented(text: str) -> str:
    return re.sub(r"(?m)^ {4}", "", text.rstrip())


def _code(text: str) -> list[str]:
    return ["```python", text, "```"]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _slug(name: str) -> str:
    return name.lower()


def places(pages: dict[str, str]) -> dict[str, str]:
    """Where each name is that a directive of a page stands for: ``{"Batch": "models.md#batch"}``."""
    return {
        match[1].rpartition(".")[2]: f"{page}#{_slug(match[1].rpartition('.')[2])}"
        for page, text in pages.items()
        for match in DIRECTIVE.finditer(text)
    }
