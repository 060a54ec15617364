// The way to the search box in the header. What the box needs is loaded when
// somebody goes to it, so that no first view pays for it. Until then, and
// without this module, it is a plain form that leads to /search/.

const COMBOBOX = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-site-search]"));
if (form) wait(form);

/** @param {HTMLFormElement} form */
function wait(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const hint = form.querySelector("kbd");
  // Set before the box works, so that a screen reader says what it is on the way in.
  for (const [name, value] of Object.entries(COMBOBOX)) input.setAttribute(name, value);
  hint?.setAttribute("aria-hidden", "true");
  if (hint) hint.hidden = !matchMedia("(hover: hover) and (min-width: 60rem)").matches;

  async function load() {
    const before = input.value;
    const box = await import("./box.mjs").catch(() => null); // the network is gone
    if (!box) {
      for (const name of Object.keys(COMBOBOX)) input.removeAttribute(name);
      return;
    }
    box.start(form);
    if (input.value !== before) input.dispatchEvent(new Event("input")); // typed meanwhile
  }

  input.addEventListener("focus", load, { once: true });
  if (document.activeElement === input) input.dispatchEvent(new Event("focus"));
  document.addEventListener("keydown", (event) => {
    if ((event.key !== "/" && event.key !== "s") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
