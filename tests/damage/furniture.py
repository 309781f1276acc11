"""What a page says of itself: running heads, folios, dates, editors' lines."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from tests.damage.press import Json, Piece, Style

SURNAMES = "陶邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤"
GIVEN = "一文子嘉若思雨书景明远清宁和安晓云舒航帆佳琪岚桐野林川森越"
SECTIONS = ("要闻", "综合", "民生", "本地", "经济", "社会", "文体", "时政", "专题", "新闻")
SECTIONS_HANT = ("要聞", "綜合", "地方", "社會", "文教", "生活")
ENGLISH_SECTIONS = ("News", "Local", "Community", "Opinion")
WEEKDAYS = "一二三四五六日"
WEEKDAYS_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def furnish(pieces: list[Piece], label: str, issue: Json, style: Style, rng: Random) -> list[Piece]:
    """The page with its furniture, which is entered in the issue's list."""
    run = _running_heads(issue["meta"], label, style, rng)
    foot = _feet(label, style, rng)
    top = [run] if rng.random() < 0.85 else []
    bottom = [[line] for line in foot[: rng.choice((0, 1, 1, 2))]]
    middle = [_middle(run, style, rng) for _ in range(rng.choice((0, 0, 1, 1, 2)))]
    pieces = _insert(pieces, middle, style, rng)
    if style.feeds:
        pieces = _feed(pieces, run, rng)
    pieces = [p for lines in top for p in _furniture(lines)] + pieces
    pieces += [p for lines in bottom for p in _furniture(lines)]
    issue["furniture"] += [
        {"text": line} for piece in pieces if piece.role == "furniture" for line in piece.lines
    ]
    return pieces


def _furniture(lines: list[str]) -> Iterator[Piece]:
    yield from (Piece("furniture", (line,)) for line in lines)


def _running_heads(meta: Json, label: str, style: Style, rng: Random) -> list[str]:
    """The head of the page: in one line, or in several."""
    day = date.fromisoformat(meta["date"]) if meta["date"] else None
    if style.han:
        name = rng.choice(SECTIONS_HANT if style.hant else SECTIONS)
        folio = rng.choice(("{} {}", "{} {}", "{}版", "第{}版", "{}·{}")).format(label, name)
        parts = [meta["title"], _han_day(day, rng), folio]
    else:
        named = label if not label.isalnum() else rng.choice((f"Page {label}", label))
        title = meta["title"].upper() if rng.random() < 0.5 else meta["title"]
        parts = [title, _english_day(day, rng), named]
    parts = [part for part in parts if part and rng.random() < 0.9] or [parts[0]]
    rng.shuffle(parts)
    between = rng.choice(
        (" ", "  ", "　", "｜", " | ") if style.han else ("   ", " | ", "      ", " — ", ", ")
    )
    return [between.join(parts)] if rng.random() < 0.55 else parts


def _han_day(day: date | None, rng: Random) -> str:
    if day is None:
        return ""
    weekday = f"{rng.choice((' ', '　', ''))}星期{WEEKDAYS[day.weekday()]}"
    return f"{day.year}年{day.month}月{day.day}日{weekday if rng.random() < 0.7 else ''}"


def _english_day(day: date | None, rng: Random) -> str:
    if day is None:
        return ""
    month = MONTHS[day.month - 1]
    plain = rng.choice((f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}"))
    return f"{WEEKDAYS_ENGLISH[day.weekday()]}, {plain}" if rng.random() < 0.6 else plain


def _feet(label: str, style: Style, rng: Random) -> list[str]:
    if not style.han:
        digits = "".join(c for c in label if c.isdigit()) or "4"
        feet = [
            rng.choice((digits, f"- {digits} -", f"Page {digits}")),
            f"Newsroom: {rng.randint(200, 999)}-555-01{rng.randint(10, 99)}",
        ]
    else:
        number = "".join(c for c in label if c.isdigit()) or str(rng.randint(1, 16))
        hotline = "新聞熱線" if style.hant else "新闻热线"
        feet = [
            _editors(style, rng),
            rng.choice((number, f"— {number} —", f"·{number}·", f"{label}")),
            f"{hotline}：0{rng.randint(510, 999)}-{rng.randint(2000000, 8999999)}",
        ]
    rng.shuffle(feet)
    return feet


def _editors(style: Style, rng: Random) -> str:
    roles = rng.choice(
        (
            ("责编", "美编", "校对"),
            ("责任编辑", "版式", "校对"),
            ("本版编辑", "美编"),
            ("本版责编", "版式设计", "校对"),
            ("编辑", "组版", "校检"),
        )
        if not style.hant
        else (("責任編輯", "美術編輯"), ("編輯", "版面"), ("本版主編", "校對"))
    )
    between = rng.choice(("：", "/", " ", "："))
    return rng.choice((" ", " ", "　")).join(f"{role}{between}{_person(rng)}" for role in roles)


def _person(rng: Random) -> str:
    return rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2))))


def _middle(run: list[str], style: Style, rng: Random) -> str:
    """A line that extraction dropped into a column."""
    return _editors(style, rng) if style.han and rng.random() < 0.6 else rng.choice(run)


def _insert(pieces: list[Piece], lines: list[str], style: Style, rng: Random) -> list[Piece]:
    """Above a text that follows a text, so that it stands in the middle of a column."""
    places = [n for n in range(1, len(pieces)) if _inside(pieces, n)]
    for line in lines[: len(places)]:
        n = rng.choice(places)
        below = replace(pieces[n], tight=False)
        pieces = [*pieces[:n], Piece("furniture", (line,)), below, *pieces[n + 1 :]]
        places = [n for n in range(1, len(pieces)) if _inside(pieces, n)]
    return pieces


def _inside(pieces: list[Piece], n: int) -> bool:
    return pieces[n].role == "text" == pieces[n - 1].role and not pieces[n].mark


def _feed(pieces: list[Piece], run: list[str], rng: Random) -> list[Piece]:
    """Form feeds where the page was cut for the screen, mostly with the running head after them."""
    out: list[Piece] = []
    for n, piece in enumerate(pieces):
        if n and _inside(pieces, n) and rng.random() < (0.25 if not piece.opens else 0.04):
            if rng.random() < 0.7:
                out.append(Piece("furniture", (rng.choice(run),), feed=True))
                piece = replace(piece, tight=False)
            else:
                piece = replace(piece, feed=True, tight=False)
        out.append(piece)
    return out
