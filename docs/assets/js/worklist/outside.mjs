// Assessments on their way: by a link, as a file, as text, on paper.

import { copyText, make, save } from "../index.mjs";
import { offer } from "./ask.mjs";
import { newId } from "./model.mjs";
import { button, report } from "./parts.mjs";
import { print } from "./print.mjs";
import { LONG, isShared, pack, unpack } from "./share.mjs";
import { fileName, fromFile, toCsv, toJson, toMarkdown } from "./transfer.mjs";

export class Outside {
  /** `panel` tells the person what came of it. */
  constructor(work, panel) {
    this.work = work;
    this.panel = panel;
    this.withAnswers = make("input", { type: "checkbox", id: "print-answers", autocomplete: "off" });
    this.element = this.#build();
    for (const part of document.querySelectorAll(".checklist-section")) {
      part.querySelector(".use-when").after(make("p", { class: "print-it" }, button("Print this section", () => print(part.dataset.section, this.withAnswers.checked), "quiet")));
    }
    window.addEventListener("hashchange", () => this.greet());
  }

  #build() {
    const file = make("input", { type: "file", id: "worklist-file", accept: ".json,.csv,application/json,text/csv" });
    file.addEventListener("change", () => this.#import(file));
    return make(
      "details",
      { class: "worklist__part" },
      make("summary", {}, "Share, export, import, print"),
      make("h3", {}, "Share by a link"),
      make("p", {}, "The link itself holds your answers to this list, with notes and names. They stand after the “#”, which is never sent to this site. Whoever has the link can read them."),
      make("div", { class: "button-row" }, button("Copy a link to these answers", () => this.#share())),
      make("h3", {}, "Take it along"),
      make("p", {}, "JSON holds the whole assessment, for another device. CSV and Markdown hold this list, for a spreadsheet or a wiki."),
      make("div", { class: "button-row" }, button("Export as JSON", () => this.#export("json")), button("Export as CSV", () => this.#export("csv")), button("Copy as Markdown", () => this.#markdown())),
      make("p", {}, make("label", { for: file.id }, "Import a file (JSON or CSV) that was exported here"), file),
      make("h3", {}, "Print"),
      make("p", {}, make("label", { class: "tick", for: this.withAnswers.id }, this.withAnswers, " Print my answers and notes")),
      make("div", { class: "button-row" }, button("Print the whole list", () => print("", this.withAnswers.checked))),
    );
  }

  #held() {
    const { assessment } = this.work;
    if (!assessment) this.panel.say("There is no answer yet.");
    return assessment;
  }

  async #share() {
    const assessment = this.#held();
    if (!assessment) return;
    const { origin, pathname } = location;
    const link = `${origin}${pathname}#${await pack(assessment, this.work.list.items.map(({ id }) => id))}`;
    const long = link.length > LONG ? ` It has ${link.length.toLocaleString("en")} characters, and some programs cut long links: a file is safer.` : "";
    if (await copyText(link)) this.panel.say(`Link copied.${long}`);
    else await offer(`Copy this link.${long}`, link);
  }

  #export(kind) {
    const assessment = this.#held();
    if (!assessment) return;
    const { list } = this.work;
    const name = fileName(assessment, list.id, kind);
    if (kind === "json") save(name, toJson(assessment), "application/json");
    else save(name, toCsv(assessment, list.items), "text/csv");
    this.panel.say(`Saved as ${name}.`);
  }

  async #markdown() {
    const assessment = this.#held();
    if (!assessment) return;
    const { list } = this.work;
    const text = toMarkdown(assessment, list.items, list.title);
    if (await copyText(text)) this.panel.say("Copied as Markdown.");
    else await offer("Copy this text", text);
  }

  async #import(field) {
    const [file] = field.files;
    if (!file) return;
    const text = await file.text().catch(() => "\0");
    field.value = "";
    const { assessment, read, skipped } = fromFile(text, file.name);
    if (!assessment) return this.panel.say("Nothing was imported.", report("", skipped));
    this.#take(assessment, `Imported “${assessment.name}”: ${read} ${read === 1 ? "answer" : "answers"}.`, skipped);
  }

  /** Add an assessment from outside beside the others; nothing is written over. */
  #take(assessment, said, skipped) {
    const { store } = this.work;
    const same = store.all().find((each) => JSON.stringify([each.name, each.ticks]) === JSON.stringify([assessment.name, assessment.ticks]));
    if (same) {
      this.work.choose(same.id);
      return this.panel.say(`You have “${same.name}” with these answers already. It is open now.`);
    }
    const taken = store.all().some(({ id }) => id === assessment.id);
    const kept = store.save(taken ? { ...assessment, id: newId() } : assessment);
    this.panel.say(said, skipped.length ? report(`${skipped.length} left out:`, skipped) : "");
    this.work.choose(kept.id);
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
      const number = Object.keys(assessment.ticks).length;
      this.panel.say(
        `This link holds “${assessment.name}” with ${number} ${number === 1 ? "answer" : "answers"}.`,
        make("div", { class: "button-row" }, button("Open it in this browser", () => {
          leave();
          this.#take(assessment, `“${assessment.name}” is open.`, skipped);
        }), button("Leave it", leave, "plain")),
      );
    } catch (error) {
      this.panel.say(error.message, button("Close", leave, "plain"));
    }
  }
}
