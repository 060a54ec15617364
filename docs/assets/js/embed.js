// Colours of an embedded page: "?theme=light" or "?theme=dark" fits it to the
// page around it. Without it, or without scripts, the system's choice holds.
{
  const theme = new URLSearchParams(location.search).get("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}
