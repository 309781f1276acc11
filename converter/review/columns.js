// The two columns: the source as it was read, the result as it came out, what was done marked in
// both. Drawn once for each state; lines stand in bundles that the browser lays out when needed.

const BUNDLE = 40;
const TAGS = { title: "h2", heading: "h3" };

class Columns {
  constructor(state, lineup, items) {
    this.state = state;
    this.lineup = lineup;
    this.items = items;
    this.marks = items.map(() => []);
    this.source = $("source").querySelector(".flow");
    this.result = $("result").querySelector(".flow");
    this.lines = [];
    this.drawSources();
    this.drawResult();
  }

  drawSources() {
    const lang = this.state.language;
    const found = this.state.sources.map(() => []);
    this.items.forEach((item, n) => {
      for (const [source, from, to] of this.lineup.places(item)) found[source].push({ from, to, n });
    });
    const sheets = this.state.sources.map((source, s) => {
      const [lines, ruler] = [[], this.lineup.sources[s]];
      const next = inTurn(found[s]);
      let start = 0;
      for (const text of source.text.split("\n")) {
        const size = ASTRAL.test(text) ? Array.from(text).length : text.length;
        const words = make("span", { class: "t" });
        this.fill(words, ruler, start, start + size, next(start, start + size));
        const line = make("div", { class: text ? "line" : "line empty", "data-no": lines.length + 1, lang }, words);
        line.place = [s, start, start + size];
        lines.push(line);
        start += size + 1;
      }
      this.lines.push(lines);
      const head = make("h3", { class: "sheet" }, source.name, make("small", {}, source.label ?? ""));
      return make("section", { "aria-label": source.name }, head, ...bundles(lines));
    });
    this.source.replaceChildren(...sheets);
    this.lines[0]?.[0]?.setAttribute("tabindex", 0);
  }

  drawResult() {
    const found = this.lineup.leaves.map(() => []);
    this.items.forEach((item, n) => {
      for (const { leaf, from, to } of this.lineup.stretches(item)) found[leaf.number].push({ from, to, n });
    });
    this.elements = this.lineup.leaves.map((leaf) => this.leaf(leaf, found[leaf.number]));
    let n = 0;
    const take = (leaves) => leaves.map(() => this.elements[n++]);
    const articles = this.state.articles.map((article) => {
      const said = [article.page && `page ${article.page}`, article.from && `from page ${article.from}`,
        article.on && `goes on on page ${article.on}`].filter(Boolean);
      const head = make("p", { class: "folio" }, said.join(" · "));
      return make("article", { "aria-label": article.id }, head, ...take(article.leaves));
    });
    if (this.state.furniture.length) {
      const head = make("p", { class: "folio" }, "Furniture, kept out of the text");
      articles.push(make("aside", { class: "furniture" }, head, ...take(this.state.furniture)));
    }
    this.result.replaceChildren(...articles);
    this.elements[0]?.firstChild.setAttribute("tabindex", 0);
  }

  leaf(leaf, ranges) {
    const words = make(TAGS[leaf.role] ?? "p", { class: "t" });
    this.fill(words, leaf.ruler, 0, leaf.ruler.length, ranges.sort(byPlace));
    if (leaf.role === "picture" && !leaf.text) words.append(leaf.image ?? "place of a lost picture");
    const name = this.state.roles[leaf.role];
    const role = make("button", { type: "button", class: "part", lang: "en", tabindex: -1, "aria-haspopup": "menu",
      "aria-label": `${name}: say what it is` }, name);
    const element = make("div", { class: `leaf is-${leaf.role}`, lang: this.state.language }, role, words);
    element.leaf = leaf;
    return element;
  }

  fill(element, ruler, start, end, ranges) {
    // Put a stretch of text into an element, the ranges (in order) as marks; they may overlap.
    if (!ranges.length) {
      if (end > start) element.append(ruler.cut(start, end));
      return;
    }
    const edges = new Set([start, end]);
    for (const { from, to } of ranges) edges.add(Math.max(from, start)).add(Math.min(to, end));
    const points = [...edges].filter((point) => point >= start && point <= end).sort((a, b) => a - b);
    let [active, n] = [[], 0];
    points.forEach((point, p) => {
      active = active.filter((range) => range.to > point);
      for (; n < ranges.length && ranges[n].from <= point; n++) {
        // What is empty, or no more than the line's end, has no text to mark: a sign stands for it.
        if (ranges[n].to > point && point < end) active.push(ranges[n]);
        else if (ranges[n].from >= start) element.append(this.mark([ranges[n].n], ""));
      }
      const next = points[p + 1];
      if (next === undefined) return;
      const text = ruler.cut(point, next);
      element.append(active.length ? this.mark(active.map((range) => range.n), text) : text);
    });
  }

  mark(numbers, text) {
    const mark = make("mark", { "data-i": numbers.join(" ") }, text);
    for (const n of numbers) this.marks[n].push(mark);
    this.restyle(mark);
    return mark;
  }

  restyle(mark) {
    // A mark looks like the most doubtful of what it stands for.
    const items = mark.dataset.i.split(" ").map((n) => this.items[n]);
    const worst = items.find((item) => item.doubt && !item.verdict) ?? items[0];
    const classes = [worst.kind, worst.verdict ?? (worst.doubt ? "doubt" : "sure")];
    if (!mark.firstChild) classes.push("nil");
    if (mark.classList.contains("current")) classes.push("current");
    mark.className = classes.join(" ");
  }

  refresh(n) {
    for (const mark of this.marks[n]) this.restyle(mark);
  }

  choose(n, on) {
    for (const mark of this.marks[n] ?? []) mark.classList.toggle("current", on);
  }

  lineAt(source, place) {
    const lines = this.lines[source];
    const n = before(lines, place + 1, (line) => line.place[1]) - 1;
    return lines[Math.max(0, n)];
  }

  where([source, start]) {
    return `${this.state.sources[source].name} line ${this.lineAt(source, start).dataset.no}`;
  }

  sourceRanges([source, start, end]) {
    // What the browser calls ranges: one for each line of the place.
    const out = [];
    let line = this.lineAt(source, start);
    const lines = this.lines[source];
    for (let n = Number(line.dataset.no) - 1; n < lines.length; n++) {
      line = lines[n];
      const [, begun, ended] = line.place;
      if (begun > start && begun >= end) break;
      const ruler = this.lineup.sources[source];
      const unit = (place) => ruler.unit(place) - ruler.unit(begun);
      const range = rangeIn(line.firstChild, unit(Math.max(start, begun)), unit(Math.min(end, ended)));
      out.push(range);
    }
    return out;
  }

  resultRange({ leaf, from, to }) {
    const words = this.elements[leaf.number].lastChild;
    return rangeIn(words, leaf.ruler.unit(from), leaf.ruler.unit(to));
  }

  placeAt(node, offset) {
    // The place in the source or the result of a point in the page's text; null beside it.
    const words = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest(".t");
    const holder = words?.parentElement;
    if (!holder?.place && !holder?.leaf) return null;
    const range = document.createRange();
    range.selectNodeContents(words);
    range.setEnd(node, offset);
    const unit = range.toString().length;
    if (holder.leaf) return { leaf: holder.leaf, at: holder.leaf.ruler.character(unit) };
    const [source, start] = holder.place;
    const ruler = this.lineup.sources[source];
    return { source, at: ruler.character(ruler.unit(start) + unit) };
  }
}

const byPlace = (one, other) => one.from - other.from || one.to - other.to;

function inTurn(ranges) {
  // Gives, for stretches asked for in order, the ranges that have a part in each.
  ranges.sort(byPlace);
  let [n, open] = [0, []];
  return (start, end) => {
    open = open.filter((range) => range.to > start);
    const out = [...open];
    for (; n < ranges.length && ranges[n].from <= end; n++) {
      out.push(ranges[n]);
      if (ranges[n].to > end) open.push(ranges[n]);
    }
    return out;
  };
}

function bundles(lines) {
  const out = [];
  for (let n = 0; n < lines.length; n += BUNDLE) {
    out.push(make("div", { class: "bundle" }, ...lines.slice(n, n + BUNDLE)));
  }
  return out;
}

function rangeIn(words, from, to) {
  // The browser's range over the units `from` to `to` of an element's text.
  const range = document.createRange();
  range.selectNodeContents(words);
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  let [passed, begun] = [0, false];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const size = node.data.length;
    if (!begun && from <= passed + size) {
      range.setStart(node, from - passed);
      begun = true;
    }
    if (begun && to <= passed + size) {
      range.setEnd(node, to - passed);
      break;
    }
    passed += size;
  }
  return range;
}
