// Text as spans count it: by characters, where a string of JavaScript counts UTF-16 units.

const ASTRAL = /[\ud800-\udfff]/;

class Ruler {
  // Places in a text, from characters to units and back.
  constructor(text) {
    this.text = text;
    this.units = null;
    if (ASTRAL.test(text)) {
      const units = [];
      for (let unit = 0; unit < text.length; unit += text.codePointAt(unit) > 0xffff ? 2 : 1) {
        units.push(unit);
      }
      units.push(text.length);
      this.units = units;
    }
  }

  get length() {
    return this.units ? this.units.length - 1 : this.text.length;
  }

  unit(character) {
    const place = Math.max(0, Math.min(character, this.length));
    return this.units ? this.units[place] : place;
  }

  character(unit) {
    return this.units ? before(this.units, unit + 1, (each) => each) - 1 : unit;
  }

  cut(start, end) {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}

function before(rows, value, of) {
  // How many of the rows, which stand in order, come before a value.
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(rows[middle]) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(one, other) {
  // The order of strings by their characters: UTF-16 would put what lies beyond U+FFFF too early.
  if (!ASTRAL.test(one) && !ASTRAL.test(other)) return one < other ? -1 : Number(one > other);
  const [left, right] = [Array.from(one), Array.from(other)];
  for (let n = 0; n < left.length && n < right.length; n++) {
    const ahead = left[n].codePointAt(0) - right[n].codePointAt(0);
    if (ahead) return ahead;
  }
  return left.length - right.length;
}

function shown(text, limit = 60) {
  // A text on one line, its middle left out where it is long, white space to be seen.
  const said = text.replace(/\n/g, "⏎").replace(/\t/g, "⇥");
  const characters = Array.from(said);
  if (characters.length <= limit) return said;
  const half = limit >> 1;
  return `${characters.slice(0, half).join("")} … ${characters.slice(-half).join("")}`;
}

function make(tag, properties = {}, ...children) {
  // An element; what is put into it is text, never markup.
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const $ = (id) => document.getElementById(id);
