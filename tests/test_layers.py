"""The architecture, read from the source: who imports whom, who opens files, who prints."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "converter"
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400

BASE = ("model", "errors")
TEXT = (
    *BASE, "passage", "page", "form", "form_reader", "walk", "lines", "proof", "flatplan",
)  # fmt: skip
PRINT = ("theme", "pictures", "fonts", "typeset")
LAYERS: dict[str, tuple[str, ...]] = {
    "model": (),
    "errors": (),
    "theme": ("errors",),
    "pictures": ("errors",),
    "plugins": ("errors",),
    "issue_file": BASE,
    "walk": ("model",),
    "form": (*BASE, "walk", "form_reader"),
    "form_reader": BASE,
    "flatplan": (*BASE, "form"),
    "passage": ("model",),
    "lines": ("model",),
    "proof": (*BASE, "walk", "lines"),
    "archive": ("errors",),
    "decisions": BASE,
    "doubt": (*BASE, "decisions"),
    "report": (*BASE, "decisions", "doubt", "lines"),
    "page": ("model", "passage"),
    "fonts": (*BASE, "fonts"),
    "typeset": (*TEXT, "theme", "fonts", "typeset"),
    "readers": (*TEXT, "archive", "plugins", "readers"),
    "repair": (*TEXT, "decisions", "doubt", "repair"),
    "writers": (*TEXT, *PRINT, "plugins", "writers"),
    "conservation": TEXT,
    "verify": (*TEXT, "archive", "pictures", "writers", "verify"),
    "review": (*TEXT, "decisions", "doubt", "review"),
    "pipeline": (
        *TEXT, *PRINT, "archive", "decisions", "doubt", "report", "issue_file", "plugins", "readers", "repair",
        "writers", "conservation",
        "pipeline", "review", "verify",
    ),
    "arguments": (),
    "cli": ("arguments", "errors", "pipeline"),
    "__main__": ("cli",),
    "__init__": (*TEXT, "decisions", "doubt", "pipeline", "writers"),
}  # fmt: skip
"""Each part of the package, and the parts that it may import."""

OPENERS = ("pipeline", "fonts")
LIBRARIES = ("bs4", "docx", "ebooklib", "markdown_it", "reportlab")
"""Document libraries: a module holds to one."""
OPENING = {"open", "read_bytes", "read_text", "write_bytes", "write_text", "fdopen", "mkstemp"}
HOLDERS = re.compile(r"^(io|os|codecs|gzip|bz2|lzma|tarfile)$|path", re.IGNORECASE)
"""What `.open` of which opens a file; a picture in memory or a parser\'s tag is none."""


def part(path: Path) -> str:
    """The part of the package that a file belongs to: its first folder, or its own name."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or within a function."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                assert level == 0, f"{path}: a relative import"
                yield module or ""
                if module == "converter":
                    yield from (f"converter.{name.name}" for name in names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_imports_only_what_its_layer_allows(path: Path) -> None:
    allowed = LAYERS[part(path)]
    for module in imports(path):
        if module.startswith("converter."):
            assert module.split(".")[1] in allowed, f"{path} imports {module}"


def test_the_package_root_is_never_imported_from_within() -> None:
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                assert all(name.name != "converter" for name in node.names), path
            if isinstance(node, ast.ImportFrom) and node.module == "converter":
                for name in node.names:
                    target = PACKAGE / name.name
                    is_module = target.is_dir() or target.with_suffix(".py").is_file()
                    assert is_module, f"{path} imports {name.name} from the root"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_holds_to_one_document_library(path: Path) -> None:
    used = {module.split(".")[0] for module in imports(path)} & set(LIBRARIES)
    assert len(used) <= 1, f"{path} imports {used}"


def test_only_the_pipeline_and_the_faces_open_files() -> None:
    for path in FILES:
        if part(path) not in OPENERS:
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Call) and _opens(node):
                    pytest.fail(f"{path}:{node.lineno} opens a file")


def _opens(call: ast.Call) -> bool:
    """Whether a call opens a file: not a picture held in memory, nor a package's own data."""
    match call.func:
        case ast.Name(id=name):
            return name in OPENING
        case ast.Attribute(value=holder, attr="open"):
            return bool(HOLDERS.search(ast.unparse(holder)))
        case ast.Attribute(value=holder, attr=name) if name in OPENING:
            return not ast.unparse(holder).startswith("files(")
    return False


def test_only_the_command_line_prints() -> None:
    for path in FILES:
        if part(path) != "cli":
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    assert node.func.id != "print", f"{path}:{node.lineno} prints"
                if isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr"):
                    pytest.fail(f"{path}:{node.lineno} reaches for a stream")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_stays_under_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < LONGEST


def test_every_package_is_in_the_wheel() -> None:
    """The list in pyproject.toml is by hand, because the themes lie outside the package."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    folders = {path.parent.relative_to(ROOT) for path in FILES}
    packages = {".".join(folder.parts) for folder in folders}
    assert sorted(settings["packages"]) == sorted({*packages, "converter.styles"})
    assert settings["package-dir"] == {"converter.styles": "styles"}
    patterns = settings["package-data"]["*"]
    for path in (*PACKAGE.rglob("*"), *(ROOT / "styles").iterdir()):
        if path.is_file() and path.suffix not in (".py", ".pyc"):
            assert any(path.match(pattern) for pattern in patterns), f"{path} is in no pattern"


def modules_after(*statements: str) -> set[str]:
    """The modules that are loaded in a fresh Python after some statements."""
    code = "; ".join((*statements, "import sys", "print(*sorted(sys.modules))"))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=ROOT
    )
    return set(done.stdout.splitlines()[-1].split())


def test_importing_the_package_loads_none_of_its_parts() -> None:
    loaded = modules_after("import converter")
    assert not {name for name in loaded if name.startswith("converter.")}


def test_the_command_line_loads_the_pipeline_only_for_work() -> None:
    loaded = modules_after("import converter.cli")
    ours = {name for name in loaded if name.startswith("converter.")}
    assert ours == {"converter.arguments", "converter.cli", "converter.errors"}


def test_a_page_to_json_loads_no_document_library(tmp_path: Path) -> None:
    page = tmp_path / "A1.txt"
    page.write_text("### 湖滨步道贯通\n\n本报讯 昨日,湖滨步道全线贯通。\n", "utf-8")
    loaded = modules_after(
        "from converter.cli import main",
        f"main(['convert', {str(page)!r}, '--to', 'json', '-o', {str(tmp_path)!r}])",
    )
    heavy = {*LIBRARIES, "PIL", "lxml", "uharfbuzz", "fontTools", "charset_normalizer"}
    assert not loaded & heavy
