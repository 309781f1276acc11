// Pointing: what is under the pointer, or selected, is shown where it stands on the other side.

const REST = 350; // milliseconds that the pointer rests before the other side is scrolled

function light(name) {
  // Text lit without touching the page; where the browser cannot, it is not lit.
  if (!globalThis.Highlight) return new Set();
  const ranges = new Highlight();
  CSS.highlights.set(name, ranges);
  return ranges;
}

class Pointer {
  constructor(page) {
    this.page = page;
    this.lights = { here: light("here"), there: light("there") };
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.selecting);
      this.selecting = setTimeout(() => this.select(), 120);
    });
    for (const id of ["source", "result"]) {
      $(id).addEventListener("pointermove", (event) => this.point(event));
      $(id).addEventListener("pointerleave", () => this.point({ target: document }));
      $(id).addEventListener("click", (event) => this.click(event));
      $(id).addEventListener("keydown", (event) => this.walk(event));
    }
  }

  clear() {
    this.lights.here.clear();
    this.lights.there.clear();
  }

  selectedSource() {
    // The place in the source that is selected, or the line that the arrows went to; else null.
    const line = document.activeElement.place;
    if (line && line[1] < line[2] && getSelection().isCollapsed) return line;
    const [from, to] = this.selected();
    if (!from || from.leaf || !to || to.leaf || from.source !== to.source || from.at >= to.at) return null;
    return [from.source, from.at, to.at];
  }

  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return [];
    const range = selection.getRangeAt(0);
    const { columns } = this.page;
    return [
      columns.placeAt(range.startContainer, range.startOffset),
      columns.placeAt(range.endContainer, range.endOffset),
    ];
  }

  point(event) {
    const node = event.target.closest?.(".line, .leaf");
    if (node === this.pointed && !node?.leaf) return;
    this.pointed = node;
    clearTimeout(this.rest);
    this.clear();
    if (!node || !getSelection().isCollapsed) return;
    const spot = node.leaf ? this.under(event) : null;
    if (node.leaf && !spot) return;
    this.pair(node.leaf ? this.lineOf(spot) : node.place, Boolean(node.leaf), REST);
  }

  under({ clientX, clientY }) {
    const at = document.caretPositionFromPoint?.(clientX, clientY);
    const range = at ? null : document.caretRangeFromPoint?.(clientX, clientY);
    const [node, offset] = at ? [at.offsetNode, at.offset] : [range?.startContainer, range?.startOffset];
    return node ? this.page.columns.placeAt(node, offset) : null;
  }

  lineOf({ leaf, at }) {
    // The source's line from which a spot of the result was read.
    const [place] = this.page.lineup.inSource({ leaf, from: at, to: Math.min(at + 1, leaf.ruler.length) });
    return place ? this.page.columns.lineAt(place[0], place[1]).place : null;
  }

  pair(place, fromResult, rest = 0) {
    // Light a place of the source and what came of it; bring the other side into view.
    if (!place || place[1] >= place[2]) return;
    const { here, there } = this.lights;
    const stretches = this.page.lineup.inResult(place).filter(({ from, to }) => from < to);
    const left = this.page.columns.sourceRanges(place);
    const right = stretches.map((stretch) => this.page.columns.resultRange(stretch));
    for (const range of left) (fromResult ? there : here).add(range);
    for (const range of right) (fromResult ? here : there).add(range);
    const show = () => {
      if (fromResult) into($("source"), this.page.columns.lineAt(...place), left[0]);
      else if (stretches.length) this.page.showResult(stretches[0]);
    };
    if (rest) this.rest = setTimeout(show, rest);
    else show();
  }

  select() {
    if (getSelection().isCollapsed) return;
    const place = this.selectedSource();
    const [from, to] = this.selected();
    this.clear();
    if (place) {
      this.pair(place, false);
      this.page.say("Press c to correct what is selected.");
    } else if (from?.leaf && from.leaf === to?.leaf) {
      const { columns, lineup } = this.page;
      const places = lineup.inSource({ leaf: from.leaf, from: from.at, to: to.at });
      const ranges = places.flatMap((each) => columns.sourceRanges(each));
      for (const range of ranges) this.lights.there.add(range);
      if (places[0]) into($("source"), columns.lineAt(...places[0]), ranges[0]);
    }
  }

  click(event) {
    const mark = event.target.closest("mark");
    const [line, leaf] = [event.target.closest(".line"), event.target.closest(".leaf")];
    this.anchor = line ?? leaf;
    if (!getSelection().isCollapsed) return;
    if (event.target.closest(".part")) {
      event.stopPropagation();
      return this.page.openMenu(leaf);
    }
    if (event.target === line) return this.page.openMenu(line); // its number is no text of its own
    if (mark) return this.page.choose(this.nearest(mark));
    this.spot = leaf ? this.under(event) : null;
    if (line) this.pair(line.place, false);
    else if (this.spot?.leaf) this.pair(this.lineOf(this.spot), true);
  }

  walk(event) {
    // Arrows go from line to line, and from block to block; Enter asks what it is.
    const here = event.target.closest(".line, .part");
    if (!here) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { elements, lines } = this.page.columns;
    const all = here.place ? lines.flat() : elements.map((leaf) => leaf.firstChild);
    const next = by && all[all.indexOf(here) + by];
    if (next) {
      here.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
      this.pair(next.place ?? next.parentElement.leaf.spans[0], !next.place);
    }
    if (by || (here.place && event.key === "Enter")) event.preventDefault();
    if (here.place && event.key === "Enter") this.page.openMenu(here);
    this.anchor = here.place ? here : here.parentElement;
  }

  nearest(mark) {
    const numbers = mark.dataset.i.split(" ").map(Number);
    return numbers.find((n) => this.page.items[n].doubt) ?? numbers.at(-1);
  }
}
