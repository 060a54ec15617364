// The end of the form: the file, and the ways to hand it in.

import { copyText, make, part } from "../shared/site.mjs";

const LONGEST_ADDRESS = 7500; // code hosts refuse addresses beyond about 8,000 signs

/**
 * @param {string} text the file
 * @param {Block} data the case as it stands there
 * @param {FormSite} site `repo`, `branch`, `contact`, `nobody`, `contribute`; empty where there is none
 * @param {{ isHeld: boolean, isPublished: boolean, later: Element[], isNamed: boolean, onName: () => void, rename: () => void }} more
 *   whether the case is meant to be published, and is; what is missing before it can be published, and what is
 *   advised; whether the name of the file is agreed to, what to do when it is, and the way to another
 */
export function result(text, data, site, { isHeld, isPublished, later, isNamed, onName, rename }) {
  const name = `cases/${data.id ?? "case"}.yml`;
  const rest = () => handing(text, name, site, isPublished);
  const place = make("div", {}, ...(isNamed ? rest() : []));
  if (!isNamed) {
    const agree = () => {
      onName();
      place.replaceChildren(...rest());
      part("a.button", place).focus();
    };
    place.append(naming(name, agree, rename));
  }
  return make(
    "section",
    { class: "result" },
    make("h2", { tabindex: "-1" }, "Your file is ready"),
    make("p", {}, "It goes into the casebook as ", make("code", {}, name), isHeld ? "." : ". It is a valid draft, and stays one until somebody else has read it."),
    ...later,
    place,
  );
}

/** Asks once whether a file may be called so. @param {string} name @param {() => void} agree @param {() => void} rename */
function naming(name, agree, rename) {
  const [keep, change] = ["Use this name", "Change the name"].map((words) => make("button", { type: "button" }, words));
  keep.addEventListener("click", agree);
  change.addEventListener("click", rename);
  const why = "The name is also the address of the page, which cannot change once the case is published. It should say who or what and the year, and must not name a private individual.";
  return make("div", { class: "notice" }, make("p", {}, "Is ", make("code", {}, name), " the right name for the file?"), make("p", {}, why), make("div", { class: "button-row" }, keep, change));
}

/** The file, and the ways to hand it in. @param {string} text @param {string} name @param {FormSite} site @param {boolean} isPublished */
function handing(text, name, site, isPublished) {
  const area = make("textarea", { id: "form-file", class: "result__file", readonly: true, rows: Math.min(24, text.split("\n").length), spellcheck: "false" });
  area.value = text;
  const told = make("span", { role: "status" });
  return [
    make("div", { class: "button-row" }, download(text, name), copy(area, told), told),
    make("label", { for: area.id, class: "field__sublabel" }, "The file"),
    area,
    make("h3", {}, "Hand it in"),
    make("p", {}, "First, read it once more for names of private individuals, including in source titles and ids."),
    make("ul", {}, ...ways(text, name, site, isPublished, copy(area, told))),
    make("p", {}, make("a", { href: `${site.contribute}#what-happens-to-your-change` }, "What happens to it then")),
  ];
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
    found.push(make("li", {}, "With an account there: copy the text, ", link, ", and replace everything in it."));
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
