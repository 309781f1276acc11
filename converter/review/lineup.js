// Where what stands on one side is found on the other, by the spans of the model.

const LONG = 60; // characters beyond which a note is marked at its head alone
const HEAD = 2;

class Lineup {
  constructor(state) {
    this.sources = state.sources.map((source) => new Ruler(source.text));
    this.lines = state.sources.map((source) => source.lines);
    this.leaves = [];
    for (const article of state.articles) {
      for (const leaf of article.leaves) this.leaves.push(leaf);
    }
    this.leaves.push(...state.furniture);
    this.steps = this.sources.map(() => []);
    this.leaves.forEach((leaf, n) => {
      leaf.number = n;
      leaf.ruler = new Ruler(leaf.text);
      for (const [at, source, start, length] of leaf.steps) {
        this.steps[source].push({ start, end: start + length, at, leaf });
      }
    });
    for (const steps of this.steps) steps.sort((one, other) => one.start - other.start);
  }

  inResult([source, start, end]) {
    // The stretches {leaf, from, to} of the result that were read there; empty ones where
    // something was taken out.
    const steps = this.steps[source];
    const first = before(steps, start + 1, (step) => step.end);
    const out = [];
    let n = first;
    for (; n < steps.length && steps[n].start < end; n++) {
      const { leaf, at, start: begun, end: ended } = steps[n];
      const from = at + Math.max(start, begun) - begun;
      const to = at + Math.min(end, ended) - begun;
      const last = out.at(-1);
      if (last?.leaf === leaf && last.to <= to) last.to = to;
      else out.push({ leaf, from, to });
    }
    const [above, below] = [steps[first - 1], steps[n]];
    if (!out.length) return this.between(source, start, end, above, below);
    const [head, tail] = [out[0], out.at(-1)];
    if (steps[first].start > start && above?.leaf === head.leaf) {
      head.from = Math.min(head.from, above.at + above.end - above.start);
    }
    if (steps[n - 1].end < end && below?.leaf === tail.leaf) tail.to = Math.max(tail.to, below.at);
    return out;
  }

  between(source, start, end, above, below) {
    // Nothing there is in step: it stood between two that are, or is a text of its own.
    const whole = this.leaves.find((leaf) =>
      leaf.spans.some(([s, from, to]) => s === source && from <= start && end <= to && from < to),
    );
    const after = above && above.at + above.end - above.start;
    if (above && below && above.leaf === below.leaf && after <= below.at) {
      return [{ leaf: above.leaf, from: after, to: below.at }];
    }
    if (whole && !whole.steps.length) return [{ leaf: whole, from: 0, to: whole.ruler.length }];
    const near = above && (!below || start - above.end <= below.start - end);
    if (near) return [{ leaf: above.leaf, from: after, to: after }];
    return below ? [{ leaf: below.leaf, from: below.at, to: below.at }] : [];
  }

  inSource({ leaf, from, to }) {
    // The places [source, start, end] from which a stretch of the result was read.
    const out = [];
    for (const [at, source, start, length] of leaf.steps) {
      const low = Math.max(from, at);
      const high = Math.min(to, at + length);
      if (low < high || (from === to && at <= from && from <= at + length)) {
        const place = [source, start + low - at, start + Math.max(high, low) - at];
        const last = out.at(-1);
        if (last?.[0] === source && last[2] === place[1]) last[2] = place[2];
        else out.push(place);
      }
    }
    return out.length ? out : leaf.spans;
  }

  linesIn(places) {
    // The lines [source, start, end] that have a part in places: what a role can be given to.
    const out = [];
    for (const [source, start, end] of places) {
      const lines = this.lines[source];
      let n = before(lines, start + 1, (line) => line[1]);
      for (; n < lines.length && lines[n][0] < Math.max(end, start + 1); n++) {
        const line = [source, ...lines[n]];
        if (!out.some((each) => String(each) === String(line))) out.push(line);
      }
    }
    return out;
  }

  joint(item) {
    // Of what joins two stretches: the last character of the first, the first of the second.
    const size = Array.from(item.before.split("\n")[0]).length;
    let passed = 0;
    for (const [n, [source, start, end]] of item.spans.entries()) {
      passed += end - start;
      const next = item.spans[n + 1];
      if (next && passed >= size) return [[source, end - 1, end], [next[0], next[1], next[1] + 1]];
    }
    return item.spans.map(([source, start]) => [source, start, start + 1]).slice(0, 1);
  }

  isLong(item) {
    // A note on a whole story, say: it is marked at its head alone.
    return item.kind === "note" && item.spans.reduce((sum, [, start, end]) => sum + end - start, 0) > LONG;
  }

  isSmall(item) {
    // Whether its marks stand for more than they cover.
    return item.joint || this.isLong(item);
  }

  places(item) {
    if (item.joint) return this.joint(item);
    const [[source, start] = []] = item.spans;
    return this.isLong(item) ? [[source, start, start + HEAD]] : item.spans;
  }

  stretches(item) {
    // Where an item stands in the result.
    const places = this.places(item);
    if (item.joint && places.length === 2) {
      const [left] = this.inResult(places[0]);
      const [right] = this.inResult(places[1]);
      if (left && left.leaf === right?.leaf && left.to <= right.from) {
        return [{ leaf: left.leaf, from: left.to, to: right.from }];
      }
    }
    return places.flatMap((place) => this.inResult(place));
  }

  cut([source, start, end]) {
    return this.sources[source].cut(start, end);
  }
}
