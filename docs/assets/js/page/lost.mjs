// An address that leads nowhere is tried again as it was most likely meant:
// in small letters, and a citation such as "v1.0.0-VET-03" as the check it names.

const base = document.documentElement.dataset.base ?? "/";
const root = new URL(base.endsWith("/") ? base : `${base}/`, location.href);
const path = decoded(location.pathname).slice(root.pathname.length);

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURI(text);
  } catch {
    return text; // not a sound address; it stays lost
  }
}

const CITATION = /^(?:(embed\/)?checks\/)?v(\d+\.\d+\.\d+)-([a-z]{3}-\d{2,3})\/?$/;

function meant() {
  const small = path.toLowerCase().replace(/([^/])$/, (end) => (path.includes(".") && !CITATION.test(path.toLowerCase()) ? end : `${end}/`));
  const cited = CITATION.exec(path.toLowerCase());
  if (cited) return `${cited[1] ?? ""}checks/${cited[3]}/${cited[1] ? "" : `#v${cited[2]}`}`;
  return small === path ? "" : small + location.search + location.hash;
}

const target = meant();
if (target) {
  const there = new URL(target, root);
  // A path can be an address itself, as in "/HTTPS://ELSEWHERE/": that leads nowhere.
  const answer = there.href.startsWith(root.href) ? await fetch(there, { method: "HEAD" }).catch(() => null) : null;
  if (answer?.ok) location.replace(there);
}
