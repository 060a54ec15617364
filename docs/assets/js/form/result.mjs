// The end of the form: the file, and the ways to hand it in.

import { copyText, make } from "../shared/site.mjs";
import { isHeld } from "./publication.mjs";
import { file } from "./yaml-writer.mjs";

const LONGEST_ADDRESS = 7500; // code hosts refuse addresses beyond about 8,000 signs

/**
 * @param {Definition} definition what the form is built from
 * @param {Block} data the case as it stands in the file
 * @param {FormSite} site `repo`, `branch`, `contact`, `nobody`, `contribute`; empty where there is none
 * @param {boolean} published whether the case is on the site already
 * @param {Element[]} later what is missing before it can be published, and what is advised
 */
export function result(definition, data, site, published, later) {
  const text = file(data, definition);
  const name = `cases/${data.id ?? "case"}.yml`;
  const area = make("textarea", { id: "form-file", class: "result__file", readonly: true, rows: Math.min(24, text.split("\n").length), spellcheck: "false" });
  area.value = text;
  const told = make("span", { role: "status" });
  return make(
    "section",
    { class: "result" },
    make("h2", { tabindex: "-1" }, "Your file is ready"),
    make("p", {}, "It goes into the casebook as ", make("code", {}, name), isHeld(definition, data) ? "." : ". It is a valid draft, and stays one until somebody else has read it."),
    ...later,
    make("div", { class: "button-row" }, download(text, name), copy(area, told), told),
    make("label", { for: area.id, class: "field__sublabel" }, "The file"),
    area,
    make("h3", {}, "Hand it in"),
    make("p", {}, "Read it once more for names first: of people who acted in private, in texts, titles of sources and ids."),
    make("ul", {}, ...ways(text, name, site, published, copy(area, told))),
    make("p", {}, make("a", { href: `${site.contribute}#what-happens-to-your-change` }, "What happens to it then")),
  );
}

/** @param {string} text @param {string} name */
function download(text, name) {
  const link = make("a", { class: "button button--primary", download: name.split("/")[1] }, "Download the file");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  return link;
}

/** @param {HTMLTextAreaElement} area @param {HTMLElement} told */
function copy(area, told) {
  const button = make("button", { type: "button" }, "Copy the text");
  button.addEventListener("click", async () => {
    const isCopied = await copyText(area.value);
    if (!isCopied) area.focus();
    if (!isCopied) area.select();
    told.textContent = isCopied ? "Copied." : "The text is selected: copy it with your keyboard.";
  });
  return button;
}

/** @param {string} text @param {string} name @param {FormSite} site @param {boolean} published @param {HTMLElement} copyButton */
function ways(text, name, site, published, copyButton) {
  const found = [];
  if (site.repo && published) {
    const link = make("a", { href: `${site.repo}/edit/${site.branch}/${name}`, rel: "noopener nofollow" }, "open the file of this case in the repository");
    found.push(make("li", {}, "With an account there: copy the text, ", link, ", and replace everything in it. Comments in the old file are lost."));
  } else if (site.repo) found.push(newFile(text, name, site, copyButton));
  const where = site.contact.includes("@") ? make("a", { href: `mailto:${site.contact}?subject=${encodeURIComponent(`A case: ${name}`)}` }, site.contact) : site.contact || site.nobody;
  found.push(make("li", {}, "Without an account: download the file and send it to ", where, "."));
  found.push(make("li", {}, "With git: put it into ", make("code", {}, "cases/"), " and follow ", make("a", { href: `${site.contribute}first-case/#9-hand-it-in` }, "your first case"), "."));
  return found;
}

/** @param {string} text @param {string} name @param {FormSite} site @param {HTMLElement} copyButton */
function newFile(text, name, site, copyButton) {
  const empty = `${site.repo}/new/${site.branch}?filename=${encodeURIComponent(name)}`;
  const whole = `${empty}&value=${encodeURIComponent(text)}`;
  const link = (/** @type {string} */ href, /** @type {string} */ words) => make("a", { href, rel: "noopener nofollow" }, words);
  if (whole.length <= LONGEST_ADDRESS) {
    return make("li", {}, "With an account there: ", link(whole, "open a new file in the repository, filled with this text"), ", and propose it.");
  }
  return make("li", {}, "With an account there: the file is too long for a link that carries it. Copy the text, ", link(empty, "open an empty new file in the repository"), ", and paste it there. ", copyButton);
}
