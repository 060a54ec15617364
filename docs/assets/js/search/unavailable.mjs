// What a reader is told where a search cannot be answered: that this copy of the
// site was made without an index, or that something did not come over the network.

import { forgetIndex } from "./index.mjs";
import { address, make } from "../shared/site.mjs";

const ENTRY = "pagefind/pagefind-entry.json"; // the first file of every index

const asked = () => fetch(address(ENTRY), { cache: "no-store" });

/** Whether "nothing found" may only mean that the files of the index do not come. */
export const isCutOff = () => asked().then(() => false, () => true);

/** What to tell, as elements; a button calls `again` where that may help. The next search loads the index anew. @param {() => void} again @returns {Promise<HTMLElement[]>} */
export async function noIndex(again) {
  forgetIndex();
  const isMissing = await asked().then(({ status }) => status === 404, () => false);
  const list = make("p", {}, "The list of ", make("a", { href: address("cases/") }, "all cases"), " can be searched without it.");
  if (isMissing) {
    return [make("p", {}, "This copy of the site has no search. The full build makes it (make site), the live preview (make serve) does not."), list];
  }
  const button = make("button", { type: "button" }, "Try again");
  button.addEventListener("click", () => {
    button.textContent = "Trying again …";
    again();
  });
  return [make("p", {}, "The search could not be loaded. Perhaps you are offline."), make("p", {}, button), list];
}
