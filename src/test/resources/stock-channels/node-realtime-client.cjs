// The class of users in Node, whose WebSocket is the browser's. Arguments: file of the class, address, token, channel.
const { readFileSync } = require("node:fs");

const [file, url, token, channel] = process.argv.slice(2);
const RealtimeClient = new Function(`${readFileSync(file, "utf8")}; return RealtimeClient;`)();
const client = new RealtimeClient(token, url);
client.connect();
client.ws.onopen = () => client.subscribe(channel);
client.ws.addEventListener("message", ({ data }) => JSON.parse(data).type === "event" && process.exit(0));
