// What is decided: kept in the browser as it is made, and saved as a file or to the server.

const keyOf = (each) => JSON.stringify([each.code, each.source, each.start, each.end, each.before]);

class Choices {
  constructor(state) {
    this.state = state;
    this.all = new Map();
    this.made = [];
    this.kept = `converter.review.${state.digest}`;
    this.unsaved = false;
    this.safe = true;
    this.load(state.decisions);
    this.base = this.written();
    this.restore();
  }

  load(decisions) {
    this.all = new Map(decisions.map((each) => [keyOf(each), each]));
  }

  written() {
    return toml(this.all.values(), this.state);
  }

  restore() {
    // What was chosen here before and never saved; a file that changed since then goes before it.
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(this.kept));
    } catch {
      return; // no storage here, or another's: the file's decisions stand
    }
    if (!kept?.unsaved || !Array.isArray(kept.decisions)) return;
    const file = this.all;
    this.load(kept.decisions.filter((each) => each && FIELDS.every((name) => name in each)));
    if (kept.base !== this.base) for (const [key, each] of file) this.all.set(key, each);
    this.unsaved = this.written() !== this.base;
  }

  keep() {
    const decisions = [...this.all.values()];
    try {
      const kept = { base: this.base, unsaved: this.unsaved, decisions };
      localStorage.setItem(this.kept, JSON.stringify(kept));
      this.safe = true;
    } catch {
      this.safe = false; // no storage here, or it is full: only a saved file keeps them
    }
  }

  of(key) {
    return this.all.get(key);
  }

  set(decision) {
    const key = keyOf(decision);
    this.made.push(key);
    this.all.set(key, decision);
    this.changed();
    return key;
  }

  drop(key) {
    this.all.delete(key);
    this.made = this.made.filter((each) => each !== key);
    this.changed();
  }

  changed() {
    this.unsaved = true;
    this.keep();
  }

  saved(text) {
    this.base = text;
    this.unsaved = this.written() !== text;
    this.keep();
  }

  download() {
    const text = this.written();
    const url = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
    make("a", { href: url, download: this.state.file }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    this.saved(text);
  }

  async send() {
    // Save to the server; gives the page's state as it is with these decisions obeyed.
    const text = this.written();
    const answer = await this.post("decisions", text);
    if (answer.error) throw new Error(answer.error);
    this.saved(text);
    return answer;
  }

  async post(path, body = "") {
    const answer = await fetch(path, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/toml", "X-Review": this.state.served },
    });
    return answer.json();
  }
}
