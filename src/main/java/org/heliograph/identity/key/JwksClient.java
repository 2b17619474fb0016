package org.heliograph.identity.key;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jose4j.lang.JoseException;

/**
 * Keys behind a URL. They are fetched when first needed, again every hour, and once more when a token names a key that is
 * not among them, yet never twice within ten seconds: made-up key ids must not become calls to somebody else's server.
 */
final class JwksClient {
    private static final Logger LOG = Logger.getLogger(JwksClient.class.getName());
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI location;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private volatile List<TrustedKey> keys = List.of();
    private volatile long fetchedAt;
    private volatile boolean fetched;

    JwksClient(String location) {
        this.location = URI.create(location.strip());
    }

    static boolean isRemote(String location) {
        return location.startsWith("https://") || location.startsWith("http://");
    }

    List<TrustedKey> candidates(String keyId, String algorithm) {
        if (!fetched || olderThan(FRESH)) {
            fetch();
        }
        List<TrustedKey> fitting = fitting(keyId, algorithm);
        if (fitting.isEmpty() && olderThan(PAUSE)) {
            fetch();
            fitting = fitting(keyId, algorithm);
        }
        return fitting;
    }

    private List<TrustedKey> fitting(String keyId, String algorithm) {
        return keys.stream().filter(key -> key.fits(keyId, algorithm)).toList();
    }

    private boolean olderThan(Duration age) {
        return System.nanoTime() - fetchedAt > age.toNanos();
    }

    /** Keeps the old keys when the new ones cannot be had. */
    private synchronized void fetch() {
        if (fetched && !olderThan(PAUSE)) {
            return;
        }
        fetched = true;
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(location).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            keys = PublicKeyParser.parse(answer.body().strip());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | GeneralSecurityException | JoseException | IllegalArgumentException failed) {
            LOG.log(Level.WARNING, "the keys at {0} could not be fetched: {1}", new Object[] {location, failed});
        } finally {
            fetchedAt = System.nanoTime();
        }
    }
}
