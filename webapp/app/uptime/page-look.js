import { html, nothing } from "../../lib/lit-html.js";
import { textValue } from "../parts/form.js";
import { applyAccent, formatted } from "../status/appearance.js";
import { update } from "./admin-api.js";
import { editDialog } from "./edit-dialog.js";

/** @typedef {import("./admin-api.js").Page} Page */

const LARGEST_BYTES = 128 * 1024;
const HINT = "Markdown: **bold**, *italic*, `code`, lists and [links](https://…).";

/**
 * Edits how a page looks, and where it is: texts, colours, logo and host name, with a preview in both themes.
 *
 * @param {import("./admin-api.js").AdminStore} store @param {Page} page
 */
export function editLook(store, page) {
  const look = { intro: page.intro ?? "", footer: page.footer ?? "", light: page.accentLight ?? "", dark: page.accentDark ?? "" };
  /** @type {{ source: string | undefined, content?: string | null, problem: string }} */
  const logo = { source: page.logoUrl, problem: "" };
  return editDialog(store, {
    name: "page-appearance",
    title: `Appearance of ${page.name}`,
    button: "Save",
    names: ["intro", "footer", "accentLight", "accentDark", "logo", "host"],
    fields: ({ labelled, grouped, redraw }) => {
      /** @param {keyof typeof look} name */
      const typed =
        (name) =>
        (/** @type {any} */ { target }) => {
          look[name] = target.value;
          redraw();
        };
      return html`
      ${labelled("intro", "Introduction", html`<textarea name="intro" rows="3" maxlength="2000" .value=${page.intro ?? ""} @input=${typed("intro")}></textarea>`, HINT)}
      ${labelled("footer", "Footer", html`<textarea name="footer" rows="2" maxlength="1000" .value=${page.footer ?? ""} @input=${typed("footer")}></textarea>`)}
      ${grouped("logo", logoField(logo, redraw), "PNG, JPEG, WebP or GIF, up to 128 KiB. It is shown 44 pixels high, beside the name.")}
      <div class="pair">
        ${labelled("accentLight", "Accent, light theme", colorField("accentLight", page.accentLight, "#0f5f7d", typed("light")), "For links. Leave empty for the default.")}
        ${labelled("accentDark", "Accent, dark theme", colorField("accentDark", page.accentDark, "#7cc7e3", typed("dark")))}
      </div>
      ${labelled("host", "Host name", html`<input name="host" maxlength="253" value=${page.host ?? ""} placeholder="status.example.org" autocapitalize="none" spellcheck="false">`, "The page is then also at this address, and nothing else is. Point its DNS record, and a certificate, at your proxy first.")}
      ${preview(page.name, look, logo.source)}`;
    },
    submit: async (form) => {
      if (logo.problem) throw new Error(logo.problem);
      await update("status-pages", page.id, {
        ...Object.fromEntries(
          ["intro", "footer", "accentLight", "accentDark", "host"].map((name) => [name, textValue(form, name) || null]),
        ),
        ...(logo.content !== undefined && { logo: logo.content }),
      });
    },
    done: `Appearance of ${page.name} saved.`,
  });
}

/** @param {string} name @param {string | undefined} value @param {string} example @param {(event: any) => void} typed */
const colorField = (name, value, example, typed) =>
  html`<input name=${name} maxlength="7" value=${value ?? ""} placeholder=${example} spellcheck="false" @input=${typed}>`;

/** @param {{ source: string | undefined, content?: string | null, problem: string }} logo @param {() => void} redraw */
function logoField(logo, redraw) {
  const chosen = async (/** @type {any} */ { target }) => {
    const [file] = target.files;
    if (!file) return;
    logo.problem = file.size > LARGEST_BYTES ? "The logo may have 128 KiB at most. Choose a smaller file." : "";
    if (!logo.problem) {
      logo.source = await dataUrl(file);
      logo.content = logo.source.slice(logo.source.indexOf(",") + 1);
    }
    redraw();
  };
  const removed = () => {
    Object.assign(logo, { source: undefined, content: null, problem: "" });
    redraw();
  };
  return html`<label class="field"><span>Logo</span><input type="file" accept="image/png,image/jpeg,image/webp,image/gif" @change=${chosen}></label>
    ${logo.problem ? html`<small class="field-error" role="alert">${logo.problem}</small>` : nothing}
    ${logo.source ? html`<button class="button small" type="button" @click=${removed}>Remove logo</button>` : nothing}`;
}

/** @param {Blob} file @returns {Promise<string>} */
const dataUrl = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

/** Links of a preview lead nowhere: what was entered would be lost. @param {any} event */
const stay = (event) => {
  if (event.target.closest("a")) event.preventDefault();
};

/** @param {string} name @param {{ intro: string, footer: string, light: string, dark: string }} look @param {string | undefined} logo */
export function preview(name, { intro, footer, light, dark }, logo) {
  const color = (/** @type {string} */ text) => (/^#[0-9a-f]{6}$/i.test(text) ? text : undefined);
  /** Sets the colours once the element is there: a style in the markup is forbidden by the policy of the page. */
  const colored = (/** @type {Element | undefined} */ element) =>
    element && applyAccent({ accentLight: color(light), accentDark: color(dark) }, /** @type {HTMLElement} */ (element));
  requestAnimationFrame(() => document.querySelectorAll(".look-sample").forEach(colored));
  return html`<div class="outline" role="group" aria-label="Preview"><p class="picker-label">Preview</p><div class="look" @click=${stay}>${[
    "light",
    "dark",
  ].map(
    (theme) => html`<div class="look-sample" data-theme=${theme} data-testid="look-${theme}">
      <p class="look-name">${logo ? html`<img src=${logo} alt="" height="32">` : nothing}<strong>${name}</strong></p>
      ${intro ? formatted(intro) : nothing}
      <p>A text with <a href="/status">a link</a></p>
      ${footer ? html`<div class="quiet">${formatted(footer)}</div>` : nothing}</div>`,
  )}</div></div>`;
}
