// The menu of narrow screens lies over the page. So it closes when the focus goes
// on below it, and with Escape; without this module, where it was opened.

const menu = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details.menu"));

menu?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
});
menu?.addEventListener("focusout", ({ relatedTarget }) => {
  // A browser that gives links no focus tells of none.
  if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
});
