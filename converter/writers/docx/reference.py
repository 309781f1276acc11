"""The styles of a user's own Word document in place of ours.

A style is known by its kind and its name, as Word knows it, whatever its id; it is given our id, by
which an edition is read back. What the document does not have is added from ours. Its numbering is
left aside, for the lists are ours; so is what is not WordprocessingML.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from converter.writers.docx.xml import Element, qualified, w
from converter.writers.edition import Reference

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_W = qualified("w:style").removesuffix("style")
_REFERENCES = tuple(f"{_W}{tag}" for tag in ("basedOn", "next", "link"))
_VAL, _ID, _DEFAULT = f"{_W}val", f"{_W}styleId", f"{_W}default"
_AFTER_PARAGRAPH = tuple(f"{_W}{t}" for t in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
_AFTER_LEVEL = tuple(f"{_W}{t}" for t in ("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"))
"""What the schema has after `w:pPr` in a style, and after `w:outlineLvl` in that."""
Key = tuple[str, str]


def merged(own: Element, reference: Reference) -> Element:
    """The reference document's styles part, with what ours has beside it."""
    root = _parsed(reference.styles)
    _cleaned(root)
    known = {_key(style): style for style in own.iter(f"{_W}style")}
    theirs = _unique(root)
    _rename(theirs, known)
    defaults = {key[0] for key, style in theirs.items() if _is_default(style)}
    for key in theirs.keys() & known.keys():
        _outline(theirs[key], known[key])
    made = w("styles", *_head(root, own, reference))
    made.extend(theirs.values())
    for key, style in known.items():
        if key not in theirs:
            if key[0] in defaults:
                style.attrib.pop(_DEFAULT, None)
            made.append(style)
    _uncircled(made)
    return made


def _parsed(data: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True,
                             remove_comments=True, remove_pis=True)  # fmt: skip
    return etree.fromstring(data, parser)


def _cleaned(root: Element) -> None:
    """Take out what other namespaces say, and the numbering, which is another part's."""
    for element in list(root.iter()):
        foreign = not str(element.tag).startswith(_W) or element.tag == f"{_W}numPr"
        parent = element.getparent()
        if foreign and parent is not None:
            parent.remove(element)
        for name in element.attrib:
            if not str(name).startswith(_W):
                del element.attrib[name]


def _key(style: Element) -> Key:
    """Kind and name; Word does not tell capitals in the names of its own styles."""
    name = style.find(f"{_W}name")
    said = "" if name is None else name.get(_VAL, "")
    return style.get(f"{_W}type", "paragraph"), " ".join(said.split()).casefold()


def _unique(root: Element) -> dict[Key, Element]:
    """The first style of each name and of each id; one without is none."""
    found: dict[Key, Element] = {}
    ids: set[str] = set()
    for style in root.findall(f"{_W}style"):
        key, style_id = _key(style), style.get(_ID, "")
        if key[1] and style_id and key not in found and style_id not in ids:
            found[key] = style
            ids.add(style_id)
    return found


def _rename(theirs: dict[Key, Element], known: dict[Key, Element]) -> None:
    """Give each style that we have too our id, and all others one that we do not use."""
    ours = {style.get(_ID, "") for style in known.values()}
    names: dict[str, str] = {}
    taken = ours | {style.get(_ID, "") for style in theirs.values()}
    for key, style in theirs.items():
        old = style.get(_ID, "")
        names[old] = known[key].get(_ID, "") if key in known else old
        if key not in known and old in ours:
            number = next(n for n in range(2, len(taken) + 3) if f"{old}{n}" not in taken)
            names[old] = f"{old}{number}"
            taken.add(names[old])
    for style in theirs.values():
        style.set(_ID, names[style.get(_ID, "")])
        for child in list(style):
            if child.tag in _REFERENCES:
                target = names.get(child.get(_VAL, ""))
                if target is None:
                    style.remove(child)
                else:
                    child.set(_VAL, target)


def _outline(style: Element, own: Element) -> None:
    """A heading stays one where the document has its level of its numbering alone."""
    path = f"{_W}pPr/{_W}outlineLvl"
    level = own.find(path)
    if level is None or style.find(path) is not None:
        return
    properties = style.find(f"{_W}pPr")
    if properties is None:
        later = [n for n, child in enumerate(style) if child.tag in _AFTER_PARAGRAPH]
        style.insert(later[0] if later else len(style), properties := w("pPr"))
    later = [n for n, child in enumerate(properties) if child.tag in _AFTER_LEVEL]
    properties.insert(later[0] if later else len(properties), deepcopy(level))


def _is_default(style: Element) -> bool:
    return style.get(_DEFAULT, "0") in ("1", "true", "on")


def _uncircled(root: Element) -> None:
    """Cut what is based on itself by way of others: a reader would never come to its end."""
    styles = {style.get(_ID, ""): style for style in root.iter(f"{_W}style")}
    safe: set[str] = set()
    for style_id in styles:
        seen: dict[str, None] = {}
        while style_id in styles and style_id not in safe:
            seen[style_id] = None
            base = styles[style_id].find(f"{_W}basedOn")
            above = "" if base is None else base.get(_VAL, "")
            if base is not None and (above in seen or above not in styles):
                styles[style_id].remove(base)
                break
            style_id = above
        safe.update(seen)


def _head(root: Element, own: Element, reference: Reference) -> Iterator[Element]:
    """Defaults and latent styles, the issue's language in place of the document's."""
    ours, theirs = own.find(f"{_W}docDefaults"), root.find(f"{_W}docDefaults")
    if ours is not None and theirs is not None:
        _localise(theirs, ours, reference)
    for found in (theirs if theirs is not None else ours, _latent(root, own)):
        if found is not None:
            yield found


def _latent(root: Element, own: Element) -> Element | None:
    latent = root.find(f"{_W}latentStyles")
    return own.find(f"{_W}latentStyles") if latent is None else latent


def _localise(theirs: Element, ours: Element, reference: Reference) -> None:
    """Language, and a face for Han characters where the document names none."""
    run, model = _run(theirs), ours.find(f"{_W}rPrDefault/{_W}rPr")
    assert model is not None
    language, fonts = model.find(f"{_W}lang"), model.find(f"{_W}rFonts")
    assert language is not None
    assert fonts is not None
    for old in run.findall(f"{_W}lang"):
        run.remove(old)
    run.append(language)
    own = run.find(f"{_W}rFonts")
    if own is None:
        run.insert(0, own := w("rFonts"))
    if not own.get(f"{_W}eastAsia"):
        face = _theme_face(own.get(f"{_W}eastAsiaTheme"), reference.theme)
        if not face:
            own.attrib.pop(f"{_W}eastAsiaTheme", None)
        own.set(f"{_W}eastAsia", face or fonts.get(f"{_W}eastAsia", ""))


def _run(defaults: Element) -> Element:
    """The run properties of the defaults, made where they are missing."""
    outer = defaults.find(f"{_W}rPrDefault")
    if outer is None:
        defaults.insert(0, outer := w("rPrDefault"))
    run = outer.find(f"{_W}rPr")
    if run is None:
        outer.append(run := w("rPr"))
    return run


def _theme_face(name: str | None, theme: bytes | None) -> str:
    """The East Asian face that the document's theme gives to the text or to heads."""
    if not name or theme is None:
        return ""
    kind = "majorFont" if name.startswith("major") else "minorFont"
    face = _parsed(theme).find(f".//{_A}{kind}/{_A}ea")
    return "" if face is None else face.get("typeface", "")
