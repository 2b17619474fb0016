import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The least that a Java server can do, for comparison: every POST's body goes to every socket in one {@code write()}, from one buffer. It knows
 * no closes, PINGs, slow peers or topics. {@code java PeerNio.java PORT}, where PORT + 1 takes the POSTs.
 */
public class PeerNio {
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        List<SocketChannel> ready = new ArrayList<>();
        HttpServer posts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port + 1), 100);
        posts.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            ByteBuffer frame = frame("{\"type\":\"event\",\"channel\":\"general\",\"event\":\"tick\",\"payload\":" + body
                    + ",\"timestamp\":\"" + Instant.now() + "\"}");
            synchronized (ready) {
                for (SocketChannel socket : ready) {
                    socket.write(frame.duplicate());
                }
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        posts.start();
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        ByteBuffer in = ByteBuffer.allocate(65_536);
        while (true) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isAcceptable()) {
                    SocketChannel socket = server.accept();
                    socket.configureBlocking(false);
                    socket.register(selector, SelectionKey.OP_READ);
                    continue;
                }
                SocketChannel socket = (SocketChannel) key.channel();
                in.clear();
                if (read(socket, in) < 0) {
                    key.cancel();
                    socket.close();
                    synchronized (ready) {
                        ready.remove(socket);
                    }
                    continue;
                }
                Matcher upgrade = KEY.matcher(new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1));
                if (upgrade.find()) {
                    byte[] hash = MessageDigest.getInstance("SHA-1").digest((upgrade.group(1) + MAGIC).getBytes(StandardCharsets.US_ASCII));
                    socket.write(ByteBuffer.wrap(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                            + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
                } else {
                    socket.write(frame("{\"type\":\"subscribed\",\"channels\":[\"general\"]}"));
                    synchronized (ready) {
                        ready.add(socket);
                    }
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private static int read(SocketChannel socket, ByteBuffer in) {
        try {
            return socket.read(in);
        } catch (IOException reset) {
            return -1;
        }
    }

    private static ByteBuffer frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocateDirect(payload.length + 4).put((byte) 0x81);
        if (payload.length <= 125) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        return frame.put(payload).flip();
    }
}
