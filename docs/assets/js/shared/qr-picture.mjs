// A QR code as a picture, for slides. It is drawn from the code that paper has: in whole
// pixels, black on white, with the margin that readers of codes need.

import { parts, save } from "./site.mjs";

const SIDE = 1000; // pixels at least, enough for a wall

/** Give the person a code, an SVG element, as a PNG file. @param {SVGSVGElement} code @param {string} name */
export async function savePicture(code, name) {
  const modules = code.viewBox.baseVal.width;
  const scale = Math.ceil(SIDE / modules);
  const canvas = new OffscreenCanvas(modules * scale, modules * scale);
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(scale, scale);
  for (const path of code.querySelectorAll("path")) pen.stroke(new Path2D(path.getAttribute("d") ?? ""));
  save(name, await canvas.convertToBlob());
}

for (const button of parts("[data-code-picture]")) {
  button.addEventListener("click", () => savePicture(/** @type {SVGSVGElement} */ (document.querySelector("svg.code")), button.dataset.codePicture ?? ""));
}
