// An embedded page. Its colours: "?theme=light" or "?theme=dark" fits it to the
// page around it; without it, or without scripts, the system's choice holds.
// Its height: the page around it is told, whenever it changes, so that it can
// make the frame as high. Nothing else is said, and nothing is listened to.
{
  const root = document.documentElement;
  const theme = new URLSearchParams(location.search).get("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  let told = 0;
  const tell = () => {
    const height = Math.ceil(root.getBoundingClientRect().height);
    if (height !== told) parent.postMessage({ casebook: "height", height: (told = height) }, "*");
  };
  if (parent !== window) new ResizeObserver(tell).observe(root);
}
