// Leads a reader from an old address to the new one and keeps the fragment,
// which a meta refresh would drop. The new address stands in the canonical
// link's sibling anchor; it is read once the page is there.
document.addEventListener("DOMContentLoaded", () => {
  const to = document.getElementById("to");
  if (to) location.replace(to.getAttribute("href") + location.hash);
});
