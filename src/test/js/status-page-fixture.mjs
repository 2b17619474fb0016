export const AT = "2026-03-17T10:30:00.000Z";
export const LATER = "2026-03-17T10:31:00.000Z";

export const monitor = (id, status = "up", more = {}) => ({
  id,
  type: "monitor",
  name: `Monitor ${id}`,
  status,
  latency: 10,
  lastCheck: AT,
  firstPulse: AT,
  uptime1h: null,
  uptime24h: null,
  uptime7d: null,
  uptime30d: null,
  uptime90d: null,
  uptime365d: null,
  ...more,
});
export const group = (id, status, ...children) => ({ ...monitor(id, status), type: "group", children });
export const state = (...items) => ({
  page: { name: "P", slug: "status", reports: false, items, lastUpdated: AT },
  incidents: [],
  maintenances: [],
});
export const event = (action, data) => ({ action, data: { slug: "status", ...data }, timestamp: LATER });
export const update = (id, status = "investigating") => ({ id, status, message: `Message ${id}`, created_at: AT });
export const incident = (more) => ({
  id: "i1",
  title: "Trouble",
  status: "investigating",
  severity: "major",
  affected_monitors: [],
  created_at: AT,
  resolved_at: null,
  updates: [],
  ...more,
});
