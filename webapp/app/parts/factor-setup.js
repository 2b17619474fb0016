import { html } from "../../lib/lit-html.js";
import "./copy-field.js";

/** @typedef {{ secret: string, uri: string, qr: { size: number, path: string } }} FactorSetup */

/** What an authenticator app needs, as a QR code and as text. @param {FactorSetup} setup */
export const factorSetup = ({
  secret,
  uri,
  qr,
}) => html`<p>Scan this code with an authenticator app, then enter the code that it shows.</p>
  <svg class="qr" viewBox="0 0 ${qr.size} ${qr.size}" role="img" aria-label="QR code for your authenticator app">
    <rect width="100%" height="100%" fill="#fff"></rect><path d=${qr.path} fill="#000" shape-rendering="crispEdges"></path>
  </svg>
  <p class="quiet">On this device? <a href=${uri}>Open your app</a>, or enter this key there:</p>
  <p class="secret"><code data-testid="factor-secret">${secret.replace(/(.{4})(?=.)/g, "$1 ")}</code></p>`;

/** An input for a code. @param {boolean} [recovery] whether a recovery code is accepted as well */
export const codeInput = (recovery = true) =>
  html`<input name="code" required maxlength="40" inputmode=${recovery ? "text" : "numeric"} autocomplete="one-time-code"
    autocapitalize="none" spellcheck="false" autofocus data-testid="factor-code">`;

/** The recovery codes, which are shown once. @param {string[]} codes */
export const recoveryCodes = (
  codes,
) => html`<p>Keep these recovery codes in a safe place. Each lets you sign in once without your app.
    You won’t be able to see them again.</p>
  <ul class="recovery-codes" data-testid="recovery-codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
  <hg-copy label="Recovery codes" .text=${codes.join("\n")}></hg-copy>`;

/** @param {any} error @param {(error: any) => string} other */
export const codeRefusal = (error, other) => {
  if (error?.code === "WRONG_CODE") return "Incorrect code. Enter the code that your app shows now.";
  if (error?.code === "INVALID_CHALLENGE") return "This sign-in took too long. Go back and start again.";
  return other(error);
};
