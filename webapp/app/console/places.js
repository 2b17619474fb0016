/** @type {{ path: string, label: string, title: string }[]} the parts of the console, each with an address of its own; the first is also at `/console` */
export const places = [
  { path: "/console/nodes", label: "Nodes", title: "Nodes · Console" },
  { path: "/console/sockets", label: "Sockets", title: "Sockets · Console" },
  { path: "/console/slow", label: "Slow clients", title: "Slow clients · Console" },
  { path: "/console/topics", label: "Topics", title: "Topics · Console" },
  { path: "/console/rates", label: "Rates", title: "Rates · Console" },
  { path: "/console/jobs", label: "Jobs", title: "Jobs · Console" },
  { path: "/console/settings", label: "Settings", title: "Settings · Console" },
  { path: "/console/announcements", label: "Announcements", title: "Announcements · Console" },
];
