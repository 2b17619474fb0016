package org.heliograph.web.body;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.identity.client.ClientAddressResolver;
import org.heliograph.platform.ByteBudget;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/** The body of one request while it arrives. Only the thread that reads from the connection uses it, but for {@link #evict}. */
final class ArrivingBody implements ChannelListener<StreamSourceChannel> {
    private static final Logger LOG = Logger.getLogger(ArrivingBody.class.getName());

    /** More than the largest body that a resource takes, 8 MiB; that one then says what is wrong with a larger one. */
    private static final int MOST_BYTES = (8 << 20) + (64 << 10);

    /** How long a refused client may go on sending, so that it reads the response. */
    private static final int LINGER_SECONDS = 1;

    private final HttpServerExchange exchange;
    private final HttpHandler next;
    private final BodyMemory memory;
    private final ByteBudget.Share share;
    private final List<PooledByteBuffer> buffers = new ArrayList<>();
    private StreamSourceChannel channel;
    private XnioExecutor.Key timeout;
    private int bytes;
    private int reserved;
    private boolean listening;
    private boolean ended;

    ArrivingBody(HttpServerExchange exchange, HttpHandler next, BodyMemory memory) {
        this.exchange = exchange;
        this.next = next;
        this.memory = memory;
        String address = exchange.getSourceAddress().getAddress().getHostAddress();
        HeaderValues forwarded = exchange.getRequestHeaders().get(ClientAddressResolver.FORWARDED_FOR);
        share = memory.share(address, forwarded == null ? List.of() : forwarded);
        exchange.addExchangeCompleteListener((done, following) -> {
            end();
            free();
            following.proceed();
        });
    }

    /** Reads what is there, and serves the request when that is the whole body. Called while the request is being handled. */
    void begin() throws Exception {
        channel = exchange.getRequestChannel();
        try {
            if (read()) {
                complete();
                next.handleRequest(exchange);
                return;
            }
        } catch (ApiException refused) {
            refuse(refused);
            return;
        } catch (IOException gone) {
            LOG.log(Level.FINE, "a body could not be read", gone);
            cut();
            return;
        }
        memory.began(this);
        timeout = exchange.getIoThread()
                .executeAfter(this::timeOut, memory.timeout().toMillis(), TimeUnit.MILLISECONDS);
        listening = true;
        channel.getReadSetter().set(this);
        channel.resumeReads();
    }

    @Override
    public void handleEvent(StreamSourceChannel readable) {
        if (ended) {
            return;
        }
        try {
            if (read()) {
                complete();
                Connectors.executeRootHandler(next, exchange);
            }
        } catch (ApiException refused) {
            Connectors.executeRootHandler(same -> refuse(refused), exchange);
        } catch (IOException | RuntimeException | Error gone) {
            LOG.log(Level.FINE, "a body could not be read", gone);
            cut();
        }
    }

    /** @return whether the body is complete @throws ApiException when it is too large, or there is no memory for it */
    private boolean read() throws IOException {
        while (true) {
            PooledByteBuffer buffer = filling();
            int read;
            try {
                read = channel.read(buffer.getBuffer());
            } catch (RequestTooBigException large) {
                throw tooLarge();
            }
            if (read < 0) {
                return true;
            }
            if (read == 0) {
                // what arrives at once is taken in any case
                reserve();
                return false;
            }
            bytes += read;
            if (bytes > MOST_BYTES) {
                throw tooLarge();
            }
        }
    }

    private PooledByteBuffer filling() {
        if (!buffers.isEmpty()) {
            PooledByteBuffer last = buffers.get(buffers.size() - 1);
            if (last.getBuffer().hasRemaining()) {
                return last;
            }
            reserve();
        }
        PooledByteBuffer added = exchange.getConnection().getByteBufferPool().allocate();
        buffers.add(added);
        return added;
    }

    /** Reserves the memory of all buffers so far. */
    private void reserve() {
        int held = 0;
        for (PooledByteBuffer buffer : buffers) {
            held += buffer.getBuffer().capacity();
        }
        if (held > reserved) {
            if (!memory.reserve(share, held - reserved)) {
                throw new ApiException(503, "BUSY", "Too many requests of this address are being sent; try again.")
                        .retryAfter(1);
            }
            reserved = held;
        }
    }

    private static ApiException tooLarge() {
        return new ApiException(413, "TOO_LARGE", "The body may have 8 MiB at most.");
    }

    private void complete() {
        end();
        buffers.forEach(buffer -> buffer.getBuffer().flip());
        Connectors.ungetRequestBytes(exchange, buffers.toArray(PooledByteBuffer[]::new));
        buffers.clear();
        Connectors.resetRequestChannel(exchange);
    }

    private void timeOut() {
        if (!ended) {
            ApiException late = new ApiException(
                    408,
                    "TIMEOUT",
                    "The body did not arrive within " + memory.timeout().toSeconds() + " s.");
            Connectors.executeRootHandler(same -> refuse(late), exchange);
        }
    }

    /** Ends it to make room for another one. Any thread may call this. */
    void evict() {
        share.close();
        exchange.getIoThread().execute(() -> {
            if (!ended) {
                cut();
            }
        });
    }

    /** Sends the response, and closes the connection: what the client still sends belongs to no request. */
    private void refuse(ApiException refused) {
        end();
        free();
        exchange.setPersistent(false);
        exchange.setStatusCode(refused.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        refused.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().put(HttpString.tryFromString(name), value));
        String body = Envelope.error(exchange.getRequestPath(), refused).toString();
        exchange.getResponseSender().send(body, new Lingering());
    }

    private void cut() {
        end();
        free();
        IoUtils.safeClose(exchange.getConnection());
        exchange.endExchange();
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        memory.ended(this);
        if (timeout != null) {
            timeout.remove();
        }
        if (listening) {
            channel.getReadSetter().set(null);
            channel.suspendReads();
        }
    }

    private void free() {
        buffers.forEach(IoUtils::safeClose);
        buffers.clear();
        share.close();
    }

    /** Closes the connection a moment after the response, in which the client may read it. */
    private static final class Lingering implements IoCallback {
        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            exchange.getIoThread()
                    .executeAfter(() -> IoUtils.safeClose(exchange.getConnection()), LINGER_SECONDS, TimeUnit.SECONDS);
            exchange.endExchange();
        }

        @Override
        public void onException(HttpServerExchange exchange, Sender sender, IOException failure) {
            IoUtils.safeClose(exchange.getConnection());
            exchange.endExchange();
        }
    }
}
