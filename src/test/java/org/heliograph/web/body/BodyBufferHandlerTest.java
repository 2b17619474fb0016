package org.heliograph.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.platform.ByteBudget;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On an Undertow with two request threads. */
class BodyBufferHandlerTest {
    private static final int MIB = 1 << 20;
    private static final String PROXY = "127.0.0.99";

    private static final Map<String, String> SETTINGS = Map.of(
            "heliograph.body.timeout",
            "PT2S",
            "heliograph.body.bytes",
            "" + 4 * MIB,
            "heliograph.body.address.bytes",
            "" + 3 * MIB,
            "heliograph.proxies",
            PROXY);

    private final BodyMemory memory =
            new BodyMemory(new Configuration(name -> Optional.ofNullable(SETTINGS.get(name))));
    private final AtomicInteger served = new AtomicInteger();
    private final List<Socket> sockets = new ArrayList<>();
    private Undertow undertow;
    private int port;

    @BeforeEach
    void start() {
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 20L * MIB)
                .setIoThreads(2)
                .setWorkerThreads(2)
                .setHandler(new BodyBufferHandler(new BlockingHandler(this::serve), memory))
                .build();
        undertow.start();
        port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        undertow.stop();
    }

    /** Answers with the length of the body; does not read it for a path that is refused. */
    private void serve(HttpServerExchange exchange) throws IOException {
        served.incrementAndGet();
        if (exchange.getRequestPath().equals("/refused")) {
            exchange.setStatusCode(401);
            return;
        }
        int length = exchange.getInputStream().readAllBytes().length;
        exchange.getResponseSender().send("length " + length);
    }

    private Socket send(String address, String head, String body) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(10_000);
        sockets.add(socket);
        socket.getOutputStream()
                .write((head.replace("\n", "\r\n") + "\r\nHost: x\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Begins twelve bodies, which are together too much for one client. */
    private void assertTooMuchIsRefused(String address, String head) throws IOException {
        for (int i = 0; i < 12; i++) {
            try {
                send(address, head + "\nContent-Length: 900000", "a".repeat(300_000));
            } catch (IOException refused) {
                // the server has answered and closed before it took all of it
            }
        }
        assertThat(List.copyOf(sockets))
                .anyMatch(socket -> read(socket, "BUSY\"").startsWith("HTTP/1.1 503 "));
    }

    /** Reads until a text has come, or the end. */
    private static String read(Socket socket, String until) {
        StringBuilder text = new StringBuilder();
        byte[] part = new byte[4096];
        try {
            while (text.indexOf(until) < 0) {
                int n = socket.getInputStream().read(part);
                if (n < 0) {
                    return text + " (end)";
                }
                text.append(new String(part, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException reset) {
            return text + " (" + reset + ")";
        }
        return text.toString();
    }

    private ByteBudget.Share share(String address) {
        return memory.share(address, List.of());
    }

    private String exchange(String address, int length) throws IOException {
        return read(
                send(address, "POST / HTTP/1.1\nContent-Length: " + length, "x".repeat(length)), "length " + length);
    }

    @Test
    void bodiesOfAnySizeAndFormReachTheServlets() throws IOException {
        for (int length : new int[] {1, 100, 16_384, 16_385, 100_000, 2 * MIB}) {
            assertThat(exchange("127.0.0.1", length))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("length " + length);
        }
        Socket chunked =
                send("127.0.0.1", "POST / HTTP/1.1\nTransfer-Encoding: chunked", "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
        assertThat(read(chunked, "length 7")).endsWith("length 7");
        assertThat(read(send("127.0.0.1", "GET / HTTP/1.1", ""), "length 0")).endsWith("length 0");
        await().until(() -> share("127.0.0.1").fitsAddress(3 * MIB));
    }

    @Test
    void requestsOnOneConnectionAreServedOneAfterTheOther() throws IOException {
        String request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
        Socket socket = send("127.0.0.1", "POST / HTTP/1.1\nContent-Length: 5", "defgh" + request + request);

        assertThat(read(socket, "length 5")).contains("length 5");
        await().until(() -> served.get() == 3);
    }

    @Test
    void aClientThatWaitsForContinueGetsIt() throws IOException {
        Socket socket = send("127.0.0.1", "POST / HTTP/1.1\nExpect: 100-continue\nContent-Length: 5", "");

        assertThat(read(socket, "\r\n\r\n")).startsWith("HTTP/1.1 100 Continue");
        socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
        assertThat(read(socket, "length 5")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void slowBodiesHoldNoThreadAndAreGivenUp() throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            slow.add(send("127.0.0.66", "POST / HTTP/1.1\nContent-Length: 1000", "a"));
            slow.add(send("127.0.0.66", "POST /refused HTTP/1.1\nContent-Length: 200000", "a".repeat(100_000)));
            slow.add(send("127.0.0.66", "POST /v1/x HTTP/1.1\nExpect: 100-continue\nContent-Length: 9", ""));
            slow.add(send("127.0.0.66", "POST / HTTP/1.1\nTransfer-Encoding: chunked", "3\r\nab"));
        }

        assertThat(exchange("127.0.0.1", 5)).endsWith("length 5");
        assertThat(served).hasValue(1);
        for (Socket socket : slow) {
            assertThat(read(socket, "TIMEOUT\"").replace("HTTP/1.1 100 Continue\r\n\r\n", ""))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("Connection: close", "did not arrive within 2 s");
        }
        await().until(() -> share("127.0.0.66").fitsAddress(3 * MIB));
    }

    @Test
    void oneAddressHoldsNoMoreThanItsPartAndSmallBodiesAreTakenAllTheSame() throws IOException {
        assertTooMuchIsRefused("127.0.0.66", "POST / HTTP/1.1");
        assertThat(exchange("127.0.0.66", 5)).endsWith("length 5");
        assertThat(exchange("127.0.0.1", 200_000)).endsWith("length 200000");
    }

    @Test
    void behindAProxyEachClientBeforeItHasAPartOfItsOwn() throws IOException {
        assertTooMuchIsRefused(PROXY, "POST / HTTP/1.1\nX-Forwarded-For: 203.0.113.9");

        String other = "POST / HTTP/1.1\nX-Forwarded-For: 203.0.113.10\nContent-Length: 300000";
        Socket another = send(PROXY, other, "a".repeat(200_000));
        await().until(() -> !memory.share(PROXY, List.of("203.0.113.10")).fitsAddress(3 * MIB));
        another.getOutputStream().write("a".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
        assertThat(read(another, "length 300000")).endsWith("length 300000");
    }

    @Test
    void whereTheNodeHasNoMemoryLeftTheOldestBodyMakesRoom() throws IOException {
        Socket oldest = send("127.0.0.66", "POST / HTTP/1.1\nContent-Length: 3000000", "a".repeat(2_900_000));
        await().until(() -> !share("127.0.0.66").fitsAddress(300_000));
        Socket another = send("127.0.0.67", "POST / HTTP/1.1\nContent-Length: 2000000", "a".repeat(1_900_000));

        assertThat(read(oldest, "never")).doesNotStartWith("HTTP/1.1 200 ");
        another.getOutputStream().write("a".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
        assertThat(read(another, "length 2000000")).endsWith("length 2000000");
    }

    @Test
    void aClientThatLeavesFreesItsMemory() throws IOException {
        Socket leaving = send("127.0.0.1", "POST /v1/x HTTP/1.1\nContent-Length: 900", "a".repeat(300));
        await().until(() -> !share("127.0.0.1").fitsAddress(3 * MIB));
        leaving.close();

        await().until(() -> share("127.0.0.1").fitsAddress(3 * MIB));
        assertThat(served).hasValue(0);
    }
}
