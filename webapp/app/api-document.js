/** The page /docs/api: the OpenAPI document of the server, by tags. */
import { html, nothing, render } from "../lib/lit-html.js";

/**
 * @typedef {{ $ref?: string, type?: unknown, description?: string, properties?: Record<string, Schema>, required?: string[], items?: Schema, enum?: unknown[], pattern?: string, maxLength?: number, minimum?: number, maximum?: number }} Schema
 * @typedef {{ $ref?: string, description?: string, content?: Record<string, { schema?: Schema }> }} Message
 * @typedef {{ name: string, in: string, required?: boolean, description?: string, schema?: Schema }} Parameter
 * @typedef {{ tags?: string[], summary?: string, parameters?: Parameter[], requestBody?: Message, responses?: Record<string, Message>, security?: Record<string, unknown>[] }} Operation
 * @typedef {Record<string, Operation> & { parameters?: Parameter[] }} PathItem
 * @typedef {{ info: { title: string, description?: string }, paths: Record<string, PathItem>, tags?: { name: string, description?: string }[], components: Record<string, Record<string, any>> }} ApiDocument
 * @typedef {{ path: string, method: string, operation: Operation, parameters: Parameter[] }} Route
 */

const METHODS = ["get", "post", "put", "patch", "delete"];

const main = /** @type {HTMLElement} */ (document.getElementById("api"));

/** @param {ApiDocument} api @returns {Route[]} */
function routes(api) {
  return Object.entries(api.paths)
    .flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]).map((method) => ({
        path,
        method,
        operation: item[method],
        parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])],
      })),
    )
    .sort((a, b) => a.path.localeCompare(b.path) || METHODS.indexOf(a.method) - METHODS.indexOf(b.method));
}

/** Follows a reference within the document. @param {ApiDocument} api @param {any} value @returns {any} */
function resolve(api, value) {
  const path = value?.$ref?.split("/") ?? [];
  return path.length === 4 ? api.components[path[2]]?.[path[3]] : value;
}

/** A schema as the JSON that it describes. @param {ApiDocument} api @param {Schema | undefined} reference @param {number} depth @returns {string} */
function outline(api, reference, depth = 0) {
  const schema = /** @type {Schema | undefined} */ (resolve(api, reference));
  if (!schema) return "any";
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.items) return `[${outline(api, schema.items, depth)}, …]`;
  if (schema.properties && depth < 5) {
    const indent = "  ".repeat(depth + 1);
    const fields = Object.entries(schema.properties).map(
      ([name, field]) => `${indent}${name}${schema.required?.includes(name) ? "" : "?"}: ${outline(api, field, depth + 1)}`,
    );
    return `{\n${fields.join("\n")}\n${"  ".repeat(depth)}}`;
  }
  const bounds = [
    schema.maxLength && `≤ ${schema.maxLength} characters`,
    schema.minimum !== undefined && `≥ ${schema.minimum}`,
    schema.maximum !== undefined && `≤ ${schema.maximum}`,
    schema.description,
  ].filter(Boolean);
  return [String(schema.type ?? "any"), ...bounds].join(", ");
}

/** @param {ApiDocument} api @param {string} title @param {Message | undefined} reference */
function message(api, title, reference) {
  const described = /** @type {Message | undefined} */ (resolve(api, reference));
  if (!described) return nothing;
  const [type, body] = Object.entries(described.content ?? {})[0] ?? [];
  return html`<h4>${title}${described.description ? ` · ${described.description}` : ""}</h4>
    ${body?.schema ? html`<pre aria-label=${type}>${outline(api, body.schema)}</pre>` : nothing}`;
}

/** @param {ApiDocument} api @param {Route} route */
function operation(api, { path, method, operation, parameters }) {
  return html`<details>
    <summary><code class="method">${method.toUpperCase()}</code> <code>${path}</code> <span>${operation.summary}</span></summary>
    ${operation.security?.length === 0 ? html`<p>No token needed.</p>` : nothing}
    ${
      parameters.length
        ? html`<ul>${parameters.map((one) => html`<li><code>${one.name}</code> (${one.in}${one.required ? ", required" : ""}) ${one.description}</li>`)}</ul>`
        : nothing
    }
    ${message(api, "Body", operation.requestBody)}
    ${Object.entries(operation.responses ?? {}).map(([status, response]) =>
      message(api, status === "default" ? "Errors" : status, response),
    )}
  </details>`;
}

/** @param {ApiDocument} api */
function page(api) {
  const all = routes(api);
  return html`<h1>${api.info.title} REST API</h1>
    <p>${api.info.description}</p>
    <p><a href="/openapi">OpenAPI document</a></p>
    ${(api.tags ?? []).map(
      (tag) => html`<section>
        <h2>${tag.name}</h2>
        <p>${tag.description}</p>
        ${all.filter((route) => route.operation.tags?.includes(tag.name)).map((route) => operation(api, route))}
      </section>`,
    )}`;
}

try {
  const response = await fetch("/openapi?format=JSON", { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const api = await response.json();
  main.replaceChildren();
  render(page(api), main);
} catch (error) {
  main.textContent = `The API document could not be loaded: ${error instanceof Error ? error.message : error}`;
}
