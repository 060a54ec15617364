// Two tabs with the same draft keep it in one place, and the later one wins. They
// hear of each other here, so that each can say so.

/** @type {BroadcastChannel | undefined} */
let channel;
let again = () => {};

/** Calls back with true when another tab has the same draft open, and with false when it may have closed. @param {string} name @param {(isShared: boolean) => void} onChange */
export function meet(name, onChange) {
  if (!("BroadcastChannel" in globalThis)) return;
  leave();
  again = () => meet(name, onChange);
  const own = new BroadcastChannel(`casebook:draft:${name}`);
  own.addEventListener("message", ({ data }) => {
    onChange(data !== "gone");
    if (data !== "here") own.postMessage(data === "gone" ? "open" : "here"); // a third tab may be there still
  });
  own.postMessage("open");
  channel = own;
}

function leave() {
  channel?.postMessage("gone");
  channel?.close();
  channel = undefined;
}

addEventListener("pagehide", leave);
addEventListener("pageshow", ({ persisted }) => persisted && again()); // a page that comes back from the browser's memory
