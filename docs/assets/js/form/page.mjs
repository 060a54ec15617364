// The page of the form: loads what it needs, keeps the draft, and shows the
// file or the errors.

import { html, make, part } from "../shared/site.mjs";
import * as drafts from "./drafts.mjs";
import { Form } from "./form.mjs";
import { keepNothing, keepSoon } from "./autosave.mjs";
import { opener } from "./open-file.mjs";
import { isHeld } from "./publication.mjs";
import { result } from "./result.mjs";
import { meet } from "./tabs.mjs";
import { fresh, isTable, opened, pruned, restored } from "./state.mjs";
import { kept } from "./yaml-keeper.mjs";

const root = html(document.getElementById("case-form"));
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const titled = document.title;

/** What an address has, as data; fails where it does not come. @param {string} address @returns {Promise<any>} */
async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** A case of this site as data; null where there is none of this name. @param {string} id @returns {Promise<Block | null>} */
async function publishedCase(id) {
  return ID.test(id) ? json(`${root.dataset.caseData}${id}.json`).catch(() => null) : null;
}

async function start() {
  const asked = new URLSearchParams(location.search).get("case") ?? "";
  /** @type {Definition} */
  const definition = await json(root.dataset.definition ?? "");
  if (!asked) return new FormPage(definition, "", null).show();
  const published = await publishedCase(asked);
  if (published?.record.status === "withdrawn") return stop("This case was withdrawn, so it cannot be changed here.");
  if (!published) return stop("There is no such case on this site.");
  return new FormPage(definition, asked, published).show();
}

/** @param {string} why */
function stop(why) {
  const link = make("a", { href: location.pathname }, "Start with an empty form");
  root.replaceChildren(make("p", { class: "notice" }, `${why} `, link, "."));
}

/** The form with its draft, and what is made of it. */
class FormPage {
  /** @type {Promise<Choice[]> | null} */
  #cases = null;

  /**
   * @param {Definition} definition what the form is built from
   * @param {string} name the id of a published case, or ""
   * @param {Block | null} published that case
   * @param {{ state: Block, left: string[], text: string } | null} given what a file holds that was opened
   */
  constructor(definition, name, published, given = null) {
    this.definition = definition;
    this.name = name;
    this.published = published;
    this.given = given;
    this.kept = given ? null : drafts.load(name);
    this.state = given?.state ?? this.#begin();
    this.own = given ? (given.state.id ?? "") : (this.kept?.own ?? ""); // the name of a file that was opened is not taken: it is that file's
    /** The text of that file, of which unchanged lines stay. */
    this.text = given?.text ?? this.kept?.text ?? "";
    /** The file name that was agreed to. */
    this.confirmed = "";
    this.shared = make("div", {});
    this.live = make("div", { class: "visually-hidden", role: "status" });
    this.saved = make("span", {});
    this.place = make("div", {});
    this.summary = make("div", {});
    this.forget = make("button", { type: "button", class: "button--small" }, published ? "Start again from the published case" : "Delete this draft");
    this.forget.addEventListener("click", () => this.#forget());
    /** @type {FormSite} */
    this.site = {
      ...root.dataset,
      cases: () => (this.#cases ??= json(root.dataset.cases ?? "")),
      taken: (id) => !published && id !== this.own && (this.form.known ?? []).some(([known]) => known === id),
      say: (text) => (this.live.textContent = text),
      onChange: () => {
        outdate(this.place);
        keepSoon(() => this.#keep());
      },
    };
    this.form = new Form(definition, this.state, this.site);
  }

  /** The kept draft, or else the published case, or an empty one. */
  #begin() {
    const { definition, kept, published } = this;
    if (isTable(kept?.state)) return restored(definition, definition.root, kept.state);
    return published ? opened(definition, definition.root, published) : newCase(definition);
  }

  /** Finds the published case that the form changes, so that the form can say what the change needs. */
  async #compare() {
    const { definition, form, published } = this;
    const id = this.own || this.name;
    const found = published?.id === id ? published : await publishedCase(id);
    form.before = found && pruned(definition, definition.root, opened(definition, definition.root, found));
    form.refresh();
  }

  /** Put the form on the page. */
  show() {
    const { form, published, given } = this;
    const element = this.#element(form.build());
    form.show();
    form.cases().then(() => form.known && form.refresh());
    this.#compare();
    if (published) part("#form-title").textContent = `Change “${published.title}”`;
    const open = opener(this.definition, (read) => {
      keepNothing();
      drafts.save(this.name, read.state, { own: read.state.id ?? "", text: read.text });
      new FormPage(this.definition, this.name, published, read).show();
      part("#opened").focus();
    });
    meet(this.name, (isShared) => this.shared.replaceChildren(...(isShared ? [sharedNotice()] : [])));
    root.replaceChildren(this.#notice(), this.shared, ...(given ? [openedNotice(given.left)] : []), open, element, this.live);
  }

  /** @param {HTMLElement[]} steps */
  #element([first, ...rest]) {
    const { form } = this;
    const button = make("button", { type: "submit", class: "button--primary" }, "Check and make the file");
    const element = make(
      "form",
      { novalidate: true, "aria-labelledby": "form-title" },
      this.summary,
      first,
      make("p", { class: "enough" }, "That is enough for a draft. You or others can add the rest later."),
      make("div", { class: "steps" }, make("h2", { class: "steps__title" }, "Everything else"), make("p", { class: "field__hint" }, "Open the parts that you know something about."), ...rest),
      form.distance,
      make("div", { class: "button-row form-end" }, button),
      this.place,
    );
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#finish();
    });
    // Enter in a single line would send the form before anybody wants it
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
    });
    return element;
  }

  #keep() {
    const done = drafts.save(this.name, this.state, { own: this.own, text: this.text });
    this.saved.textContent = done ? `Kept at ${new Date().toTimeString().slice(0, 5)}.` : "This browser does not keep drafts. Download the file before you leave.";
  }

  #forget() {
    if (!this.forget.dataset.asked) {
      this.forget.dataset.asked = "yes";
      this.forget.textContent = "Yes, delete what I typed";
      this.site.say(this.forget.textContent);
      return;
    }
    keepNothing();
    drafts.remove(this.name);
    location.reload();
  }

  #finish() {
    const { form, place } = this;
    const errors = form.check();
    this.summary.replaceChildren(...(errors ? [errors] : []));
    document.title = errors ? `Error: ${titled}` : titled;
    if (errors) {
      errors.append(anyway(() => this.#written()));
      place.replaceChildren();
      errors.scrollIntoView({ block: "start" });
      errors.focus({ preventScroll: true });
      return;
    }
    const section = result(this.#written(), form.data(), this.site, {
      isHeld: isHeld(this.definition, form.data()),
      isPublished: Boolean(this.published),
      later: form.unpublished(),
      isNamed: Boolean(this.published) || [this.own, this.confirmed].includes(form.data().id),
      onName: () => (this.confirmed = form.data().id),
      rename: () => form.nodes.get("id")?.focus(),
    });
    place.replaceChildren(section);
    section.scrollIntoView({ block: "start" });
    part("h2", section).focus({ preventScroll: true });
  }

  /** Where the file of a case can be had, if that is known. @param {string} id */
  #source(id) {
    const { repo, branch } = this.site;
    return repo ? [" (", make("a", { href: `${repo}/blob/${branch}/cases/${id}.yml`, rel: "noopener nofollow" }, "from the repository"), ")"] : [];
  }

  /** The text of the file as it stands. */
  #written() {
    return kept(this.definition, this.form.data(), this.text);
  }

  #notice() {
    const { kept, published } = this;
    const lines = [make("p", {}, "What you type is kept in this browser, on this device, until you delete it. Nothing is sent anywhere. ", this.saved)];
    if (kept) lines.unshift(make("p", {}, make("strong", {}, `Your draft of ${new Date(kept.saved).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })} is back.`)));
    if (published) {
      lines.push(
        make("p", {}, "The form contains the published case. A substantive change needs an entry under “Corrections”, in the last step; the form says so before it makes the file."),
        ...(this.text ? [] : [make("p", {}, "The form rewrites the whole file, and its comments are lost. To keep every line that you do not change, open the file itself", ...this.#source(published.id), " below.")]),
      );
    }
    return make("div", { class: "form-notice" }, ...lines, make("div", { class: "button-row" }, this.forget));
  }
}

/** What became of a file that was opened. @param {string[]} left */
function openedNotice(left) {
  const names = left.length ? ` Left out, because no field here takes it: ${left.join(", ")}.` : "";
  return make("p", { class: "notice", id: "opened", tabindex: "-1" }, `The file is open. Lines that you do not change stay as they are, with their comments.${names}`);
}

/** Takes away a file that no longer says what the form says, so that nobody hands in the older one. @param {HTMLElement} place */
function outdate(place) {
  if (!place.querySelector(".result")) return;
  place.replaceChildren(make("p", { class: "notice", role: "status" }, "You have changed something since the file was made. Check again to update it."));
}

/** The file as it is, mistakes and all: nobody loses what they typed. @param {() => string} written */
function anyway(written) {
  const area = make("textarea", { id: "unfinished", class: "result__file", readonly: true, rows: 12 });
  const fold = make("details", {}, make("summary", {}, "Take the file with its mistakes"), make("label", { for: "unfinished", class: "field__sublabel" }, "The file so far"), area);
  const fill = () => (area.value = written());
  fold.addEventListener("toggle", fill);
  fill();
  return fold;
}

const sharedNotice = () =>
  make("p", { class: "notice", role: "alert" }, "This draft is also open in another tab or window. Both are kept in the same place, so what you type last replaces what was typed in the other. Close one of them before you go on.");

/** @param {Definition} definition */
function newCase(definition) {
  const state = fresh(definition, definition.root);
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  if (state.record) state.record.created = today;
  return state;
}

start().catch((error) => {
  console.error(error);
  root.classList.add("case-form--failed"); // shows the two other ways, which stand in the page
});
