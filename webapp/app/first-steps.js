/**
 * The answer of `GET /api/first-steps`: what there is now. A step that is null is not for this user.
 *
 * @typedef {{ administrator: boolean | null, machine: boolean | null, monitor: boolean | null, monitor_on_page: boolean | null,
 *   alert: boolean | null, colleague: boolean | null, pending_invitations: number }} Facts
 *
 * @typedef {{ id: string, title: string, done: boolean, hint: string, action: string, href: string }} Step `hint`: about a step that is not
 *   done; `href`: empty while another step must be done before
 */

/**
 * The steps that a user can do, in their order.
 *
 * @param {Facts} facts
 * @param {{ administrator: boolean, organization: boolean }} user whether they administer the installation, and have an organisation
 * @returns {Step[]}
 */
export function steps(facts, { administrator, organization }) {
  const invited = facts.pending_invitations;
  /** @type {(Omit<Step, "done"> & { done: boolean | null })[]} */
  const all = [
    {
      id: "administrator",
      title: "An administrator",
      done: facts.administrator,
      hint: "You administer this installation without an account of your own here. Give an account the role Administrator.",
      action: "Choose an account",
      href: "/accounts",
    },
    {
      id: "organization",
      title: "An organisation",
      done: administrator ? organization : null,
      hint: "Machines and members belong to an organisation.",
      action: "Create organisation",
      href: "/account?add",
    },
    {
      id: "machine",
      title: "The first machine",
      done: administrator && !organization ? false : facts.machine,
      hint: "Run one command on a machine, and see it here.",
      action: "Add machine",
      href: organization ? "/machines?add" : "",
    },
    {
      id: "monitor",
      title: "The first monitor on a status page",
      done: facts.monitor_on_page,
      hint: facts.monitor
        ? "There is a monitor, and no status page shows it yet."
        : "A service, script or job that reports regularly, and the page on which its state is seen.",
      action: facts.monitor ? "Show it on a page" : "Add monitor",
      href: facts.monitor ? "/status-pages?show=pages" : "/status-pages?show=monitors&add",
    },
    {
      id: "alert",
      title: "The first alert on the wall",
      done: facts.alert,
      hint: "Connect Alertmanager, Grafana, Zabbix or a script, or send one with curl.",
      action: "Connect a system",
      href: "/integrations?client=curl&send=alert",
    },
    {
      id: "colleague",
      title: "A colleague",
      done: administrator && !organization ? false : facts.colleague,
      hint:
        invited > 0
          ? `${invited === 1 ? "One invitation is" : `${invited} invitations are`} not accepted yet.`
          : "Invite somebody who looks after this with you.",
      action: "Invite a colleague",
      href: organization ? "/members?add" : "",
    },
  ];
  return /** @type {Step[]} */ (all.filter(({ done }) => done !== null));
}
