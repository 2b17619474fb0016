// Socket.IO for comparison: every POST's body is emitted to a room that every socket joins. node peer-socketio.mjs PORT
import { createServer } from "node:http";
import { Server } from "socket.io";

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    const payload = JSON.parse(body);
    io.to("general").emit("event", { channel: "general", event: "tick", payload, timestamp: new Date().toISOString() });
    response.writeHead(204).end();
  });
});
const io = new Server(server, { transports: ["websocket"], serveClient: false });
io.on("connection", (socket) => socket.join("general"));
server.listen(Number(process.argv[2]), "127.0.0.1");
