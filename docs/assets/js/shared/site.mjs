// What the modules of all pages share: addresses of this site, elements, files to save.

const base = document.documentElement.dataset.base ?? ".";
const root = new URL(base.endsWith("/") ? base : `${base}/`, location.href);

/** The address of a path of this site, wherever the site lies. */
export const address = (path) => new URL(path, root).href;

/** The name a fragment asks for; empty where it cannot be decoded, as in "#%". */
export function fragment(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

/** An element with a class, attributes and children; children are nodes or text. */
export function make(tag, options = {}, ...children) {
  const { class: name, ...attributes } = options;
  const element = document.createElement(tag);
  if (name) element.className = name;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Runs a function when calls have paused. */
export function pause(run, milliseconds) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...values), milliseconds);
  };
}

/** Give the person a text, or a blob, as a file. */
export function save(name, content, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` });
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Whether the text is on the clipboard now; outside https there is none. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
