package org.heliograph.testing.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The network view of the developer tools: requests, sockets and their frames, each with its time in seconds. */
public final class NetworkLog {
    /** One request. @param body empty when there is none */
    public record Call(String method, String url, String body, double at) {}

    /** One text frame of a socket. */
    public record Frame(boolean sent, String text, double at) {}

    private final List<Call> calls = new ArrayList<>();
    private final List<SocketView> sockets = new ArrayList<>();
    private final Map<String, String> running = new HashMap<>();
    private String document = "";

    NetworkLog(CDPSession session) {
        session.on("Network.requestWillBeSent", this::requested);
        session.on("Network.loadingFinished", event -> running.remove(id(event)));
        session.on("Network.loadingFailed", event -> running.remove(id(event)));
        session.on("Network.webSocketCreated", event -> sockets.add(new SocketView(id(event), text(event, "url"))));
        session.on(
                "Network.webSocketHandshakeResponseReceived",
                event -> socket(event)
                        .answered(
                                event.getAsJsonObject("response").get("status").getAsInt(),
                                protocol(event.getAsJsonObject("response").getAsJsonObject("headers"))));
        session.on("Network.webSocketFrameSent", event -> socket(event).add(frame(event, true)));
        session.on("Network.webSocketFrameReceived", event -> socket(event).add(frame(event, false)));
        session.on("Network.webSocketClosed", event -> socket(event).closed(time(event)));
        session.send("Network.enable");
    }

    /** Requests whose URL contains a text, oldest first. */
    public List<Call> calls(String part) {
        return calls.stream().filter(call -> call.url().contains(part)).toList();
    }

    /** The refetches of the dashboard. */
    public List<Call> statsCalls() {
        return calls("/api/db/_rpc").stream()
                .filter(call -> call.body().contains("get_dashboard_stats"))
                .toList();
    }

    /** Every WebSocket that the page has tried to open, oldest first. */
    public List<SocketView> sockets() {
        return List.copyOf(sockets);
    }

    /** The WebSocket opened last. */
    public SocketView socket() {
        return sockets.get(sockets.size() - 1);
    }

    /** Whether no request of the present document is under way. */
    public boolean quiet() {
        return !running.containsValue(document);
    }

    private void requested(JsonObject event) {
        if (text(event, "type").equals("Document")) {
            document = text(event, "loaderId");
        }
        running.put(id(event), text(event, "loaderId"));
        JsonObject request = event.getAsJsonObject("request");
        JsonElement body = request.get("postData");
        calls.add(new Call(
                text(request, "method"), text(request, "url"), body == null ? "" : body.getAsString(), time(event)));
    }

    private SocketView socket(JsonObject event) {
        return sockets.stream()
                .filter(socket -> socket.id().equals(id(event)))
                .findFirst()
                .orElseThrow();
    }

    private static Frame frame(JsonObject event, boolean sent) {
        return new Frame(sent, text(event.getAsJsonObject("response"), "payloadData"), time(event));
    }

    private static String protocol(JsonObject headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Sec-WebSocket-Protocol"))
                .map(header -> header.getValue().getAsString())
                .findFirst()
                .orElse("");
    }

    private static String id(JsonObject event) {
        return text(event, "requestId");
    }

    private static String text(JsonObject object, String field) {
        return object.get(field).getAsString();
    }

    private static double time(JsonObject event) {
        return event.get("timestamp").getAsDouble();
    }
}
