package org.heliograph.identity.key;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jose4j.http.Get;
import org.jose4j.http.SimpleResponse;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Fetches keys from a URL: at first use, every hour, and when a token names an unknown key. Two fetches are at least ten
 * seconds apart, failed ones too, so that made-up key ids cause no load on the issuer.
 */
final class JwksClient {
    private static final Logger LOG = Logger.getLogger(JwksClient.class.getName());
    private static final Duration MAX_AGE = Duration.ofHours(1);
    private static final Duration MIN_PAUSE = Duration.ofSeconds(10);
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MAX_BYTES = 1 << 20;
    private static final int OK = 200;

    private final String location;
    private final Get http = new Get();
    private volatile List<JsonWebKey> keys = List.of();
    private volatile long fetchedAt;
    private volatile boolean fetched;

    JwksClient(String location) {
        this.location = location;
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
        if (!fetched || isOlderThan(MAX_AGE)) {
            fetch();
        }
        return keys;
    }

    /** The keys after another fetch, unless the last one was less than ten seconds ago. */
    List<JsonWebKey> refreshed() {
        if (isOlderThan(MIN_PAUSE)) {
            fetch();
        }
        return keys;
    }

    private boolean isOlderThan(Duration age) {
        return System.nanoTime() - fetchedAt > age.toNanos();
    }

    /** Keeps the old keys when a fetch fails. */
    private synchronized void fetch() {
        if (fetched && !isOlderThan(MIN_PAUSE)) {
            return;
        }
        try {
            SimpleResponse response = http.get(location);
            if (response.getStatusCode() != OK) {
                throw new IOException("status " + response.getStatusCode());
            }
            keys = PublicKeyParser.parse(response.getBody());
        } catch (IOException | JoseException | RuntimeException failed) {
            LOG.log(Level.WARNING, "the keys at {0} could not be fetched: {1}", new Object[] {location, failed});
        } finally {
            fetchedAt = System.nanoTime();
            fetched = true;
        }
    }
}
