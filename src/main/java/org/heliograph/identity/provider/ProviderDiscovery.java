package org.heliograph.identity.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.identity.key.JwksClient;
import org.heliograph.json.JsonText;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.OidcSettings;

/**
 * Finds the provider and keeps an eye on it, in the background: a node starts without it. While it does not answer, people read so on the
 * page for signing in, and what is known of it stays. At most {@value #MOST_WAITING} sign-ins wait for an answer at a time.
 */
@ApplicationScoped
public class ProviderDiscovery {
    private static final Logger LOG = Logger.getLogger(ProviderDiscovery.class.getName());
    private static final int OK = 200;
    private static final int MOST_WAITING = 4;
    private static final int MIN_PAUSE_MILLIS = 1_000;
    private static final String DOCUMENT = "/.well-known/openid-configuration";

    private ProviderConfiguration configuration;
    private ProviderHttp http;
    private LongSupplier millis;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile Provider provider;
    /** Why the newest request failed; empty when it did not, null before the first one has ended. */
    private volatile String failure;
    /** The newest request; guarded by this. */
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    private volatile long endedAt;

    /** For the container's proxies. */
    protected ProviderDiscovery() {}

    @Inject
    ProviderDiscovery(ProviderConfiguration configuration) {
        this(configuration, MonotonicTime::millis);
    }

    ProviderDiscovery(ProviderConfiguration configuration, LongSupplier millis) {
        this.configuration = configuration;
        this.millis = millis;
        http = new ProviderHttp(configuration.timeout());
    }

    @Produces
    static ScheduledJob job(ProviderDiscovery discovery, Configuration configuration) {
        return new ScheduledJob("oidc-discovery", configuration.get(OidcSettings.CHECK), discovery::check);
    }

    /** Asks the provider, without waiting for its answer. */
    public void check() {
        if (configuration.isEnabled()) {
            fetch();
        }
    }

    /** Whether it answered when it was asked last. */
    public boolean isAvailable() {
        if (failure == null) {
            check();
        }
        return provider != null && (failure == null || failure.isEmpty());
    }

    /**
     * The provider, for a sign-in that begins. When it did not answer the last time, it is asked again.
     *
     * @throws ApiException 503 when it does not answer
     */
    Provider requireAvailable() {
        requireEnabled();
        if (!isAvailable()) {
            await(fetch());
        }
        if (!isAvailable()) {
            throw away();
        }
        return provider;
    }

    /** The provider, for something that has begun there. @throws ApiException 503 when it was never found, 404 when there is none */
    Provider require() {
        requireEnabled();
        if (provider == null) {
            await(fetch());
        }
        if (provider == null) {
            throw away();
        }
        return provider;
    }

    /** What is known of it; empty before it was found. */
    public Optional<ProviderMetadata> metadata() {
        return Optional.ofNullable(provider).map(Provider::metadata);
    }

    private void requireEnabled() {
        if (!configuration.isEnabled()) {
            throw ApiException.notFound("This installation has no OpenID Connect provider.");
        }
    }

    private static ApiException away() {
        return new ApiException(
                        503, "PROVIDER_UNAVAILABLE", "The sign-in service does not answer. Try again in a moment.")
                .retryAfter(1);
    }

    private synchronized CompletableFuture<Void> fetch() {
        boolean asked = failure != null && millis.getAsLong() - endedAt < MIN_PAUSE_MILLIS;
        if (running.isDone() && !asked) {
            running = request().handle((response, thrown) -> {
                settle(response, thrown);
                return null;
            });
        }
        return running;
    }

    private CompletableFuture<HttpResponse<String>> request() {
        try {
            String address = configuration.issuer().replaceFirst("/$", "") + DOCUMENT;
            return http.send(HttpRequest.newBuilder(URI.create(address))
                    .header("Accept", "application/json")
                    .build());
        } catch (RuntimeException invalid) {
            return CompletableFuture.failedFuture(invalid);
        }
    }

    private void settle(HttpResponse<String> response, Throwable thrown) {
        String before = failure;
        String now = "";
        try {
            if (thrown != null) {
                throw new IOException(ProviderHttp.reason(thrown));
            }
            if (response.statusCode() != OK) {
                throw new IOException("status " + response.statusCode());
            }
            use(ProviderMetadata.parse(JsonText.parse(response.body()), configuration.issuer()));
        } catch (IOException | RuntimeException wrong) {
            now = String.valueOf(wrong.getMessage());
        }
        endedAt = millis.getAsLong();
        failure = now;
        if (!now.equals(before)) {
            LOG.log(
                    now.isEmpty() ? Level.INFO : Level.WARNING,
                    now.isEmpty()
                            ? "the OpenID Connect provider {0} answers"
                            : "the OpenID Connect provider {0} cannot be used: {1}",
                    new Object[] {configuration.issuer(), now});
        }
    }

    private void use(ProviderMetadata metadata) {
        Provider known = provider;
        boolean sameKeys = known != null && known.metadata().keys().equals(metadata.keys());
        Provider found = new Provider(metadata, sameKeys ? known.keys() : new JwksClient(metadata.keys()));
        found.keys().prefetch();
        provider = found;
    }

    private void await(CompletableFuture<Void> request) {
        if (request.isDone() || !waiting.tryAcquire()) {
            return;
        }
        try {
            request.get(configuration.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.log(Level.FINE, "the provider has not answered yet", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
    }
}
