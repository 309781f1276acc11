// What was done, seen and decided, as items of a list; the one at hand is open and has its buttons.

const VERDICTS = { accept: "accepted", refuse: "refused", correct: "corrected" };
const SIGNS = { accept: "✓", refuse: "✕", correct: "✎" };
const AROUND = 9; // characters shown on either side of what is small
const SMALL = 6;
const PIECES = 4;
const STRETCH = 200; // rows that are added at a time: a list of thousands is never there whole
const POINTING = new Set(["unclosed-quote", "name-variants", "place-variants", "unreadable"]); // notes on words

function gather(state, choices, known) {
  // The items of a state, and those that are there only by a decision on them: refused ones, say.
  const numbers = numbered(state);
  const items = state.items.map((item) => ({ ...item }));
  const met = new Set();
  for (const item of items) {
    if (item.at) {
      item.key = keyOf({ code: item.code, source: item.at[0], start: item.at[1], end: item.at[2],
        before: item.before });
      met.add(item.key);
      if (!known.has(item.key)) known.set(item.key, item);
    }
  }
  for (const [key, each] of choices.all) {
    if (met.has(key)) continue;
    const source = numbers.get(each.source);
    const spans = source === undefined ? [] : [[source, each.start, each.end]];
    const seen = known.get(key) ?? { kind: "decision", code: each.code, before: each.before,
      after: each.after ?? "", why: "", confidence: 1, spans, joint: false };
    items.push({ ...seen, at: [each.source, each.start, each.end], key, doubt: false, gone: true });
  }
  for (const item of items) judge(item, choices, numbers);
  return items;
}

function judge(item, choices, numbers) {
  // What is decided on an item; a note on words is settled by a correction of them too, and one
  // on a role by the line's being given one.
  item.decided = item.key;
  item.verdict = choices.of(item.key)?.verdict;
  const settles = item.kind === "role" ? "role" : POINTING.has(item.code) ? "text" : null;
  if (item.verdict || !settles) return;
  for (const [key, each] of choices.all) {
    if (each.code !== settles) continue;
    const source = numbers.get(each.source);
    if (item.spans.some(([s, start, end]) => s === source && each.start < end && start < each.end)) {
      item.decided = key;
      item.verdict = "correct";
    }
  }
}

const numbered = (state) => new Map(state.sources.map((source, n) => [source.name, n]));

class List {
  constructor(page) {
    this.page = page;
    this.root = $("items");
    this.rows = [];
    this.shown = []; // numbers of the items that the filter lets through
    [this.from, this.to] = [0, 0]; // those of them that have rows
    this.root.addEventListener("scroll", () => this.scrolled(), { passive: true });
    addEventListener("beforeprint", () => this.begin(0, this.shown.length));
    this.root.addEventListener("click", (event) => {
      const row = event.target.closest("li");
      const action = event.target.closest("button[data-do]")?.dataset.do;
      if (action) page.act(action);
      else if (row) page.choose(Number(row.dataset.n));
    });
    for (const id of ["show", "kind"]) $(id).addEventListener("change", () => this.filter());
    $("words").addEventListener("input", () => this.filter());
  }

  kinds() {
    // The choices of the filter by kind and code, with how many there are of each.
    const { items, state } = this.page;
    const chosen = $("kind").value;
    const count = (of) => items.filter(of).length;
    const option = (value, name, number) => make("option", { value }, `${name} (${number})`);
    const kinds = [["repair", "Repairs"], ["note", "Notes"], ["role", "Roles"], ["decision", "Decisions"]]
      .map(([kind, name]) => option(`kind ${kind}`, name, count((item) => item.kind === kind)));
    const codes = [...new Set(items.map((item) => item.code))]
      .map((code) => [code, this.name(code)])
      .sort((one, other) => compare(one[1], other[1]))
      .map(([code, name]) => option(`code ${code}`, name, count((item) => item.code === code)));
    $("kind").replaceChildren(make("option", { value: "" }, "Every kind"),
      make("optgroup", { label: "Kind" }, ...kinds), make("optgroup", { label: "What" }, ...codes));
    $("kind").value = chosen;
    if ($("kind").selectedIndex < 0) $("kind").value = "";
    $("words").placeholder = `Filter ${state.items.length ? "by words " : ""} /`;
  }

  name(code) {
    return this.page.state.codes[code]?.[0] ?? code;
  }

  matches(item) {
    const [what, value] = $("kind").value.split(" ");
    const words = $("words").value.trim().toLowerCase();
    const show = $("show").value;
    const decided = Boolean(item.verdict);
    if (show === "doubt" && (decided || !item.doubt)) return false;
    if (show === "undecided" && (decided || !item.at)) return false;
    if (show === "decided" && !decided) return false;
    if (what && item[what] !== value) return false;
    const said = `${item.before} ${item.after} ${this.name(item.code)} ${item.why}`;
    return !words || said.toLowerCase().includes(words);
  }

  filter() {
    const { items } = this.page;
    this.shown = items.flatMap((item, n) => (this.matches(item) ? [n] : []));
    this.begin(before(this.shown, this.page.current, (n) => n));
    const none = !this.shown.length;
    $("none").hidden = !none;
    $("none").textContent = $("show").value === "doubt" ? "Nothing is left in doubt." : "There is none.";
    this.open(this.page.current);
    this.page.count();
  }

  begin(at, size = STRETCH) {
    // Rows anew, from a little before one of those that are shown.
    this.from = this.to = Math.max(0, Math.min(at - STRETCH / 4, this.shown.length - size));
    this.rows = [];
    this.root.replaceChildren();
    this.extend(size);
  }

  extend(size) {
    const rows = (from, to) => this.shown.slice(from, to).map((n) => (this.rows[n] = this.row(n)));
    const edge = size > 0 ? this.to + size : Math.max(0, this.from + size);
    if (size > 0) this.root.append(...rows(this.to, edge));
    else this.root.prepend(...rows(edge, this.from));
    if (size > 0) this.to = Math.min(edge, this.shown.length);
    else this.from = edge;
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.root;
    if (this.to < this.shown.length && scrollTop + 2 * clientHeight > scrollHeight) this.extend(STRETCH);
    if (this.from > 0 && scrollTop < clientHeight) this.extend(-STRETCH);
  }

  reveal(n) {
    // Make sure that an item has a row: around it, or without the filter that keeps it out.
    if (this.rows[n]) return;
    const at = before(this.shown, n, (each) => each);
    if (this.shown[at] === n) return this.begin(at);
    $("show").value = "all";
    $("kind").value = $("words").value = "";
    this.filter();
    if (!this.rows[n]) this.begin(n);
  }

  row(n) {
    const item = this.page.items[n];
    const verdict = item.verdict;
    const sign = verdict ? make("span", { class: `sign ${verdict}` }, SIGNS[verdict],
      make("span", { class: "unseen" }, ` ${VERDICTS[verdict]}`)) : sureness(item);
    const button = make("button", { type: "button", class: "row", tabindex: n === this.page.current ? 0 : -1 },
      make("span", { class: "code" }, this.name(item.code)), sign,
      make("span", { class: "change", lang: this.page.state.language }, ...this.change(item)));
    const state = verdict ? "decided" : item.doubt ? "doubt" : "sure";
    return make("li", { class: `item ${item.kind} ${state}`, "data-n": n }, button);
  }

  change(item) {
    // Before and after in a line; what is small stands with what is around it.
    const { lineup } = this.page;
    const after = this.after(item);
    if (item.kind === "role") return [shown(item.before.replace(/^\w+(?=: )/, (name) => this.role(name)), 70)];
    if (item.kind === "note") return [shown(item.before, 70)];
    if (item.code === "role") return [shown(item.before, 40), ` → ${this.role(after)}`];
    const small = Array.from(item.before).length <= SMALL && Array.from(after).length <= SMALL;
    if (!item.before && !after) return [this.page.state.codes[item.code]?.[1] ?? ""];
    if (item.joint) return [shown(after || item.before, 70)];
    const [source, start, end] = item.spans[0] ?? [];
    if (!small || source === undefined) return swapped(shown(item.before, 40), shown(after, 40));
    const around = (from, to) => lineup.cut([source, Math.max(0, from), to]).replace(/\s*\n\s*/g, " ");
    return [around(start - AROUND, start), ...swapped(item.before, after), around(end, end + AROUND)];
  }

  after(item) {
    return this.page.choices.of(item.key)?.after ?? item.after;
  }

  role(name) {
    const said = { join: "joins what is above", apart: "begins anew" };
    return said[name] ?? this.page.state.roles[name] ?? name;
  }

  redraw(n) {
    const old = this.rows[n];
    if (!old) return;
    const focused = old.contains(document.activeElement);
    this.rows[n] = this.row(n);
    old.replaceWith(this.rows[n]);
    if (n === this.page.current) this.open(n);
    if (focused) this.rows[n].firstChild.focus({ preventScroll: true });
  }

  open(n) {
    // Open the card of one item, and close the other.
    for (const card of this.root.querySelectorAll(".card")) card.remove();
    for (const row of this.root.querySelectorAll("[aria-current]")) {
      row.removeAttribute("aria-current");
      row.firstChild.tabIndex = -1;
    }
    const row = this.rows[n];
    if (!row) {
      const first = this.root.querySelector(".row");
      if (first) first.tabIndex = 0;
      return;
    }
    row.setAttribute("aria-current", "true");
    row.firstChild.tabIndex = 0;
    row.append(this.card(this.page.items[n]));
    row.scrollIntoView({ block: "nearest" });
  }

  card(item) {
    const { state, columns } = this.page;
    const lang = state.language;
    const said = state.codes[item.code]?.[1] ?? "";
    const place = item.spans[0] ? columns.where(item.spans[0]) : (item.at?.[0] ?? "");
    const lines = [make("p", { class: "where" }, [place, sure(item)].filter(Boolean).join(" · "))];
    if (item.kind !== "note" && item.kind !== "role") {
      const after = item.code === "role" ? this.role(this.after(item)) : this.after(item);
      lines.push(make("dl", { class: "pair" },
        make("dt", {}, "Before"), make("dd", { lang }, ...broken(item.before)),
        make("dt", {}, "After"), make("dd", { lang }, ...broken(item.verdict === "refuse" ? item.before : after))));
    }
    lines.push(make("p", { class: "why" }, sentence(item.why || said)));
    return make("div", { class: "card" }, ...lines, this.buttons(item));
  }

  buttons(item) {
    const button = (action, name, key, on = false) =>
      make("button", { type: "button", "data-do": action, "aria-keyshortcuts": key, "aria-pressed": String(on) },
        name, " ", make("kbd", {}, key));
    const out = [];
    const own = item.code === "role" || item.code === "text";
    if (item.at && !own && item.code !== "decision-unfit") {
      out.push(button("accept", "Accept", "a", item.verdict === "accept"));
      if (item.kind === "repair" || item.gone) out.push(button("refuse", "Refuse", "r", item.verdict === "refuse"));
    }
    if (this.page.correctable(item)) {
      if (item.kind === "note" && item.spans.length > 1) out.push(...this.pieces(item));
      else out.push(button("correct", "Correct", "c", item.verdict === "correct"));
    }
    if (item.kind === "role") out.push(button("menu", "Say what it is", "m"));
    if (this.page.unfit(item)) out.push(button("undo", "Take it back", "u"));
    else if (item.verdict) out.push(button("undo", own ? "Take back" : "Undo", "u"));
    return make("div", { class: "actions" }, ...out);
  }

  pieces(item) {
    // A note on several places: each can be corrected.
    return item.spans.slice(0, PIECES).map((span, n) =>
      make("button", { type: "button", "data-do": `correct ${n}` }, "Correct ",
        make("span", { lang: this.page.state.language }, shown(this.page.lineup.cut(span), 16)),
        ` line ${this.page.columns.where(span).split(" ").at(-1)} `, ...(n ? [] : [make("kbd", {}, "c")])));
  }
}

function sentence(text) {
  return text && `${text[0].toUpperCase()}${text.slice(1)}${/[.!?。]$/.test(text) ? "" : "."}`;
}

function sure(item) {
  if (item.kind === "note" || item.kind === "decision") return "";
  const percent = `${Math.round(item.confidence * 100)} %`;
  const words = [[0.95, "sure"], [0.75, "fairly sure"], [0.5, "doubtful"], [0, "a guess"]];
  return `${words.find(([least]) => item.confidence >= least)[1]}, ${percent}`;
}

function sureness(item) {
  if (item.kind !== "repair") return make("span", { class: "sign" }, item.doubt ? "?" : "");
  return make("span", { class: "sign" }, `${Math.round(item.confidence * 100)} %`);
}

function swapped(old, young) {
  const nothing = () => make("i", { class: "nothing" }, "nothing");
  const part = (tag, text) => make(tag, {}, text ? visible(text) : nothing());
  return [part("del", old), " → ", part("ins", young)];
}

function visible(text) {
  if (/^ +$/.test(text)) return "␣".repeat(text.length);
  const code = (sign) => `U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return /^[\s\p{C}]+$/u.test(text) ? Array.from(text, code).join(" ") : shown(text, 40);
}

function broken(text) {
  // A text in full, its line ends to be seen; white space alone is named.
  if (!text) return [make("i", { class: "nothing" }, "nothing")];
  if (!text.trim()) return [visible(text)];
  const end = () => make("b", { class: "end", title: "end of line" }, "⏎");
  return text.split("\n").flatMap((line, n) => (n ? [end(), line] : [line]));
}
