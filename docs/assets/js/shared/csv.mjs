// CSV as spreadsheets write it. A cell that a spreadsheet would run as a
// formula gets an apostrophe in front, and loses it again when read. Some
// spreadsheets pass over blanks first, some take the wide signs too. And some part
// cells at semicolons or tabs, where a quotation mark inside a line holds nothing
// together: what follows such a sign, or a line break, is guarded like a beginning.

const RISKY = /^'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/;
const INSIDE = /([;\t\r\n])(?='*[^\S\t\r\n]*[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;
const GUARDED = /([;\t\r\n])'(?='*[^\S\t\r\n]*[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;

/** @param {string} text */
const unguard = (text) => (text.startsWith("'") && RISKY.test(text) ? text.slice(1) : text).replace(GUARDED, "$1");

/** One value as it stands in a file; nothing for what is not there. @param {unknown} value */
export const cell = (value) => {
  const text = String(value ?? "").replace(INSIDE, "$1'");
  const safe = RISKY.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) || /^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Rows of values as a file: with a mark for Excel, and the line ends of the standard. @param {unknown[][]} rows */
export const write = (rows) => `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

/** A file as rows of text. The separator is the one of the first line. @param {string} text */
export function read(text) {
  const body = text.replace(/^\ufeff/, "");
  const first = body.split(/\r?\n/, 1)[0];
  const separator = [",", ";", "\t"].sort((a, b) => first.split(b).length - first.split(a).length)[0];
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  let value = "";
  let quoted = false;
  let begun = false;
  const endCell = () => {
    row.push(unguard(value));
    [value, begun] = ["", false];
  };
  const endRow = () => {
    endCell();
    if (row.some((part) => part !== "")) rows.push(row);
    row = [];
  };
  for (let place = 0; place < body.length; place += 1) {
    const sign = body[place];
    if (quoted) {
      if (sign === '"' && body[place + 1] === '"') {
        value += '"';
        place += 1;
      } else if (sign === '"') quoted = false;
      else value += sign;
    } else if (sign === '"' && !begun) [quoted, begun] = [true, true];
    else if (sign === separator) endCell();
    else if (sign === "\n") endRow();
    else if (sign === "\r" && body[place + 1] === "\n") continue;
    else if (sign === "\r") endRow();
    else {
      value += sign;
      begun = true;
    }
  }
  if (value !== "" || row.length) endRow();
  return rows;
}
