package org.heliograph.identity.provider;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.heliograph.identity.key.BoundedBody;

/** Requests to the provider, each bounded in time and bytes. Redirects are not followed: its addresses are in its configuration. */
final class ProviderHttp {
    private static final int MAX_BYTES = 1 << 20;

    private final Duration timeout;
    private volatile HttpClient client;

    ProviderHttp(Duration timeout) {
        this.timeout = timeout;
    }

    /** Begins a request, which ends in time whatever the provider does. */
    CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> exchange =
                client().sendAsync(request, head -> new BoundedBody(MAX_BYTES));
        // the time of the whole exchange; the timeout of the client ends with the headers
        return exchange.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> exchange.cancel(true));
    }

    /** Waits for the answer. @throws IOException when there is none in time */
    HttpResponse<String> exchange(HttpRequest request) throws IOException {
        try {
            return send(request).get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(reason(failed.getCause()));
        } catch (TimeoutException late) {
            throw new IOException("no answer in time");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped");
        }
    }

    /** Why a request had no answer, in a few words. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof ExecutionException || cause instanceof java.util.concurrent.CompletionException) {
            cause = cause.getCause();
        }
        return cause instanceof TimeoutException ? "no answer in time" : String.valueOf(cause);
    }

    /** Made at the first request: an installation without a provider has none of its threads. */
    private HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            synchronized (this) {
                if (client == null) {
                    client = HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(timeout)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .build();
                }
                known = client;
            }
        }
        return known;
    }
}
