// Packs the SDK into target/, installs the archive in an empty folder, and compiles and imports there what docs/sdk.md shows.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const sdk = new URL("webapp/sdk/", root);
const target = new URL("target/", root);
const consumer = new URL("sdk-consumer/", target);
const text = (/** @type {string} */ path) => readFileSync(new URL(path, root), "utf8");
const npm = (/** @type {string[]} */ ...options) =>
  execFileSync("npm", [...options, "--silent"], { cwd: consumer, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

function require(condition, message) {
  if (!condition) throw new Error(message);
}

const { version, exports: entries } = JSON.parse(text("webapp/sdk/package.json"));
const release = /<artifactId>heliograph<\/artifactId>\s*<version>([^<]+)</.exec(text("pom.xml"))?.[1];
require(version === release, `webapp/sdk/package.json has version ${version}, pom.xml ${release}`);
require(text("webapp/sdk/LICENSE") === text("LICENSE"), "webapp/sdk/LICENSE is not the LICENSE of the repository");

rmSync(consumer, { recursive: true, force: true });
mkdirSync(consumer, { recursive: true });
const [{ filename, files }] = JSON.parse(npm("pack", "--json", "--pack-destination", fileURLToPath(target), fileURLToPath(sdk)));
const packed = new Set(files.map(({ path }) => `./${path}`));
for (const entry of Object.values(entries))
  for (const file of typeof entry === "string" ? [entry] : Object.values(entry)) require(packed.has(file), `not packed: ${file}`);
writeFileSync(new URL("package.json", consumer), '{ "private": true, "type": "module" }\n');
npm("install", "--offline", "--no-audit", "--no-fund", fileURLToPath(new URL(filename, target)));

const examples = [...text("docs/sdk.md").matchAll(/^```(\w+) (\S+)\n([\s\S]*?)^```$/gm)].map(([, , name, code]) => ({ name, code }));
const compiled = examples.filter(({ name }) => name.endsWith(".ts"));
require(compiled.length > 0, "docs/sdk.md has no example in TypeScript");
for (const { name, code } of compiled) writeFileSync(new URL(name, consumer), code);
for (const [module, resolution] of [
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
]) {
  const options = { strict: true, noEmit: true, module, moduleResolution: resolution, target: "es2022", lib: ["es2022", "dom"] };
  const config = new URL("tsconfig.json", consumer);
  writeFileSync(config, JSON.stringify({ compilerOptions: { ...options, types: [] }, files: compiled.map(({ name }) => name) }));
  execFileSync(fileURLToPath(new URL("node_modules/.bin/tsc", import.meta.url)), ["-p", fileURLToPath(config)], { stdio: "inherit" });
}

const names = Object.keys(entries).map((path) => path.replace(".", "@heliograph/sdk"));
const imports = names.filter((name) => !name.endsWith(".json")).map((name) => `await import(${JSON.stringify(name)});`);
execFileSync("node", ["--input-type=module", "--eval", imports.join("\n")], { cwd: consumer, stdio: "inherit" });
