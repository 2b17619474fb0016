package org.heliograph.identity.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.identity.InvalidTokenException;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.text.TextCleaner;

/**
 * The client that this installation is at the provider: the authorization code flow with PKCE, and the addresses for signing out. At most
 * {@value #MOST_EXCHANGES} sign-ins wait for the provider at a time on a node, so that one that hangs takes no more threads.
 */
@ApplicationScoped
public class ProviderClient {
    private static final Logger LOG = Logger.getLogger(ProviderClient.class.getName());
    private static final int MOST_EXCHANGES = 8;
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final int LONGEST_TEXT = 200;

    private final Semaphore exchanges = new Semaphore(MOST_EXCHANGES);
    private ProviderConfiguration configuration;
    private ProviderDiscovery discovery;
    private ProviderTokenVerifier verifier;
    private ProviderHttp http;

    /** For the container's proxies. */
    protected ProviderClient() {}

    @Inject
    ProviderClient(ProviderConfiguration configuration, ProviderDiscovery discovery, ProviderTokenVerifier verifier) {
        this.configuration = configuration;
        this.discovery = discovery;
        this.verifier = verifier;
        http = new ProviderHttp(configuration.timeout());
    }

    /** The address at the provider to which the browser goes. @throws ApiException 503 when the provider does not answer, 404 without one */
    public String authorizationUrl(SignInState signIn) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        ProviderMetadata metadata = discovery.requireAvailable().metadata();
        parameters.put("client_id", configuration.clientId());
        parameters.put("redirect_uri", configuration.redirectUri());
        parameters.put("scope", configuration.scopes().strip().replaceAll("\\s+", " "));
        parameters.put("state", signIn.state());
        parameters.put("nonce", signIn.nonce());
        parameters.put("code_challenge", signIn.challenge());
        parameters.put("code_challenge_method", "S256");
        return withQuery(metadata.authorization(), parameters);
    }

    /**
     * Exchanges the code of a sign-in and verifies what it says.
     *
     * @param issuer whom the answer names; null when it names none
     * @throws ApiException 403 {@code PROVIDER_REFUSED}, 503 when the provider does not answer
     */
    public ProviderIdentity exchange(SignInState signIn, String code, String issuer) {
        Provider provider = discovery.require();
        requireIssuer(provider.metadata(), issuer);
        if (!exchanges.tryAcquire()) {
            throw away();
        }
        try {
            String token = idToken(provider.metadata(), code, signIn.verifier());
            return verifier.idToken(token, signIn, provider.keys()::candidates);
        } catch (InvalidTokenException invalid) {
            LOG.log(Level.WARNING, "an ID token of the provider was refused: {0}", invalid.getMessage());
            throw refused("The ID token of the sign-in service was refused. " + invalid.getMessage());
        } finally {
            exchanges.release();
        }
    }

    /** Verifies a logout token. @throws ApiException 503 when the keys cannot be had, 404 without a provider */
    public LogoutNotice logoutNotice(String token) throws InvalidTokenException {
        return verifier.logoutToken(token, discovery.require().keys()::candidates);
    }

    /** The address at which the browser ends the session at the provider; empty when the provider has none, or is not known. */
    public Optional<String> endSessionUrl(String idToken) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (idToken != null) {
            parameters.put("id_token_hint", idToken);
        }
        parameters.put("client_id", configuration.clientId());
        parameters.put("post_logout_redirect_uri", configuration.publicUrl() + "/");
        return discovery.metadata().flatMap(ProviderMetadata::endSession).map(url -> withQuery(url, parameters));
    }

    /** What the provider says when it refuses a sign-in, as text for people. */
    public static ApiException refusal(String error, String description) {
        String text = TextCleaner.line(error, LONGEST_TEXT);
        String more =
                description == null || description.isBlank() ? "" : ": " + TextCleaner.line(description, LONGEST_TEXT);
        return refused("The sign-in service refused: " + text + more);
    }

    private static ApiException refused(String message) {
        return new ApiException(403, "PROVIDER_REFUSED", message);
    }

    private static ApiException away() {
        return new ApiException(
                        503, "PROVIDER_UNAVAILABLE", "The sign-in service does not answer. Try again in a moment.")
                .retryAfter(1);
    }

    /** An answer of another provider must not be taken to this one (mix-up, RFC 9207). */
    private void requireIssuer(ProviderMetadata metadata, String issuer) {
        if (issuer == null ? metadata.namesIssuer() : !issuer.equals(configuration.issuer())) {
            throw refused("The answer came from another sign-in service.");
        }
    }

    private String idToken(ProviderMetadata metadata, String code, String codeVerifier) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", configuration.redirectUri());
        form.put("code_verifier", codeVerifier);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(metadata.token()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json");
        Optional<String> secret = configuration.secret();
        if (secret.isPresent() && !metadata.secretInBody()) {
            String credentials = encoded(configuration.clientId()) + ":" + encoded(secret.get());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        } else {
            form.put("client_id", configuration.clientId());
            secret.ifPresent(text -> form.put("client_secret", text));
        }
        try {
            return read(http.exchange(request.POST(HttpRequest.BodyPublishers.ofString(query(form)))
                    .build()));
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "the token endpoint of the provider failed: {0}", failed.getMessage());
            throw away();
        }
    }

    private static String read(HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= SERVER_ERROR) {
            throw new IOException("status " + response.statusCode());
        }
        JsonObject body;
        try {
            body = JsonText.parse(response.body());
        } catch (RuntimeException malformed) {
            throw new IOException("status " + response.statusCode() + " without JSON");
        }
        if (response.statusCode() != OK) {
            String error = text(body, "error");
            LOG.log(Level.WARNING, "the provider refused a code: {0}", TextCleaner.line(error, LONGEST_TEXT));
            throw refusal(error, text(body, "error_description"));
        }
        String token = text(body, "id_token");
        if (token.isEmpty()) {
            throw refused("The sign-in service gave no ID token; the scope openid may be missing.");
        }
        return token;
    }

    private static String text(JsonObject body, String name) {
        return body.get(name) instanceof JsonString text ? text.getString() : "";
    }

    private static String withQuery(String url, Map<String, String> parameters) {
        return url + (url.contains("?") ? "&" : "?") + query(parameters);
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
