// Copying text: by a call, and by buttons that name what they copy (data-copy-text).

/** Whether the text is on the clipboard now; outside https there is none. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

for (const element of document.querySelectorAll(".needs-script")) element.hidden = false;

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy-text]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copyText);
  button.dataset.label ??= button.textContent;
  if (await copyText(source.textContent)) button.textContent = "Copied";
  else {
    getSelection().selectAllChildren(source);
    button.textContent = "Press Ctrl+C to copy it";
  }
  setTimeout(() => (button.textContent = button.dataset.label), 4000);
});
