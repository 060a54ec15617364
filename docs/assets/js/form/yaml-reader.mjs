// Reads the YAML of a case file: what this form writes, and how the cases of
// this site are written by hand. Every plain word stays text, as for the reader
// in scripts/casebook/source. Whatever else YAML can say (anchors, tags, several
// documents, keys in quotes) is refused with its line, never guessed at. Tests
// hold what is read equal to what the program reads.

import { HIDDEN } from "./kinds.mjs";

const KEY = /^([A-Za-z_][\w-]*):(?:[ ]+(.*)|)$/u;
const FIELD = /([A-Za-z_][\w-]*):(?= |$)/uy; // the same between brackets
const FORBIDDEN = /^(?:[&*!@`%:|>?,\]}]|-(?: |$))/u; // what cannot begin a plain text, or says more than text
// To YAML no other blank is one, where trim() takes them all.
/** @param {string} text */
const trimmedStart = (text) => text.replace(/^ +/, "");
const trimmedEnd = (/** @type {string} */ text) => {
  let end = text.length; // not by a pattern, which takes long over many blanks inside
  while (text[end - 1] === " ") end -= 1;
  return text.slice(0, end);
};
/** @param {string} text */
const trimmed = (text) => trimmedStart(trimmedEnd(text));
/** @type {Record<string, string>} */
const ESCAPES = { n: "\n", t: "\t", r: "\r", 0: "\0", a: "\x07", b: "\b", e: "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\" };
const NULLS = ["~", "null", "Null", "NULL"];
const DEEPEST = 24;
/** @type {Record<string, number>} */
const DIGITS = { x: 2, u: 4, U: 8 };

/** What could not be read, and in which line. */
export class Unreadable extends Error {
  /** @param {number} line @param {string} reason */
  constructor(line, reason) {
    super(`Line ${line + 1}: ${reason}`);
  }
}

/** The data of a file: tables, lists and text. Throws {@link Unreadable}. @param {string} text @returns {Block} */
export function read(text) {
  const reader = new Reader(text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n").split("\n"));
  /** @type {any} */
  const data = reader.next() ? reader.block(reader.indent()) : null;
  if (reader.next()) reader.refuse("it stands further left or right than the lines around it");
  if (data === null || Array.isArray(data) || typeof data !== "object") reader.refuse("a case file begins with fields, such as “title: …”");
  return data;
}

/** What can be read: text, nothing, lists and tables of these. @typedef {string | null | any[] | Block} Value */

class Reader {
  /** @param {string[]} lines */
  constructor(lines) {
    this.lines = lines;
    this.at = 0;
    this.depth = 0;
    lines.forEach((line, n) => {
      if (line.includes("\t")) throw new Unreadable(n, "there is a tab; use blanks");
      const hidden = HIDDEN.exec(line)?.[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
      if (hidden) throw new Unreadable(n, `a sign that nobody sees stands here (U+${hidden}); delete it`);
      if (/^(?:---|\.\.\.|%)/.test(line)) throw new Unreadable(n, "a file holds one case, without “---” or “...”");
    });
  }

  /** @param {string} reason @returns {never} */
  refuse(reason) {
    throw new Unreadable(Math.min(this.at, this.lines.length - 1), reason);
  }

  /** Refuses text that begins like a comment and hardly is one: “version #2”. @param {string} text */
  checkComment(text) {
    if (/^ *#\S/u.test(text)) this.refuse("what follows “#” would be lost; put the text in quotes");
  }

  /** Refuses a field that stands in its table already. @param {string} name @param {Map<string, Value>} table */
  checkNew(name, table) {
    if (table.has(name)) this.refuse(`“${name}” stands here a second time`);
  }

  /** Goes to the next line that says something; false at the end. */
  next() {
    while (this.at < this.lines.length && /^ *(?:#.*)?$/u.test(this.lines[this.at])) this.at += 1;
    return this.at < this.lines.length;
  }

  indent(line = this.lines[this.at]) {
    return line.length - trimmedStart(line).length;
  }

  /** @param {number} indent @returns {Value} */
  block(indent) {
    return this.within(() => (this.isEntry(indent) ? this.list(indent) : this.table(indent)));
  }

  /** One level further in, up to a bound. @template T @param {() => T} make @returns {T} */
  within(make) {
    this.depth += 1;
    if (this.depth > DEEPEST) this.refuse("the file nests too deep");
    const made = make();
    this.depth -= 1;
    return made;
  }

  /** @param {number} indent */
  isEntry(indent) {
    return this.next() && this.indent() === indent && /^-(?: |$)/.test(this.lines[this.at].slice(indent));
  }

  /** @param {number} indent */
  table(indent) {
    /** @type {Map<string, Value>} */
    const made = new Map();
    while (this.next() && this.indent() === indent && !this.isEntry(indent)) {
      const found = KEY.exec(trimmedEnd(this.lines[this.at].slice(indent)));
      if (!found) return this.refuse("here a field is expected, such as “title: …”");
      this.checkNew(found[1], made);
      made.set(found[1], this.value(found[2] ?? "", indent, true));
    }
    return Object.fromEntries(made);
  }

  /** @param {number} indent */
  list(indent) {
    /** @type {Value[]} */
    const made = [];
    while (this.isEntry(indent)) {
      const line = trimmedEnd(this.lines[this.at]);
      const rest = trimmedStart(line.slice(indent + 1));
      const inner = line.length - rest.length;
      if (rest && (KEY.test(rest) || /^-(?: |$)/.test(rest))) {
        this.lines[this.at] = " ".repeat(inner) + rest;
        made.push(this.block(inner));
      } else made.push(this.value(rest, indent, false));
    }
    return made;
  }

  /** What follows a key or a dash, on its line and on those below it that stand further right. @param {string} rest @param {number} indent @param {boolean} inTable @returns {Value} */
  value(rest, indent, inTable) {
    this.checkComment(rest);
    if (!rest || rest[0] === "#") {
      this.at += 1;
      if (!this.next()) return null;
      if (this.indent() > indent) return this.deeper(indent);
      return inTable && this.isEntry(indent) ? this.list(indent) : null;
    }
    if (rest[0] === "|" || rest[0] === ">") return this.kept(rest, indent);
    return this.flowing(rest, indent);
  }

  /** A block, or a text that begins on the line below its key. @param {number} indent @returns {Value} */
  deeper(indent) {
    const own = this.indent();
    const line = trimmedEnd(this.lines[this.at].slice(own));
    if (this.isEntry(own) || KEY.test(line)) return this.block(own);
    return this.flowing(line, indent);
  }

  /** A text in a block of its own, after `|` or `>`. @param {string} head @param {number} indent */
  kept(head, indent) {
    const found = /^([|>])(-?) *(?: #.*)?$/u.exec(head);
    if (!found) return this.refuse("after “|” or “>” nothing but “-” can be read here");
    this.at += 1;
    const lines = this.keptLines(indent);
    const last = lines.findLastIndex(Boolean) + 1;
    const text = lines.slice(0, last);
    if (found[1] === ">" && text.some((line) => /^ /u.test(line))) this.refuse("a line of a folded text stands further right than the others");
    const joined = found[1] === "|" ? text.join("\n") : folded(text);
    const ended = last < lines.length || this.at < this.lines.length; // a file may end without a line break
    return joined && ended && !found[2] ? `${joined}\n` : joined;
  }

  /** The lines of such a text, without the blanks that indent it; the last ones may be empty. @param {number} indent */
  keptLines(indent) {
    /** @type {string[]} */
    const lines = [];
    let [margin, widest] = [0, 0];
    for (; this.at < this.lines.length; this.at += 1) {
      const line = this.lines[this.at];
      if (!trimmed(line)) {
        widest = Math.max(widest, line.length);
        if (margin && widest > margin) this.refuse("a line of blanks stands in a text");
        lines.push("");
        continue;
      }
      if (this.indent() <= indent || (margin && this.indent() < margin)) break;
      margin ||= this.indent();
      if (widest > margin) this.refuse("a line of blanks above is longer than the text is indented");
      lines.push(line.slice(margin));
    }
    return lines;
  }

  /** A value that flows on over lines: quoted, in brackets, or plain. @param {string} first @param {number} indent @returns {Value} */
  flowing(first, indent) {
    if (!/^["'[{]/.test(first)) return this.plain(first, indent);
    const flow = new Flow(this, first, indent);
    const value = flow.value();
    flow.end();
    this.at += 1;
    return value;
  }

  /** A text without quotes, with the lines below it that stand further right. @param {string} first @param {number} indent */
  plain(first, indent) {
    const start = this.at;
    /** @type {string[]} */
    const lines = [];
    for (let line = /** @type {string | null} */ (first); line !== null; ) {
      const text = uncommented(line);
      this.checkComment(line.slice(text.length));
      this.checkPlain(text, lines.length === 0);
      lines.push(trimmed(text));
      this.at += 1;
      line = text === line ? this.continued(lines, indent) : null;
    }
    if (this.next() && this.indent() > indent && this.at > start && this.indent(this.lines[start]) < this.indent()) this.refuse("it stands further right than the lines around it");
    return plainValue(lines);
  }

  /** The next line of a text that goes on, after the empty ones between; null where it ends. @param {string[]} lines @param {number} indent */
  continued(lines, indent) {
    let ahead = this.at;
    while (ahead < this.lines.length && !trimmed(this.lines[ahead])) ahead += 1;
    const line = this.lines[ahead];
    if (line === undefined || this.indent(line) <= indent || trimmedStart(line)[0] === "#") return null;
    for (; this.at < ahead; this.at += 1) lines.push("");
    return trimmed(line);
  }

  /** @param {string} text @param {boolean} begins */
  checkPlain(text, begins) {
    if (begins && FORBIDDEN.test(text)) this.refuse(`“${text.slice(0, 20)}” has to stand in quotes`);
    if (!begins && /^[\w-]+:(?: |$)/u.test(trimmedStart(text))) this.refuse("it stands further right than the line above; line it up with the fields of its block");
    if (/:(?: |$)/u.test(text)) this.refuse("a colon with a blank after it stands in the text; put the text in quotes");
  }
}

/** What stands before a comment, without the blanks between; the line itself where there is none. @param {string} line */
function uncommented(line) {
  const at = line.indexOf(" #");
  return at < 0 ? line : trimmedEnd(line.slice(0, at));
}

/** Lines joined by blanks; an empty line between them is a line break. @param {string[]} lines */
function folded(lines) {
  let text = "";
  let empty = 0;
  lines.forEach((line, n) => {
    if (!line) {
      empty += 1;
      return;
    }
    text += n === 0 ? line : empty ? "\n".repeat(empty) + line : ` ${line}`;
    empty = 0;
  });
  return text;
}

/** What a plain text says: nothing, where it is a word for it. @param {string[]} lines */
function plainValue(lines) {
  const text = folded(lines);
  return NULLS.includes(text) ? null : text;
}

/** Reads what stands in quotes and brackets, sign by sign. */
class Flow {
  /** @param {Reader} reader @param {string} text @param {number} indent */
  constructor(reader, text, indent) {
    this.reader = reader;
    this.text = text;
    this.indent = indent;
    this.place = 0;
  }

  get sign() {
    return this.text[this.place];
  }

  /** The next line; inside quotes it must stand further right than what holds it. */
  more(quoted = false) {
    const { reader } = this;
    reader.at += 1;
    if (reader.at >= reader.lines.length) reader.refuse("the end of a text or of a list is missing");
    const line = reader.lines[reader.at];
    if (quoted && trimmed(line) && reader.indent() <= this.indent) reader.refuse("the end of a text or of a list is missing above");
    this.text = trimmed(line);
    this.place = 0;
  }

  skip() {
    for (;;) {
      while (this.sign === " ") this.place += 1;
      const comment = this.sign === "#" && (this.place === 0 || this.text[this.place - 1] === " ");
      if (comment) this.reader.checkComment(this.text.slice(this.place));
      if (this.sign !== undefined && !comment) return;
      this.more();
    }
  }

  /** Nothing but a comment may follow. */
  end() {
    if (!/^ *(?: #.*)?$/u.test(this.text.slice(this.place))) this.reader.refuse("something follows a closed quote or bracket");
  }

  /** @returns {Value} */
  value() {
    if (this.sign === '"' || this.sign === "'") return this.quoted(this.sign);
    if (this.sign === "[") return this.reader.within(() => this.entries());
    return this.sign === "{" ? this.reader.within(() => this.fields()) : this.plain();
  }

  entries() {
    /** @type {Value[]} */
    const made = [];
    this.place += 1;
    for (this.skip(); this.sign !== "]"; this.skip()) {
      made.push(this.value());
      this.skip();
      if (this.sign === ",") this.place += 1;
      else if (this.sign !== "]") this.reader.refuse("between two entries a comma is missing");
    }
    this.place += 1;
    return made;
  }

  fields() {
    /** @type {Map<string, Value>} */
    const made = new Map();
    this.place += 1;
    for (this.skip(); this.sign !== "}"; this.skip()) {
      FIELD.lastIndex = this.place; // looked for here, and not in a copy of the rest of the line
      const found = FIELD.exec(this.text);
      if (!found) return this.reader.refuse("between “{” and “}” a field is expected");
      this.reader.checkNew(found[1], made);
      this.place += found[1].length + 1;
      this.skip();
      made.set(found[1], this.value());
      this.skip();
      if (this.sign === ",") this.place += 1;
      else if (this.sign !== "}") this.reader.refuse("between two fields a comma is missing");
    }
    this.place += 1;
    return Object.fromEntries(made);
  }

  plain() {
    const lines = [];
    for (;;) {
      const [text] = /^[^,[\]{}#]*(?:(?<=[^ ,[\]{}])#[^,[\]{}#]*)*/u.exec(this.text.slice(this.place)) ?? [""];
      this.reader.checkPlain(text, lines.length === 0);
      if (text.includes(":?")) this.reader.refuse("between brackets a text with “:?” needs quotation marks");
      this.place += text.length;
      lines.push(trimmed(text));
      if (this.sign !== undefined) break;
      this.more();
    }
    const made = plainValue(lines);
    if (made === "") this.reader.refuse("an entry is empty");
    return made;
  }

  /** @param {string} mark */
  quoted(mark) {
    const lines = [""];
    this.place += 1;
    for (;;) {
      const sign = this.sign;
      if (sign === undefined) {
        lines[lines.length - 1] = trimmedEnd(lines[lines.length - 1]);
        this.more(true);
        lines.push("");
      } else if (sign === mark && mark === "'" && this.text[this.place + 1] === "'") {
        lines[lines.length - 1] += "'";
        this.place += 2;
      } else if (sign === mark) {
        this.place += 1;
        return lines.length === 1 ? lines[0] : this.joined(lines);
      } else if (sign === "\\" && mark === '"') lines[lines.length - 1] += this.escaped();
      else {
        lines[lines.length - 1] += sign;
        this.place += 1;
      }
    }
  }

  /** @param {string[]} lines */
  joined(lines) {
    if (!lines[0] || !lines.at(-1)) this.reader.refuse("a quoted text begins or ends with an empty line");
    return folded(lines);
  }

  escaped() {
    const kind = this.text[this.place + 1];
    const size = DIGITS[kind];
    const code = size ? this.text.slice(this.place + 2, this.place + 2 + size) : "";
    this.place += 2 + code.length;
    if (size && new RegExp(`^[\\da-fA-F]{${size}}$`).test(code) && parseInt(code, 16) <= 0x10ffff) return String.fromCodePoint(parseInt(code, 16));
    if (size || !Object.hasOwn(ESCAPES, kind ?? "")) this.reader.refuse("a backslash in quotes is followed by something unknown");
    return ESCAPES[kind];
  }
}
