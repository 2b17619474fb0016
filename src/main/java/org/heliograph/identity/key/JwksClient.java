package org.heliograph.identity.key;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.heliograph.rest.ApiException;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Fetches keys from a URL: at first use, every hour, and when a token names an unknown key. Two fetches are at least ten
 * seconds apart, failed ones too, so that made-up key ids cause no load on the issuer. No call fetches: that is done in the background,
 * within {@value #TIMEOUT_SECONDS} s however slowly the issuer answers. Meanwhile calls use the keys that are there, and at most
 * {@value #MOST_WAITING} wait, for {@value #MAX_WAIT_MILLIS} ms, whose key is not among them.
 */
public final class JwksClient {
    private static final Logger LOG = Logger.getLogger(JwksClient.class.getName());
    private static final Duration MAX_AGE = Duration.ofHours(1);
    private static final Duration MIN_PAUSE = Duration.ofSeconds(10);
    private static final int TIMEOUT_SECONDS = 5;
    private static final int MAX_WAIT_MILLIS = 1_000;
    private static final int MOST_WAITING = 4;
    private static final int MAX_BYTES = 1 << 20;
    private static final int OK = 200;

    private final String location;
    private final LongSupplier nanoTime;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(TIMEOUT_SECONDS))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile KeySet current = new KeySet(List.of(), "", 0);
    private volatile long fetchedAt;
    private volatile boolean fetched;
    /** The newest fetch; guarded by this. */
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    /** @param text as it was fetched @param version increases when the text changes */
    private record KeySet(List<JsonWebKey> keys, String text, long version) {}

    /** @param location an http or https URL; it is asked at the first use */
    public JwksClient(String location) {
        this(location, System::nanoTime);
    }

    JwksClient(String location, LongSupplier nanoTime) {
        this.location = location;
        this.nanoTime = nanoTime;
    }

    static boolean isRemote(String location) {
        return location.startsWith("https://") || location.startsWith("http://");
    }

    /**
     * The keys that a token of that key id and algorithm may have been signed with, usually one. Their algorithm is that one. An unknown key
     * id makes it fetch again.
     *
     * @throws ApiException as {@link #refreshed}
     */
    public List<JsonWebKey> candidates(String keyId, String algorithm) {
        List<JsonWebKey> found = fitting(keys().stream(), keyId, algorithm);
        return found.isEmpty() ? fitting(refreshed().stream(), keyId, algorithm) : found;
    }

    static List<JsonWebKey> fitting(Stream<JsonWebKey> keys, String keyId, String algorithm) {
        return keys.filter(key -> key.getAlgorithm().equals(algorithm))
                .filter(key -> key.getKeyId() == null
                        || keyId == null
                        || key.getKeyId().equals(keyId))
                .toList();
    }

    /** Begins to fetch the keys, if there are none or they are an hour old. Does not wait. */
    public void prefetch() {
        if (!fetched || isOlderThan(MAX_AGE)) {
            fetch();
        }
    }

    /** The current keys; empty when they could not be fetched yet. */
    List<JsonWebKey> keys() {
        return current().keys();
    }

    /** Another number after the keys have changed. */
    long version() {
        return current().version();
    }

    private KeySet current() {
        if (!fetched || isOlderThan(MAX_AGE)) {
            CompletableFuture<Void> fetch = fetch();
            // a call that has old keys does not wait
            if (current.keys().isEmpty()) {
                await(fetch);
            }
        }
        return current;
    }

    /**
     * The keys after another fetch, unless the last one was less than ten seconds ago.
     *
     * @throws ApiException 503 when the issuer has not answered yet, or the keys could not be fetched yet
     */
    List<JsonWebKey> refreshed() {
        if (isOlderThan(MIN_PAUSE) && !await(fetch()) || current.keys().isEmpty()) {
            throw new ApiException(503, "BUSY", "The keys of the token's issuer cannot be had now; try again.")
                    .retryAfter(1);
        }
        return current.keys();
    }

    private boolean isOlderThan(Duration age) {
        return nanoTime.getAsLong() - fetchedAt > age.toNanos();
    }

    /** Begins a fetch, unless one is running or was made a moment ago. @return the newest one */
    private synchronized CompletableFuture<Void> fetch() {
        if (running.isDone() && (!fetched || isOlderThan(MIN_PAUSE))) {
            running = request().handle((response, failure) -> {
                settle(response, failure);
                return null;
            });
        }
        return running;
    }

    /** Whether no fetch is running. */
    synchronized boolean isIdle() {
        return running.isDone();
    }

    private CompletableFuture<HttpResponse<String>> request() {
        try {
            HttpRequest get = HttpRequest.newBuilder(URI.create(location))
                    .header("Accept", "application/json")
                    .build();
            CompletableFuture<HttpResponse<String>> exchange = http.sendAsync(get, head -> new BoundedBody(MAX_BYTES));
            // the time of the whole exchange; the timeout of the client ends with the headers
            return exchange.copy()
                    .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((response, failure) -> exchange.cancel(true));
        } catch (RuntimeException invalid) {
            return CompletableFuture.failedFuture(invalid);
        }
    }

    /** Keeps the old keys when the fetch failed. */
    private void settle(HttpResponse<String> response, Throwable failure) {
        try {
            if (failure != null) {
                throw new IOException(failure.getCause() == null ? failure : failure.getCause());
            }
            if (response.statusCode() != OK) {
                throw new IOException("status " + response.statusCode());
            }
            KeySet old = current;
            if (!response.body().equals(old.text())) {
                current = new KeySet(PublicKeyParser.parse(response.body()), response.body(), old.version() + 1);
            }
        } catch (IOException | JoseException | RuntimeException failed) {
            LOG.log(Level.WARNING, "the keys at {0} could not be fetched: {1}", new Object[] {location, failed});
        } finally {
            fetchedAt = nanoTime.getAsLong();
            fetched = true;
        }
    }

    /** Waits a moment, if not too many wait already. @return whether the fetch has ended */
    private boolean await(CompletableFuture<Void> fetch) {
        if (fetch.isDone()) {
            return true;
        }
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            fetch.get(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException late) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }
}
