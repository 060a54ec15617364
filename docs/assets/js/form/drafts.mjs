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

/** Keeps a draft; false where the browser does not. */
export function save(name, state) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ saved: new Date().toISOString(), state }));
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
