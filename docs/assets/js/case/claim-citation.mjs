// The citation of one claim, made from what its page says: the same sentence as in
// the table of claims. It names the status, so that nobody reads the claim as our word.

/** The sentence for a claim of this page; `whole` is the citation of the case. */
export function cite(claim, whole) {
  const said = words(claim.querySelector(".claim__text"));
  const outcome = claim.querySelector(".claim__outcome");
  // "Decided" alone could be read as upheld.
  const decided = outcome ? `; outcome: ${words(outcome).replace(/^Outcome:\s*/, "")}` : "";
  const status = claim.querySelector(".claim__status .status").textContent.trim().toLowerCase();
  const start = whole.indexOf("\u201c");
  const end = whole.lastIndexOf(". Licence:");
  const told = whole.slice(start, end);
  // A citation has an address only where the site has one of its own.
  const [, title, page] = told.match(/^(.*?)(?:, (https?:\S+))?$/s);
  const address = (page ?? location.origin + location.pathname) + "#" + claim.id;
  return `${whole.slice(0, start)}claim \u201c${said}\u201d (status: ${status}${decided}), in ${title}, ${address}${whole.slice(end)}`;
}

function words(element) {
  const text = element.cloneNode(true);
  for (const link of text.querySelectorAll(".anchor")) link.remove();
  return text.textContent.trim().replace(/\.+$/, "");
}
