// What the modules of all pages share: addresses of this site, elements, files to save.

const base = document.documentElement.dataset.base ?? ".";
const root = new URL(base.endsWith("/") ? base : `${base}/`, location.href);

/** The address of a path of this site, wherever the site lies. @param {string} path */
export const address = (path) => new URL(path, root).href;

/** The name a fragment asks for; empty where it cannot be decoded, as in "#%". @param {string} hash */
export function fragment(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

/**
 * An element with a class, attributes and children; children are nodes or text.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null | undefined>} options
 * @param {(Node | string | null | undefined)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, options = {}, ...children) {
  const { class: name, ...attributes } = options;
  const element = document.createElement(tag);
  if (name) element.className = String(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== null && child !== undefined && child !== "") element.append(child);
  return element;
}

/** The first element that fits a selector and must be there. @type {(selector: string, within?: ParentNode) => HTMLElement} */
export const part = (selector, within = document) => html(within.querySelector(selector));

/** Every element that fits a selector. @type {(selector: string, within?: ParentNode) => HTMLElement[]} */
export const parts = (selector, within = document) => [...within.querySelectorAll(selector)].map(html);

/** An element of HTML that must be there. @type {(element: unknown) => HTMLElement} */
export const html = (element) => /** @type {HTMLElement} */ (element);

/** The element around what an event is about; null where there is none. @type {(event: Event, selector: string) => HTMLElement | null} */
export const around = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

/**
 * Runs a function when calls have paused.
 * @template {unknown[]} T
 * @param {(...values: T) => void} run
 * @param {number} milliseconds
 */
export function pause(run, milliseconds) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return (/** @type {T} */ ...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...values), milliseconds);
  };
}

/** Give the person a text, or a blob, as a file. @param {string} name @param {string | Blob} content @param {string} [type] */
export function save(name, content, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` });
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Whether the text is on the clipboard now; outside https there is none. @param {string} text */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
