// Saying what a line or a block is, and putting other words in place of a stretch.

class Menu {
  constructor(page) {
    this.page = page;
    this.root = $("roles");
    this.root.addEventListener("click", (event) => {
      const role = event.target.closest("button")?.dataset.role;
      if (role) this.take(role);
    });
    this.root.addEventListener("keydown", (event) => this.walk(event));
  }

  open(places, anchor, present = null, here = null) {
    // Ask what the lines of some places are; `here` is the line that was pointed at.
    const { lineup, columns, state } = this.page;
    this.lines = lineup.linesIn(places);
    if (!this.lines.length) return this.page.say("No line of the source stands behind it.");
    this.here = (here && lineup.linesIn([here])[0]) ?? this.lines[0];
    this.anchor = anchor;
    const set = this.present(this.lines[0]) ?? present;
    const entry = (role, name, on = false) =>
      make("button", { type: "button", role: "menuitemradio", "aria-checked": on ? "true" : "false", tabindex: -1,
        "data-role": role }, name);
    const offered = Object.entries(state.roles).filter(([role]) => !["quote", "picture", "rule"].includes(role));
    const first = columns.where(this.lines[0]);
    const begin = this.here === this.lines[0] ? "" : `, from line ${columns.where(this.here).split(" ").at(-1)}`;
    const count = this.lines.length > 1 ? ` and ${this.lines.length - 1} more` : "";
    this.root.replaceChildren(
      make("p", { class: "where" }, `${first}${count} is`),
      ...offered.map(([role, name]) => entry(role, name, role === set)),
      make("hr", { role: "separator" }),
      entry("join", "joins the block above", set === "join"),
      entry("apart", `begins anew${begin}`, set === "apart"),
    );
    if (this.decided().length) this.root.append(make("hr", { role: "separator" }), entry("undo", "as it was found"));
    this.root.showPopover();
    this.place(anchor.getBoundingClientRect());
    (this.root.querySelector('[aria-checked="true"]') ?? this.root.querySelector("button")).focus();
  }

  place({ left, bottom, top }) {
    const { offsetWidth: width, offsetHeight: height } = this.root;
    const below = bottom + height + 8 < innerHeight;
    this.root.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    this.root.style.top = `${below ? bottom + 4 : Math.max(8, Math.min(top - height - 4, innerHeight - height - 8))}px`;
  }

  decided() {
    return this.lines.map((line) => this.key(line)).filter((key) => this.page.choices.of(key));
  }

  key(line) {
    return keyOf(this.decision("role", line, ""));
  }

  present(line) {
    return this.page.choices.of(this.key(line))?.after;
  }

  decision(code, place, after) {
    const [source, start, end] = place;
    const name = this.page.state.sources[source].name;
    return { code, source: name, start, end, before: this.page.lineup.cut(place), verdict: "correct", after };
  }

  take(role) {
    const { page } = this;
    this.root.hidePopover();
    this.anchor.focus?.();
    if (role === "undo") {
      for (const key of this.decided()) page.choices.drop(key);
      return page.decided("As it was found.");
    }
    const lines = role === "join" ? this.lines.slice(0, 1) : role === "apart" ? [this.here] : this.lines;
    for (const line of lines) page.choices.set(this.decision("role", line, role));
    return page.decided(`Now ${page.list.role(role)}.`);
  }

  walk(event) {
    const buttons = [...this.root.querySelectorAll("button")];
    const n = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: n + 1, ArrowUp: n - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) {
      const next = [...buttons.slice(n + 1), ...buttons].find((button) =>
        button.textContent.startsWith(event.key.toLowerCase()));
      next?.focus();
    } else {
      event.preventDefault();
      buttons.at(to % buttons.length).focus();
    }
    event.stopPropagation();
  }
}

class Correction {
  // The dialog in which what shall stand somewhere is written.
  constructor() {
    this.root = $("correct");
    this.field = $("correct-after");
    const form = this.root.querySelector("form");
    form.addEventListener("submit", (event) => {
      if (event.submitter?.value !== "keep") return;
      event.preventDefault();
      this.root.close(); // first, so that the focus is back where it was
      this.keep(this.field.value);
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      form.requestSubmit(form.querySelector("[value=keep]"));
    });
  }

  ask({ where, before, after, lang }, keep) {
    this.keep = keep;
    $("correct-where").textContent = where;
    $("correct-before").textContent = before;
    $("correct-before").lang = this.field.lang = lang;
    this.field.value = after;
    this.root.showModal();
    this.field.focus();
    if (after.length < 40) this.field.select();
  }
}
