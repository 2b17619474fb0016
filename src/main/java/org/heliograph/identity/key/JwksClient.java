package org.heliograph.identity.key;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.rest.ApiException;
import org.jose4j.http.Get;
import org.jose4j.http.SimpleResponse;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Fetches keys from a URL: at first use, every hour, and when a token names an unknown key. Two fetches are at least ten
 * seconds apart, failed ones too, so that made-up key ids cause no load on the issuer. One call fetches; meanwhile the others use the
 * keys that are there, and at most {@value #MOST_WAITING} wait, for {@value #MAX_WAIT_MILLIS} ms, whose key is not among them.
 */
final class JwksClient {
    private static final Logger LOG = Logger.getLogger(JwksClient.class.getName());
    private static final Duration MAX_AGE = Duration.ofHours(1);
    private static final Duration MIN_PAUSE = Duration.ofSeconds(10);
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MAX_WAIT_MILLIS = 1_000;
    private static final int MOST_WAITING = 4;
    private static final int MAX_BYTES = 1 << 20;
    private static final int OK = 200;

    private final String location;
    private final Get http = new Get();
    private final LongSupplier nanoTime;
    private final ReentrantLock fetching = new ReentrantLock();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile KeySet current = new KeySet(List.of(), "", 0);
    private volatile long fetchedAt;
    private volatile boolean fetched;

    /** @param text as it was fetched @param version increases when the text changes */
    private record KeySet(List<JsonWebKey> keys, String text, long version) {}

    JwksClient(String location) {
        this(location, System::nanoTime);
    }

    JwksClient(String location, LongSupplier nanoTime) {
        this.location = location;
        this.nanoTime = nanoTime;
        http.setConnectTimeout(TIMEOUT_MILLIS);
        http.setReadTimeout(TIMEOUT_MILLIS);
        http.setResponseBodySizeLimit(MAX_BYTES);
        http.setRetries(0);
    }

    static boolean isRemote(String location) {
        return location.startsWith("https://") || location.startsWith("http://");
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
            // others use the old keys meanwhile
            fetch(current.keys().isEmpty());
        }
        return current;
    }

    /**
     * The keys after another fetch, unless the last one was less than ten seconds ago.
     *
     * @throws ApiException 503 when another call is fetching them, or they could not be fetched yet
     */
    List<JsonWebKey> refreshed() {
        if (isOlderThan(MIN_PAUSE) && !fetch(true) || current.keys().isEmpty()) {
            throw new ApiException(503, "BUSY", "The keys of the token's issuer cannot be had now; try again.")
                    .retryAfter(1);
        }
        return current.keys();
    }

    private boolean isOlderThan(Duration age) {
        return nanoTime.getAsLong() - fetchedAt > age.toNanos();
    }

    /**
     * Fetches the keys, unless another call does.
     *
     * @param wait whether to wait a moment for the other call; few may, so that an issuer that hangs does not hold them all
     * @return whether no call was fetching them any more
     */
    private boolean fetch(boolean wait) {
        if (!fetching.tryLock() && !(wait && lockWithOthers())) {
            return false;
        }
        try {
            fetchUnlessRecent();
            return true;
        } finally {
            fetching.unlock();
        }
    }

    private boolean lockWithOthers() {
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            return fetching.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }

    /** Keeps the old keys when it fails. */
    private void fetchUnlessRecent() {
        if (fetched && !isOlderThan(MIN_PAUSE)) {
            return;
        }
        try {
            SimpleResponse response = http.get(location);
            if (response.getStatusCode() != OK) {
                throw new IOException("status " + response.getStatusCode());
            }
            KeySet old = current;
            if (!response.getBody().equals(old.text())) {
                current = new KeySet(PublicKeyParser.parse(response.getBody()), response.getBody(), old.version() + 1);
            }
        } catch (IOException | JoseException | RuntimeException failed) {
            LOG.log(Level.WARNING, "the keys at {0} could not be fetched: {1}", new Object[] {location, failed});
        } finally {
            fetchedAt = nanoTime.getAsLong();
            fetched = true;
        }
    }
}
