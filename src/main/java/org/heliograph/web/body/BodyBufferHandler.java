package org.heliograph.web.body;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;

/**
 * Collects the body of a request on the thread that reads from all connections, before a thread of the server serves it. So a slow client
 * holds no such thread, whatever the request is: also one that is refused, whose body the server would read to its end.
 */
final class BodyBufferHandler implements HttpHandler {
    private final HttpHandler next;
    private final BodyMemory memory;

    BodyBufferHandler(HttpHandler next, BodyMemory memory) {
        this.next = next;
        this.memory = memory;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.isRequestComplete()) {
            next.handleRequest(exchange);
        } else if (HttpContinue.requiresContinueResponse(exchange)) {
            // the client waits for it before it sends; the header is removed, or the server would send it again
            HttpContinue.sendContinueResponse(exchange, new Continued());
        } else {
            new ArrivingBody(exchange, next, memory).begin();
        }
    }

    /** Goes on when the interim response has been sent. */
    private final class Continued implements IoCallback {
        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            exchange.getRequestHeaders().remove(Headers.EXPECT);
            exchange.dispatch(
                    SameThreadExecutor.INSTANCE, (HttpHandler) again -> new ArrivingBody(again, next, memory).begin());
        }

        @Override
        public void onException(HttpServerExchange exchange, Sender sender, IOException failure) {
            exchange.endExchange();
        }
    }
}
