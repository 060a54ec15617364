// Drafts are kept in this browser and nowhere else. Where it keeps nothing
// (some private windows), the form works all the same and says so.

const PREFIX = "casebook:draft:";

/** The draft of a case ("" for a new one), or null. @param {string} name @returns {{ saved: string, state: unknown, own?: string, text?: string } | null} */
export function load(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null");
  } catch {
    return null;
  }
}

/** Keeps a draft, with the name and the text of the file that it was opened from; false where the browser does not. @param {string} name @param {Block} state @param {{ own: string, text: string }} file */
export function save(name, state, { own, text }) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ saved: new Date().toISOString(), state, own, text }));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
export function remove(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // nothing was kept
  }
}
