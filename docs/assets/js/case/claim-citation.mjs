// The citation of one claim: that of its case, with the claim in it, as in the table
// of claims. It names the status, so that nobody reads the claim as our word.

import { html, part } from "../shared/site.mjs";

/** The sentence for a claim of this page; `whole` is the element with the citation of the case. @param {HTMLElement} claim @param {HTMLElement} whole */
export function cite(claim, whole) {
  const outcome = claim.querySelector("[data-outcome]");
  const status = part(".claim__status .status", claim).textContent.trim().toLowerCase();
  // "Ruled on" alone could be read as upheld.
  const decided = outcome ? `; outcome: ${words(outcome)}` : "";
  const sentence = html(whole.cloneNode(true));
  const work = part("[data-cited]", sentence);
  work.prepend(`claim \u201c${words(part(".claim__text", claim))}\u201d (status: ${status}${decided}), in `);
  // A citation has an address only where the site has one of its own. The claim has its page.
  const address = sentence.querySelector("[data-address]");
  const page = part(".claim__text a:not(.anchor)", claim).getAttribute("href") ?? "";
  if (address) address.textContent = new URL(page, address.textContent).href;
  else work.append(`, ${new URL(page, `${location.origin}${location.pathname}`)}`);
  return sentence.textContent.trim();
}

/** @param {Element} element */
function words(element) {
  const text = html(element.cloneNode(true));
  for (const link of text.querySelectorAll(".anchor")) link.remove();
  return text.textContent.trim().replace(/\.+$/, "");
}
