// The quiz inside a learning platform (SCORM 1.2). The platform puts an object
// named API into a window above or before this one; without it the quiz still
// works, and nothing is recorded.
(() => {
  "use strict";
  const MOST_PARENTS = 20;

  function above(start) {
    let here = start;
    for (let step = 0; step < MOST_PARENTS; step += 1) {
      if (here.API) return here.API;
      if (!here.parent || here.parent === here) return null;
      here = here.parent;
    }
    return null;
  }

  function platform() {
    try {
      return above(window) ?? (window.opener ? above(window.opener) : null);
    } catch {
      return null; // a frame of another origin hides its windows
    }
  }

  const api = platform();
  const began = Date.now();
  let open = api?.LMSInitialize("") === "true";

  function set(values) {
    if (!open) return;
    for (const [name, value] of Object.entries(values)) api.LMSSetValue(name, String(value));
    api.LMSCommit("");
  }

  function clock(milliseconds) {
    const seconds = Math.round(milliseconds / 1000);
    const pair = (number) => String(number).padStart(2, "0");
    return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${pair(Math.floor(seconds / 60) % 60)}:${pair(seconds % 60)}`;
  }

  function leave() {
    if (!open) return;
    set({ "cmi.core.session_time": clock(Date.now() - began) });
    api.LMSFinish("");
    open = false;
  }

  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  const { title, questions } = window.QUIZ;
  const form = document.getElementById("quiz");
  const result = document.getElementById("result");
  document.title = title;
  document.getElementById("title").textContent = title;

  const blocks = questions.map((question, place) => {
    const name = `q${place}`;
    const choices = question.answers.map((answer) =>
      make("label", {}, make("input", { type: "radio", name, value: answer.status, required: "" }), ` ${answer.label}`),
    );
    const note = make("div");
    form.append(make("fieldset", {}, make("legend", {}, `${place + 1} of ${questions.length}`), make("p", {}, question.text), ...choices, note));
    return { name, question, note };
  });
  const button = make("button", { type: "submit" }, "Show what became of them");
  form.append(button);

  if (open && api.LMSGetValue("cmi.core.lesson_status") === "not attempted") set({ "cmi.core.lesson_status": "incomplete" });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = new FormData(form);
    let right = 0;
    for (const { name, question, note } of blocks) {
      const correct = question.answers.find((answer) => answer.right);
      const hit = given.get(name) === correct.status;
      right += hit ? 1 : 0;
      const link = make("a", { href: question.link, target: "_blank", rel: "noopener" }, "Read the case");
      note.className = "note";
      note.replaceChildren(make("b", {}, hit ? "Yes: " : "No. It is "), `${correct.label.toLowerCase()}. ${question.why} Source: ${question.source}. `, link);
    }
    result.textContent = `${right} of ${questions.length} right.`;
    result.focus();
    set({
      "cmi.core.score.min": 0,
      "cmi.core.score.max": 100,
      "cmi.core.score.raw": Math.round((100 * right) / questions.length),
      "cmi.core.lesson_status": "completed",
    });
  });
  addEventListener("pagehide", leave);
})();
