import assert from "node:assert/strict";
import test from "node:test";
import { auth } from "../../../webapp/sdk/auth.js";

const ANSWER = { token: "t", refresh_token: "r", expires_in: 60, user: { id: "1" }, organizations: [] };

/** @param {Record<string, any>} answers by path */
function client(answers) {
  /** @type {any[]} */
  const calls = [];
  /** @type {any} */
  let kept = { refresh_token: "old" };
  const rest = {
    /** @param {string} path @param {any} body @param {any} options */
    async post(path, body, options) {
      calls.push([path, body, options]);
      return answers[path];
    },
  };
  const session = {
    read: () => kept,
    clear: () => (kept = null),
    /** @param {any} answer */
    write: (answer) => (kept = answer),
  };
  return { ...auth(/** @type {any} */ ({ rest, session })), calls, kept: () => kept };
}

test("signing out says where the browser signs out at the provider, and only for its sessions", async () => {
  const there = client({ "/api/auth/logout": { logout_url: "https://id.example/logout" } });
  assert.equal(await there.auth.logout(), "https://id.example/logout");
  assert.equal(there.kept(), null);

  assert.equal(await client({ "/api/auth/logout": {} }).auth.logout(), undefined);
  assert.equal(await client({}).auth.logout(), undefined);
});

test("completing a sign-in sends what came back without a token and keeps the session", async () => {
  const { auth, calls, kept } = client({ "/api/auth/oidc": ANSWER });

  await auth.completeProvider({ state: "s", code: "c" });

  assert.deepEqual(calls, [["/api/auth/oidc", { state: "s", code: "c" }, { anonymous: true }]]);
  assert.equal(kept().token, "t");
});

test("linking sends what came back and the password as the signed-in user and leaves the session", async () => {
  const { auth, calls, kept } = client({});

  await auth.linkProvider({ state: "s", code: "c" }, "secret");

  assert.deepEqual(calls, [["/api/auth/oidc/link", { state: "s", code: "c", current_password: "secret" }, undefined]]);
  assert.equal(kept().refresh_token, "old");
});
