// Writes a case into the file it came from: lines whose content did not change stay
// as they were, with their comments and line breaks. Whatever changed is written
// anew by yaml-writer.mjs. The result is read again; where it would not say what
// the form says, the whole file is written anew instead.

import { pruned, restored } from "./state.mjs";
import { read } from "./yaml-reader.mjs";
import { block, entry, file, listed } from "./yaml-writer.mjs";

/**
 * A field or an entry of a list, as lines: the comments above it, and the rest.
 * @typedef {{ name: string, above: string[], own: string[] }} Chunk
 */

/** The file of a case: the text that was opened, with what changed; all anew where there is none. @param {Definition} definition @param {Block} data @param {string} opened */
export function kept(definition, data, opened) {
  if (!opened) return file(data, definition);
  const { root } = definition;
  try {
    const lines = opened.replace(/^\ufeff/, "").replaceAll("\r\n", "\n").replace(/\n+$/, "").split("\n");
    const text = `${new Keeper(definition).table(root, data, lines, 0).join("\n")}\n`;
    if (isSame(pruned(definition, root, restored(definition, root, read(text))), data)) return text;
  } catch {
    // a file of another layout than ours
  }
  return file(data, definition);
}

/** @param {unknown} one @param {unknown} other */
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
/** @param {string} line */
const indentOf = (line) => line.length - line.trimStart().length;
/** @param {string} line */
const isAside = (line) => /^ *(?:#.*)?$/u.test(line);

class Keeper {
  /** @param {Definition} definition */
  constructor(definition) {
    this.definition = definition;
  }

  /** The lines of a table that say `data`. @param {string} model @param {Block} data @param {string[]} lines @param {number} indent @returns {string[]} */
  table(model, data, lines, indent) {
    const { fields } = this.definition.models[model];
    const { chunks, below } = split(lines, indent, /^([A-Za-z_][\w-]*):(?: |$)/u);
    const written = [...chunks.filter(({ name }) => fields.some((field) => field.name === name))];
    for (const [place, field] of fields.entries()) {
      if (written.some(({ name }) => name === field.name) || data[field.name] === undefined || data[field.name] === field.preset) continue;
      // after the nearest field that comes before it in the format
      const earlier = fields.slice(0, place).map(({ name }) => name);
      const after = written.findLastIndex(({ name }) => earlier.includes(name));
      const own = entry(this.definition, field, data[field.name], indent);
      written.splice(after + 1, 0, { name: field.name, above: after < 0 && chunks.length ? chunks[0].above.splice(0) : [], own });
    }
    return [
      ...written.flatMap((chunk) => {
        const field = /** @type {Field} */ (fields.find(({ name }) => name === chunk.name));
        return data[field.name] === undefined ? [] : [...chunk.above, ...this.field(model, field, data[field.name], chunk.own, indent)];
      }),
      ...below,
    ];
  }

  /** @param {string} model @param {Field} field @param {any} value @param {string[]} own @param {number} indent @returns {string[]} */
  field(model, field, value, own, indent) {
    const before = pruned(this.definition, model, restored(this.definition, model, read(own.join("\n"))))[field.name];
    if (isSame(before, value)) return own;
    const [head, ...rest] = own;
    const first = rest.find((line) => !isAside(line));
    const isLaidOut = field.kind === "block" && first !== undefined && /: *(?:#.*)?$/u.test(head);
    if (!isLaidOut) return entry(this.definition, field, value, indent);
    const inside = indentOf(first);
    return [head, ...(field.many ? this.list(field, value, before, rest, inside) : this.table(field.model, value, rest, inside))];
  }

  /** @param {Field} field @param {Block[]} values @param {Block[]} before @param {string[]} lines @param {number} indent @returns {string[]} */
  list(field, values, before, lines, indent) {
    const { chunks, below } = split(lines, indent, /^(- )/u);
    const left = new Set(before.keys());
    const take = (/** @type {(place: number) => boolean} */ fits) => {
      const place = [...left].find(fits);
      if (place !== undefined) left.delete(place);
      return place;
    };
    const exact = values.map((value) => take((place) => isSame(before[place], value)));
    const places = values.map((value, at) => exact[at] ?? take((place) => (value.id === undefined ? place === at : before[place].id === value.id)));
    return [
      ...values.flatMap((value, at) => {
        const place = places[at];
        if (place === undefined) return listed(block(this.definition, field.model, value, indent + 2), indent);
        const { above, own } = chunks[place];
        return [...above, ...(exact[at] === undefined ? this.part(field.model, value, own, indent) : own)];
      }),
      ...below,
    ];
  }

  /** An entry of a list: a table whose first line begins with a dash. @param {string} model @param {Block} value @param {string[]} own @param {number} indent */
  part(model, value, [first, ...rest], indent) {
    const dash = /^ *- +/u.exec(first)?.[0] ?? "";
    const lines = this.table(model, value, [" ".repeat(dash.length) + first.slice(dash.length), ...rest], dash.length);
    const begins = lines.findIndex((line) => !isAside(line));
    return [...lines.slice(0, begins), `${" ".repeat(indent)}-${lines[begins].slice(indent + 1)}`, ...lines.slice(begins + 1)];
  }
}

/** Lines as chunks, each of which begins at an indent with what a pattern says. @param {string[]} lines @param {number} indent @param {RegExp} begins */
function split(lines, indent, begins) {
  /** @type {Chunk[]} */
  const chunks = [];
  /** @type {string[]} */
  let waiting = [];
  for (const line of lines) {
    const found = indentOf(line) === indent ? begins.exec(line.slice(indent)) : null;
    if (found) {
      chunks.push({ name: found[1], above: waiting, own: [line] });
      waiting = [];
    } else if (isAside(line) && indentOf(line) <= indent) waiting.push(line);
    else {
      if (!chunks.length) throw new Error("a line before the first field");
      /** @type {Chunk} */ (chunks.at(-1)).own.push(...waiting, line);
      waiting = [];
    }
  }
  return { chunks, below: waiting };
}
