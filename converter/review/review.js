// The page: draws the state, follows the keys, carries decisions out.

const PAUSE = 250; // milliseconds after a decision before it goes to the server

class Review {
  constructor(state) {
    this.known = new Map();
    this.choices = new Choices(state);
    this.current = -1;
    this.list = new List(this);
    this.menu = new Menu(this);
    this.correction = new Correction();
    this.chosen = light("chosen");
    this.pointer = new Pointer(this);
    this.draw(state);
    const inDoubt = this.items.some((item) => item.doubt && !item.verdict);
    $("show").value = inDoubt ? "doubt" : this.items.length ? "undecided" : "all";
    this.list.filter();
    $("finish").hidden = !state.served;
    this.listen();
    if (this.choices.unsaved) this.say("Choices that were not saved are here again.");
  }

  draw(state) {
    this.state = state;
    this.lineup = new Lineup(state);
    this.items = gather(state, this.choices, this.known);
    this.columns = new Columns(state, this.lineup, this.items);
    $("paper").textContent = state.title ?? state.name;
    $("paper").lang = state.language;
    $("issue").textContent = [state.date, state.name].filter(Boolean).join(" · ");
    this.list.kinds();
    this.roles();
  }

  redraw(state) {
    // A fresh state from the server: what was at hand stays at hand, where it was.
    const scrolls = ["source", "result", "items"].map((id) => [$(id), $(id).scrollTop]);
    const key = this.items[this.current]?.key;
    const focused = $("items").contains(document.activeElement);
    this.pointer.clear();
    this.chosen.clear();
    this.choices.state = state;
    this.draw(state);
    this.current = key ? this.items.findIndex((item) => item.key === key) : -1;
    this.list.filter();
    for (const [pane, top] of scrolls) pane.scrollTop = top;
    if (this.current < 0) return;
    this.light(this.current);
    if (focused) this.list.rows[this.current]?.firstChild.focus({ preventScroll: true });
  }

  roles() {
    // Lines and blocks that a person has said the role of bear a sign.
    for (const each of this.choices.all.values()) {
      const source = this.state.sources.findIndex(({ name }) => name === each.source);
      if (each.code !== "role" || source < 0) continue;
      this.columns.lineAt(source, each.start).classList.add("told");
      for (const { leaf } of this.lineup.inResult([source, each.start, each.end])) {
        const label = this.columns.elements[leaf.number].firstChild;
        const [was, said] = [this.state.roles[leaf.role], this.list.role(each.after)];
        const obeyed = this.state.decisions.some((done) => keyOf(done) === keyOf(each) && done.after === each.after);
        label.textContent = obeyed || was === said ? was : `${was} → ${said}`;
        label.ariaLabel = `${label.textContent}, said by a person: say what it is`;
        label.classList.add("told");
      }
    }
  }

  // --- what is at hand ---------------------------------------------------------------------

  choose(n, { scroll = true, focus = false } = {}) {
    if (!this.items[n]) return;
    this.columns.choose(this.current, false);
    this.current = n;
    this.pointer.anchor = null;
    this.list.reveal(n);
    this.list.open(n);
    this.light(n);
    if (focus) this.list.rows[n].firstChild.focus({ preventScroll: true });
    if (!scroll) return;
    const item = this.items[n];
    const [place] = item.spans;
    if (place) into($("source"), this.columns.lineAt(...place), this.columns.sourceRanges(place)[0]);
    const [stretch] = this.lineup.stretches(item);
    if (stretch) this.showResult(stretch);
  }

  light(n) {
    this.columns.choose(n, true);
    const { chosen } = this;
    chosen.clear();
    if (!this.lineup.isSmall(this.items[n])) return;
    for (const place of this.items[n].spans) this.columns.sourceRanges(place).forEach((range) => chosen.add(range));
    for (const place of this.items[n].spans) {
      for (const stretch of this.lineup.inResult(place)) chosen.add(this.columns.resultRange(stretch));
    }
  }

  showResult(stretch) {
    into($("result"), this.columns.elements[stretch.leaf.number], this.columns.resultRange(stretch));
  }

  step(by, { quiet = false } = {}) {
    const { shown } = this.list;
    const from = this.current;
    if (!shown.length) return;
    const at = before(shown, from, (n) => n);
    const here = shown[at] === from;
    const next = by > 0 ? at + (here ? 1 : 0) : at - 1;
    if (next < 0 || next >= shown.length) {
      return quiet || this.say(by > 0 ? "That was the last." : "That was the first.");
    }
    this.choose(shown[next], { focus: true });
  }

  // --- decisions ---------------------------------------------------------------------------

  act(action) {
    const item = this.items[this.current];
    if (action === "undo") return this.undo(item);
    if (action.startsWith("correct")) return this.correct(item, Number(action.split(" ")[1] ?? 0));
    if (!item) return this.say("Choose an item first: j, or a click.");
    if (action === "menu") return this.openMenu(null);
    const own = item.code === "role" || item.code === "text" || item.code === "decision-unfit";
    if (!item.at || own) return this.say("There is nothing to decide here.");
    if (action === "refuse" && item.kind !== "repair" && !item.gone) {
      return this.say("A note is accepted or corrected.");
    }
    this.decide(item, action, null);
    this.step(1, { quiet: true });
  }

  decide(item, verdict, after) {
    const [source, start, end] = item.at;
    this.choices.set({ code: item.code, source, start, end, before: item.before, verdict, after });
    this.decided(`${this.list.name(item.code)}: ${VERDICTS[verdict]}.`);
  }

  decided(said) {
    // After any change of the choices: what shows them is drawn anew, and the server told.
    const numbers = numbered(this.state);
    const fresh = [...this.choices.all.keys()].some((each) => !this.items.some((item) => item.key === each));
    const stale = this.items.some((item) => item.gone && !this.choices.of(item.key));
    if (fresh || stale) {
      this.redraw(this.state);
    } else {
      this.items.forEach((item, n) => {
        const old = item.verdict;
        judge(item, this.choices, numbers);
        if (old === item.verdict && n !== this.current) return;
        this.columns.refresh(n);
        this.list.redraw(n);
      });
    }
    this.count();
    this.say(said);
    clearTimeout(this.timer);
    if (this.state.served) this.timer = setTimeout(() => this.save(), PAUSE);
  }

  undo(item) {
    const key = item?.verdict ? item.decided : (this.unfit(item) ?? this.choices.made.at(-1));
    if (!key || !this.choices.of(key)) return this.say("There is no choice to undo.");
    this.choices.drop(key);
    this.decided("Undone.");
    const n = this.items.findIndex((each) => each.key === key);
    if (n >= 0) this.choose(n, { focus: true });
  }

  unfit(item) {
    // The decision of which a note says that it fits no more.
    if (item?.code !== "decision-unfit" || !item.at) return undefined;
    const here = ([, each]) => item.before.startsWith(`${each.code}:`) &&
      String([each.source, each.start, each.end]) === String(item.at);
    return [...this.choices.all].find(here)?.[0];
  }

  correctable(item) {
    if (!item.at || !item.spans.length || item.joint || item.code === "role") return false;
    if (!item.before && !item.after) return false;
    return item.kind === "repair" || item.kind === "decision" || POINTING.has(item.code);
  }

  correct(item, piece = 0) {
    const selected = this.pointer.selectedSource();
    if (selected) return this.correctText(selected);
    if (item?.kind === "role") return this.openMenu(null);
    if (!item || !this.correctable(item)) return this.say("Select a stretch of the source, then press c.");
    if (item.kind === "note") return this.correctText(item.spans[piece]);
    const place = [item.spans[0][0], item.at[1], item.at[2]];
    if (item.code === "text") return this.correctText(place);
    const took = !item.after && item.before.trim(); // to correct it is to correct what was there
    const after = this.choices.of(item.key)?.after ?? (took ? item.before : item.after);
    this.ask(place, item.before, after, (text) => this.decide(item, "correct", text));
  }

  correctText(place) {
    const decision = this.menu.decision("text", place, "");
    const { source, start, end } = decision;
    const overlaps = (each) => each.source === source && each.start < end && start < each.end;
    const other = (each) => each.code === "text" && keyOf(each) !== keyOf(decision);
    if ([...this.choices.all.values()].some((each) => other(each) && overlaps(each))) {
      return this.say("Part of it is corrected already: take that back first.");
    }
    const after = this.choices.of(keyOf(decision))?.after ?? decision.before;
    this.ask(place, decision.before, after, (text) => {
      if (text === decision.before) return this.say("Nothing was changed.");
      this.choices.set({ ...decision, after: text });
      this.decided("Corrected.");
    });
  }

  ask(place, present, after, keep) {
    const request = { where: this.columns.where(place), before: present, after, lang: this.state.language };
    this.correction.ask(request, keep);
  }

  async save() {
    clearTimeout(this.timer);
    if (!this.state.served) {
      this.choices.download();
      this.count();
      return this.say(`Saved as ${this.state.file}: put it beside the input.`);
    }
    if (this.sending) return void (this.again = true);
    this.sending = true;
    try {
      const state = await this.choices.send();
      state.served = this.state.served;
      if (!this.choices.unsaved) this.redraw(state);
      this.say(`Saved in ${state.file}, and obeyed.`);
    } catch (error) {
      // A server that is gone cannot keep anything: from now on decisions are saved as a file.
      const gone = error instanceof TypeError;
      if (gone) this.state.served = null;
      this.say(gone ? "The server is gone: s saves the decisions as a file." : `Not saved: ${error.message}`);
    }
    this.sending = false;
    this.count();
    const again = this.again && this.choices.unsaved;
    this.again = false;
    if (again) await this.save();
  }

  async finish() {
    if (this.choices.unsaved) await this.save();
    while (this.sending) await new Promise((done) => setTimeout(done, PAUSE));
    if (this.choices.unsaved) return; // why is said
    await this.choices.post("finish").catch(() => null);
    this.say("Finished. This page may be closed.");
    this.state.served = null;
    $("finish").disabled = true;
  }

  openMenu(holder = this.pointer.anchor) {
    const { spot } = this.pointer;
    const item = this.items[this.current];
    if (holder?.isConnected && holder.leaf) {
      const here = spot?.leaf === holder.leaf ? this.pointer.lineOf(spot) : null;
      return this.menu.open(holder.leaf.spans, holder.firstChild, holder.leaf.role, here);
    }
    if (holder?.isConnected) return this.menu.open([holder.place], holder);
    if (!item?.spans.length) return this.say("Click on a line or a block first.");
    const places = item.joint ? this.lineup.joint(item).slice(-1) : item.spans.slice(0, 1);
    return this.menu.open(places, this.list.rows[this.current] ?? $("list"));
  }

  // --- keys and the rest -------------------------------------------------------------------

  listen() {
    document.addEventListener("keydown", (event) => this.key(event));
    $("save").addEventListener("click", () => this.save());
    $("finish").addEventListener("click", () => this.finish());
    $("help").addEventListener("click", () => $("keys").showModal());
    addEventListener("beforeunload", (event) => {
      if (this.choices.unsaved && (this.state.served || !this.choices.safe)) event.preventDefault();
    });
  }

  key(event) {
    const typing = event.target.closest?.("input, textarea, dialog, [popover]");
    if (event.key === "Escape" && event.target === $("words")) $("items").querySelector(".row")?.focus();
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const actions = {
      j: () => this.step(1), k: () => this.step(-1), u: () => this.act("undo"), c: () => this.act("correct"),
      a: () => this.act("accept"), r: () => this.act("refuse"), m: () => this.openMenu(),
      s: () => this.save(), "/": () => $("words").focus(), "?": () => $("keys").showModal(),
    };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  count() {
    const open = this.items.filter((item) => item.at && !item.verdict);
    const doubt = this.items.filter((item) => item.doubt && !item.verdict).length;
    const unsaved = this.choices.unsaved ? " · not saved" : "";
    $("left").replaceChildren(make("b", {}, String(doubt)), " in doubt, ", make("b", {}, String(open.length)),
      ` undecided, ${this.choices.all.size} decided${unsaved}`);
  }

  say(text) {
    $("status").textContent = text;
  }
}

function into(pane, element, range) {
  // Scroll a pane until a stretch stands well within it; not at all where it does.
  const bounds = pane.getBoundingClientRect();
  const top = pane.querySelector(".pane-head").offsetHeight;
  let at = range?.getBoundingClientRect();
  const inView = at && at.height && at.top >= bounds.top + top && at.bottom <= bounds.bottom;
  if (inView) return;
  element.scrollIntoView({ block: "center" });
  at = range?.getBoundingClientRect();
  if (at?.height) pane.scrollTop += at.top - bounds.top - bounds.height / 3;
}

const review = new Review(JSON.parse($("state").textContent));
document.documentElement.dataset.ready = "yes";
