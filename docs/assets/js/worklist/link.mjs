// An assessment in a link. All of it stands after the "#", which browsers never
// send. It is compressed, and unpacked only up to a bound.

import { cleanAssessment } from "./model.mjs";

const NAME = "worklist";
const LARGEST = 400_000; // bytes unpacked
// Browsers take far longer links; what cuts them is the way. Excel and Outlook keep
// about 2,000 characters of a link, mail and chat about 8,000.
export const LONG = 2000;
export const LONGEST = 8000;

const FIELDS = ["state", "note", "owner", "due", "reason", "version", "wording", "on"];

/** The part of a link after "#", for the answers to the given checks; all answers where none are given. @param {Assessment} assessment @param {string[] | null} ids */
export async function pack(assessment, ids = null) {
  const ticks = Object.entries(assessment.ticks)
    .filter(([id]) => ids === null || ids.includes(id))
    .map(([id, tick]) => [id, ...FIELDS.map((name) => tick[name] ?? "")]);
  const bytes = new TextEncoder().encode(JSON.stringify([assessment.name, ticks]));
  const packed = await through(bytes, new CompressionStream("deflate-raw"), Infinity);
  return `${NAME}=1.${toText(packed)}`;
}

/** Whether the part of an address after "#" holds an assessment. @param {string} fragment */
export const isShared = (fragment) => fragment.startsWith(`${NAME}=`);

/** The assessment in a link, and what of it was left out. Fails with a sentence for a person. @param {string} fragment @returns {Promise<{ assessment: Assessment, skipped: string[] }>} */
export async function unpack(fragment) {
  const found = /^worklist=1\.([A-Za-z0-9_-]+)$/.exec(fragment);
  if (!found) throw new Error("The link is not whole, or was made by a newer version of this page.");
  let raw;
  try {
    const bytes = await through(fromText(found[1]), new DecompressionStream("deflate-raw"), LARGEST);
    raw = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Error("The link is not whole. Part of it may have been cut off on the way: ask for a file instead.");
  }
  const [name, rows] = Array.isArray(raw) ? raw : [];
  const ticks = Object.create(null);
  for (const row of Array.isArray(rows) ? rows : []) {
    if (Array.isArray(row)) ticks[typeof row[0] === "string" ? row[0] : "?"] = Object.fromEntries(FIELDS.map((field, place) => [field, row[place + 1]]));
  }
  return /** @type {{ assessment: Assessment, skipped: string[] }} */ (cleanAssessment({ name, ticks }));
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {CompressionStream | DecompressionStream} stream @param {number} most */
async function through(bytes, stream, most) {
  const writing = stream.writable.getWriter();
  const sent = writing.write(bytes).then(() => writing.close());
  sent.catch(() => {}); // the reader hears of it too
  const parts = [];
  let size = 0;
  for (const reader = stream.readable.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new Error("too large");
    }
    parts.push(value);
  }
  const all = new Uint8Array(size);
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}

/** @param {Uint8Array} bytes */
function toText(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} text */
const fromText = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
