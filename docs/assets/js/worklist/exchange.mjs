// Assessments on their way: by a link, as a file, as text, on paper.

import { savePicture } from "../shared/qr-picture.mjs";
import { copyText, make, part, parts, save } from "../shared/site.mjs";
import { choose, offer } from "./dialogs.mjs";
import { freeName, namedAlike, newId } from "./model.mjs";
import { button, report } from "./parts.mjs";
import { everyItem, loadMap } from "./page.mjs";
import { print } from "./print.mjs";
import { LONG, LONGEST, isShared, pack, unpack } from "./link.mjs";
import { fileName, readFile, toCsv, toJson, toMarkdown } from "./files.mjs";

export class Outside {
  /** `panel` tells the person what came of it. @param {import("./main.mjs").Worklist} work @param {import("./panel.mjs").Panel} panel */
  constructor(work, panel) {
    this.work = work;
    this.panel = panel;
    this.all = make("input", { type: "radio", name: "worklist-scope", id: "scope-all", autocomplete: "off" });
    this.here = make("input", { type: "radio", name: "worklist-scope", id: "scope-list", autocomplete: "off", checked: true });
    this.scope = make("fieldset", { class: "worklist__scope", hidden: true }, make("legend", {}, "What to include in the link, CSV or Markdown"), scopeLabel(this.here, "My answers to this list"), scopeLabel(this.all, "The whole assessment: my answers to all lists"));
    this.element = this.#build();
    for (const section of parts(".checklist-section")) {
      const name = section.dataset.section ?? "";
      const code = /** @type {HTMLElement | null} */ (section.querySelector("[data-code]"));
      part(".use-when", section).after(
        make(
          "p",
          { class: "print-it" },
          button("Print this section", () => this.#print(name), "quiet"),
          code && button("QR code as a picture", () => this.#picture(code.dataset.code ?? "", name), "quiet"),
        ),
      );
    }
    window.addEventListener("hashchange", () => this.greet());
  }

  #build() {
    const file = make("input", { type: "file", id: "worklist-file", multiple: true, accept: ".json,.csv,application/json,text/csv" });
    file.addEventListener("change", () => this.#import(file));
    return make(
      "details",
      { class: "worklist__part" },
      make("summary", {}, "Share, export, import, print"),
      this.scope,
      make("h3", {}, "Share by a link"),
      make("p", {}, "The link itself holds your answers, with notes and names. They are after the “#”, which is never sent to this site. Anyone who has the link can read them."),
      make("div", { class: "button-row" }, button("Copy a link to these answers", () => this.#share())),
      make("h3", {}, "Take it along"),
      make("p", {}, "JSON always holds the whole assessment, for another device. CSV and Markdown are for a spreadsheet or a wiki."),
      make("div", { class: "button-row" }, button("Export as JSON", () => this.#export("json")), button("Export as CSV", () => this.#export("csv")), button("Copy as Markdown", () => this.#markdown())),
      make("p", {}, make("label", { for: file.id }, "Import files that were exported here (JSON or CSV), or our sheet that you filled in (saved as CSV). Several at once become several assessments."), file),
      make("h3", {}, "Print"),
      make("div", { class: "button-row" }, button("Print the whole list", () => this.#print(""))),
    );
  }

  #held() {
    const { assessment } = this.work;
    if (!assessment) this.panel.say("There is no answer yet.");
    return assessment;
  }

  /** Offer all lists where the assessment has answers to others than this one. */
  show() {
    const ids = Object.keys(this.work.assessment?.ticks ?? {});
    this.scope.hidden = ids.every((id) => id.startsWith(this.work.list.code));
  }

  get #whole() {
    return !this.scope.hidden && this.all.checked;
  }

  /** What goes along: its checks, its title, and a word for the name of a file; null where it cannot be had. */
  async #chosen() {
    const { list } = this.work;
    if (!this.#whole) return { items: list.items, title: list.title, word: list.id };
    const map = await loadMap(list.mapUrl);
    if (map) return { items: everyItem(map), title: "All checklists", word: "all-lists" };
    this.panel.say("The other lists could not be loaded. Try again, or export as JSON, which needs nothing more.");
    return null;
  }

  async #share() {
    const assessment = this.#held();
    if (!assessment) return;
    const { origin, pathname } = location;
    const ids = this.#whole ? null : this.work.list.items.map(({ id }) => id);
    const link = `${origin}${pathname}#${await pack(assessment, ids)}`;
    const length = `${link.length.toLocaleString("en")} characters`;
    if (link.length > LONGEST) {
      const save = button("Export as JSON", () => this.#export("json"));
      return this.panel.say(`The link would have ${length}. Mail and chat cut links of more than ${LONGEST.toLocaleString("en")}, so it was not copied. Send a file instead.`, make("div", { class: "button-row" }, save));
    }
    const long = link.length > LONG ? ` It has ${length}. Excel and Outlook cut links of more than ${LONG.toLocaleString("en")}: a file is safer there.` : "";
    if (await copyText(link)) this.panel.say(`Link copied${this.#whole ? ", with the whole assessment" : ""}.${long}`);
    else await offer(`Copy this link.${long}`, link);
  }

  /** Print a section, or all where none is named; ask how where it has answers, since a room may want it blank. @param {string} section */
  async #print(section) {
    const { name = "", ticks = {} } = this.work.assessment ?? {};
    const answered = this.work.list.items.some((item) => item.id in ticks && (!section || item.section.includes(section)));
    const how = answered ? await choose("Print", `“${name}” has answers here.`, PAPERS) : "blank";
    if (how) await print(section, how === "filled" ? name : "");
  }

  /** @param {"json" | "csv"} kind */
  async #export(kind) {
    const assessment = this.#held();
    if (!assessment) return;
    const chosen = kind === "json" ? { word: this.work.list.id, items: [] } : await this.#chosen();
    if (!chosen) return;
    const name = fileName(assessment, chosen.word, kind);
    if (kind === "json") save(name, toJson(assessment), "application/json");
    else save(name, toCsv(assessment, chosen.items), "text/csv");
    this.panel.say(`Saved as ${name}.`);
  }

  async #markdown() {
    const assessment = this.#held();
    const chosen = assessment && (await this.#chosen());
    if (!assessment || !chosen) return;
    const text = toMarkdown(assessment, chosen.items, chosen.title);
    if (await copyText(text)) this.panel.say("Copied as Markdown.");
    else await offer("Copy this text", text);
  }

  /** The code of a section, which is a file; the page has none of its text. @param {string} address @param {string} section */
  async #picture(address, section) {
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) return this.panel.say("The QR code could not be loaded. Try again.");
    const code = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
    await savePicture(/** @type {any} */ (code), `${this.work.list.id}-${section}-qr.png`);
  }

  /** @param {HTMLInputElement} field */
  async #import(field) {
    const files = [...(field.files ?? [])];
    if (!files.length) return;
    const read = await Promise.all(files.map((file) => readFile(file)));
    field.value = "";
    const brought = read.map(({ assessment, skipped }) => {
      if (!assessment) return { id: "", said: "Nothing was imported.", part: report("", skipped) };
      return this.#take(assessment, (name) => `Imported “${name}”: ${told(assessment)}.`, skipped);
    });
    if (brought.length === 1) this.panel.say(brought[0].said, brought[0].part);
    else {
      const lines = brought.map(({ said, part }, place) => make("li", {}, `${files[place].name}: ${said}`, part));
      this.panel.say(`${brought.filter(({ id }) => id).length} of ${brought.length} files are here:`, make("ul", {}, ...lines));
    }
    const last = brought.findLast(({ id }) => id);
    if (last) this.work.choose(last.id);
  }

  /**
   * Add an assessment from outside beside the others: nothing is written over, and no two have one
   * name. Gives its id, the sentence that `said` makes of its name, and what was left out.
   * @param {Assessment} assessment @param {(name: string) => string} said @param {string[]} skipped
   */
  #take(assessment, said, skipped) {
    const { store } = this.work;
    const all = store.all();
    const same = all.find(({ name, ticks }) => namedAlike(name, assessment.name) && JSON.stringify(ticks) === JSON.stringify(assessment.ticks));
    if (same) return { id: same.id, said: `You have “${same.name}” with these answers already. It is open now.`, part: "" };
    const name = freeName(assessment.name, all.map((each) => each.name));
    const taken = all.some(({ id }) => id === assessment.id);
    const { id } = store.save({ ...assessment, name, id: taken ? newId() : assessment.id });
    return { id, said: said(name), part: skipped.length ? report(`${skipped.length} left out:`, skipped) : "" };
  }

  /** A link that holds answers: say so, and ask before anything is kept. */
  async greet() {
    const fragment = location.hash.slice(1);
    if (!isShared(fragment)) return;
    const leave = () => {
      history.replaceState(null, "", location.pathname + location.search);
      this.panel.hush();
    };
    try {
      const { assessment, skipped } = await unpack(fragment);
      this.panel.say(
        `This link holds “${assessment.name}” with ${told(assessment)}.`,
        make("div", { class: "button-row" }, button("Open it in this browser", () => {
          leave();
          const { id, said, part } = this.#take(assessment, (name) => `“${name}” is open.`, skipped);
          this.panel.say(said, part);
          this.work.choose(id);
        }), button("Leave it", leave, "plain")),
      );
    } catch (error) {
      this.panel.say(/** @type {Error} */ (error).message, button("Close", leave, "plain"));
    }
    this.panel.note.scrollIntoView({ block: "center" }); // what the link leads to; on a phone it is below the first screen
  }
}

const PAPERS = [
  { value: "filled", label: "With my answers and notes" },
  { value: "blank", label: "Blank, to fill in by hand" },
];

/** @param {HTMLInputElement} box @param {string} text */
const scopeLabel = (box, text) => make("label", { class: "tick", for: box.id }, box, ` ${text}`);

/** How many answers there are, and to how many lists where it is more than one. @param {Assessment} assessment */
function told({ ticks }) {
  const ids = Object.keys(ticks);
  const lists = new Set(ids.map((id) => id.split("-")[0])).size;
  return `${ids.length} ${ids.length === 1 ? "answer" : "answers"}${lists > 1 ? ` to ${lists} lists` : ""}`;
}
