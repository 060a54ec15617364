// The menu of narrow screens lies over the page. So it closes when the focus goes
// on below it, and with Escape; without this module, where it was opened.

const menu = document.querySelector("details.menu");

menu?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.firstElementChild.focus();
});
menu?.addEventListener("focusout", ({ relatedTarget }) => {
  // A browser that gives links no focus tells of none.
  if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false;
});
