// A decisions file, letter for letter as the converter's own `dump` writes it.

const FIELDS = ["code", "source", "start", "end", "before", "verdict", "after"];
const SHORT = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function toml(decisions, { schema, hidden }) {
  const pattern = new RegExp(hidden, "g");
  const escaped = (sign) =>
    SHORT[sign] ?? `\\u${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  const quoted = (text) =>
    `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replace(pattern, escaped)}"`;
  const out = [`schema = ${quoted(schema)}\n`];
  for (const each of [...decisions].sort(inOrder)) {
    out.push("\n[[decision]]\n");
    for (const name of FIELDS) {
      const value = each[name];
      if (value === null || value === undefined) continue;
      out.push(`${name} = ${typeof value === "number" ? value : quoted(value)}\n`);
    }
  }
  return out.join("");
}

function inOrder(one, other) {
  return (
    compare(one.source, other.source) ||
    one.start - other.start ||
    one.end - other.end ||
    compare(one.code, other.code) ||
    compare(one.before, other.before) ||
    compare(one.verdict, other.verdict) ||
    compare(one.after ?? "", other.after ?? "")
  );
}
