// Node's "ws" library for comparison: every POST's body goes to every socket as it is. node peer-ws.mjs PORT
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    const frame = `{"type":"event","channel":"general","event":"tick","payload":${body},"timestamp":"${new Date().toISOString()}"}`;
    for (const socket of sockets.clients) socket.send(frame);
    response.writeHead(204).end();
  });
});
const sockets = new WebSocketServer({ server });
sockets.on("connection", (socket) => socket.on("message", () => socket.send('{"type":"subscribed","channels":["general"]}')));
server.listen(Number(process.argv[2]), "127.0.0.1");
