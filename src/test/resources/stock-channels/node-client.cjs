// A client of users: the ws package with the token in a header. Arguments: address, token, channel.
const WebSocket = require("ws");

const [url, token, channel] = process.argv.slice(2);
const ws = new WebSocket(url, { headers: { Authorization: `Bearer ${token}` } });

ws.on("open", () => ws.send(JSON.stringify({ type: "subscribe", channel })));
ws.on("message", (data) => {
  const message = JSON.parse(data);
  console.log(message.type === "event" ? String(data) : message.type);
  if (message.type === "event") ws.close(1000);
});
ws.on("close", (code) => console.log(`closed ${code}`));
ws.on("error", (error) => console.log(`failed ${error.message}`));
