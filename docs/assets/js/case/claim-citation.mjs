// The citation of one claim: that of its case, with the claim in it, as in the table
// of claims. It names the status, so that nobody reads the claim as our word.

/** The sentence for a claim of this page; `whole` is the element with the citation of the case. */
export function cite(claim, whole) {
  const outcome = claim.querySelector("[data-outcome]");
  const status = claim.querySelector(".claim__status .status").textContent.trim().toLowerCase();
  // "Decided" alone could be read as upheld.
  const decided = outcome ? `; outcome: ${words(outcome)}` : "";
  const sentence = whole.cloneNode(true);
  const work = sentence.querySelector("[data-cited]");
  work.prepend(`claim \u201c${words(claim.querySelector(".claim__text"))}\u201d (status: ${status}${decided}), in `);
  // A citation has an address only where the site has one of its own.
  const address = sentence.querySelector("[data-address]");
  if (address) address.append(`#${claim.id}`);
  else work.append(`, ${location.origin}${location.pathname}#${claim.id}`);
  return sentence.textContent.trim();
}

function words(element) {
  const text = element.cloneNode(true);
  for (const link of text.querySelectorAll(".anchor")) link.remove();
  return text.textContent.trim().replace(/\.+$/, "");
}
