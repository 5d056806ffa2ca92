/* Writes the script and the licences of what is in it beside the portal's own scripts:
   npm ci && npm run build */
import { build } from "esbuild";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const STATIC = "../../src/ccsr/content/browser/static/vendor";

const made = await build({
  entryPoints: ["uppy.js"],
  outfile: `${STATIC}/uppy.js`,
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "CcsrUppy",
  target: ["es2022"],
  metafile: true,
  legalComments: "none",
  banner: { js: "/* See uppy.licences.txt; made of frontend/uppy by npm run build. */" },
});

const packages = new Set();
for (const path of Object.keys(made.metafile.inputs)) {
  const found = path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  if (found) packages.add(found[1]);
}
const licences = [...packages].sort().map(function (name) {
  const folder = `node_modules/${name}`;
  const about = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file && existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, "utf8") : "";
  return `${name} ${about.version} (${about.license})\n\n${text.trim()}\n`;
});
writeFileSync(`${STATIC}/uppy.licences.txt`, licences.join(`\n${"-".repeat(72)}\n\n`));
