// Drafts are kept in this browser and nowhere else. Where it keeps nothing
// (some private windows), the form works all the same and says so.

const PREFIX = "casebook:draft:";

/** The draft of a case ("" for a new one), or null. */
export function load(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

/** Keeps a draft, and the name of the file that it was opened from; false where the browser does not. */
export function save(name, state, own = "") {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ saved: new Date().toISOString(), state, own }));
    return true;
  } catch {
    return false;
  }
}

export function remove(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // nothing was kept
  }
}
