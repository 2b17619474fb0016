import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { navigate, onNavigation, routes } from "../../../webapp/app/router.js";
import { page } from "./fake-page.mjs";

beforeEach(() => page.reset());

/** A click on a link, as the router sees it. */
function click(link, event = {}) {
  const target = Object.assign(new Element(), {
    closest: () => ({ origin: location.origin, search: "", hash: "", target: "", ...link }),
  });
  const clicked = Object.assign(new Event("click", { cancelable: true }), { button: 0, ...event });
  Object.defineProperty(clicked, "target", { value: target });
  document.dispatchEvent(clicked);
  return clicked.defaultPrevented;
}

test("navigation changes the address and notifies", () => {
  let changes = 0;
  const stop = onNavigation(() => changes++);

  navigate("/machines?add");
  navigate("/dashboard", { replace: true });
  dispatchEvent(new Event("popstate"));
  stop();
  navigate("/health");

  assert.deepEqual(page.visits, [
    ["push", "/machines?add"],
    ["replace", "/dashboard"],
    ["push", "/health"],
  ]);
  assert.equal(changes, 3);
});

test("a click on a link to a page of this application changes the page in place", () => {
  const stop = onNavigation(() => {});

  const prevented = click({ pathname: "/alerts", search: "?site=Kampala" });
  stop();

  assert.equal(prevented, true);
  assert.deepEqual(page.visits, [["push", "/alerts?site=Kampala"]]);
  assert.equal(click({ pathname: "/alerts" }), false, "not after the listener was removed");
});

test("other clicks are left to the browser", () => {
  const stop = onNavigation(() => {});
  const alerts = { pathname: "/alerts" };

  const prevented = [
    click(alerts, { ctrlKey: true }),
    click(alerts, { metaKey: true }),
    click(alerts, { shiftKey: true }),
    click(alerts, { altKey: true }),
    click(alerts, { button: 1 }),
    click({ ...alerts, target: "_blank" }),
    click({ ...alerts, hash: "#newest" }),
    click({ ...alerts, origin: "https://evil.example" }),
    click({ pathname: "/status/acme" }),
  ];
  stop();

  assert.ok(prevented.every((one) => one === false));
  assert.deepEqual(page.visits, []);
});

test("only the ways in are open without a session", () => {
  const open = Object.entries(routes).filter(([, route]) => route.open);

  assert.deepEqual(
    open.map(([path]) => path),
    ["/", "/invitation", "/signed-in", "/reset"],
  );
});
