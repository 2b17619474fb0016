/** @type {[kind: string, label: string, acts: [act: string, label: string][]][]} what the server records, by kind, in the words of its users */
export const kinds = [
  [
    "sign-in",
    "Sign-ins",
    [
      ["sign-in", "Sign-in"],
      ["sign-in.lock", "Sign-in locked"],
    ],
  ],
  [
    "session",
    "Sessions",
    [
      ["session.refresh", "Session renewal"],
      ["session.reuse", "Copied session ended"],
      ["session.end", "Sign-out"],
      ["session.end-all", "Sign-out on all devices"],
      ["session.end-others", "Sign-out of other sessions"],
    ],
  ],
  [
    "password",
    "Passwords",
    [
      ["password.change", "Password change"],
      ["password.reset", "Password reset"],
      ["password.reset-request", "Reset link requested by mail"],
    ],
  ],
  [
    "factor",
    "Two-factor authentication",
    [
      ["factor.enable", "Two-factor authentication on"],
      ["factor.disable", "Two-factor authentication off"],
      ["factor.recovery-codes", "New recovery codes"],
    ],
  ],
  ["device", "Known devices", [["device.remove", "Known device removed"]]],
  [
    "account",
    "Accounts",
    [
      ["account.update", "Account changed"],
      ["account.delete", "Account deleted"],
      ["account.unlock", "Account unlocked"],
      ["account.reset-link", "Reset link created"],
      ["account.reset-factor", "Two-factor authentication reset"],
      ["account.end-sessions", "Sessions of an account ended"],
      ["account.link", "Linked to single sign-on"],
      ["account.link-permit", "Link to single sign-on allowed"],
      ["account.unlink", "Link to single sign-on removed"],
      ["account.by-setting", "Administrator set by the server"],
    ],
  ],
  [
    "organization",
    "Organisations",
    [
      ["organization.create", "Organisation created"],
      ["organization.update", "Organisation renamed"],
      ["organization.delete", "Organisation deleted"],
    ],
  ],
  [
    "member",
    "Members",
    [
      ["member.add", "Member added or invited"],
      ["member.update", "Role of a member changed"],
      ["member.remove", "Member removed"],
    ],
  ],
  [
    "invitation",
    "Invitations",
    [
      ["invitation.accept", "Invitation accepted"],
      ["invitation.revoke", "Invitation revoked"],
    ],
  ],
  [
    "auth-key",
    "Auth keys",
    [
      ["auth-key.create", "Auth key created"],
      ["auth-key.revoke", "Auth key revoked"],
    ],
  ],
  [
    "machine",
    "Machines",
    [
      ["machine.register", "Machine registered"],
      ["machine.create", "Machine added"],
      ["machine.update", "Machine changed"],
      ["machine.delete", "Machine deleted"],
    ],
  ],
  [
    "screen-token",
    "Wall screens",
    [
      ["screen-token.create", "Wall screen added"],
      ["screen-token.revoke", "Wall screen revoked"],
    ],
  ],
  [
    "api-token",
    "API tokens",
    [
      ["api-token.create", "API token created"],
      ["api-token.revoke", "API token revoked"],
    ],
  ],
  [
    "alert",
    "Alerts",
    [
      ["alert.create", "Alert created"],
      ["alert.acknowledge", "Alert acknowledged"],
      ["alert.resolve", "Alert resolved"],
      ["alert.refusals-clear", "Refused reports cleared"],
    ],
  ],
  [
    "uptime",
    "Monitors and status pages",
    [
      ["uptime.create", "Created"],
      ["uptime.update", "Changed"],
      ["uptime.delete", "Deleted"],
      ["uptime.remove-subscriber", "Subscriber by mail removed"],
    ],
  ],
  [
    "notice",
    "Incidents and maintenances",
    [
      ["notice.create", "Notice published"],
      ["notice.update", "Notice changed"],
      ["notice.delete", "Notice deleted"],
      ["notice.add-update", "Update added to a notice"],
      ["notice.delete-update", "Update of a notice deleted"],
    ],
  ],
  [
    "node",
    "Servers",
    [
      ["node.drain", "Server draining started"],
      ["node.undrain", "Server draining stopped"],
    ],
  ],
  ["socket", "Connections", [["socket.disconnect", "Connection closed"]]],
  [
    "announcement",
    "Announcements",
    [
      ["announcement.create", "Announced"],
      ["announcement.delete", "Announcement deleted"],
    ],
  ],
  ["test-event", "Test events", [["test-event.publish", "Test event published"]]],
];

const acts = new Map(kinds.flatMap(([, , list]) => list));

/** @type {Record<string, string>} */
const reasons = {
  INVALID_CREDENTIALS: "wrong email or password",
  RATE_LIMITED: "too many attempts",
  TOO_MANY_FAILURES: "too many failed attempts",
  FORBIDDEN: "not allowed",
  UNAUTHORIZED: "not signed in",
  WRONG_PASSWORD: "wrong password",
  ACCOUNT_DISABLED: "account disabled",
  PASSWORDS_CLOSED: "passwords are closed",
  PROVIDER_REFUSED: "sign-in service refused",
  UNKNOWN_SIGN_IN: "sign-in of another browser",
  NO_ACCOUNT: "no account",
  ACCOUNT_EXISTS: "account not linked",
  INVALID_KEY: "invalid auth key",
  KEY_USED: "auth key already used",
  INVALID_REFRESH_TOKEN: "session has ended",
  INVALID_INVITATION: "invalid invitation",
  INVALID_RESET_LINK: "invalid reset link",
  LAST_OWNER: "last owner",
};

/** @param {string} act such as `auth-key.create` */
export const actLabel = (act) => acts.get(act) ?? act;

/** @param {string} code of an error, such as `LAST_OWNER` */
export const reasonLabel = (code) => reasons[code] ?? code.toLowerCase().replaceAll("_", " ");
