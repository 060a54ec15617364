// Opens the folds around what an address points at, and the one below the heading that
// it points at. Without this module most browsers open the former by themselves.

import { fragment } from "../shared/site.mjs";

function open() {
  const target = document.getElementById(fragment(location.hash));
  const below = target?.nextElementSibling;
  let fold = below?.matches("details.fold") ? below : target?.closest("details");
  const isOpen = !fold?.parentElement?.closest("details:not([open])") && fold?.matches("[open]");
  if (!fold || isOpen) return;
  for (; fold; fold = fold.parentElement?.closest("details")) fold.setAttribute("open", "");
  target?.scrollIntoView();
}

addEventListener("hashchange", open);
open();
