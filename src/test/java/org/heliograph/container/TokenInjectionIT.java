package org.heliograph.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.heliograph.gateway.Handshake;
import org.heliograph.gateway.JwtConfigurator;
import org.heliograph.hub.Peer;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.identity.signin.SignInService;
import org.heliograph.json.JsonText;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** MicroProfile JWT in the container: principals and injection for REST resources, and the token of a socket's session. */
@ExtendWith({FreePorts.class, ArquillianExtension.class})
public class TokenInjectionIT {
    private static final String CHECKED = "/api/test-checked";
    private static final String UNCHECKED = "/api/test-unchecked";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private String authority;
    private Account account;
    private String token;

    @Deployment
    public static WebArchive application() {
        return Application.withTests();
    }

    @BeforeEach
    void signIn() {
        authority = "127.0.0.1:" + Application.bean(HttpServletRequest.class).getServerPort();
        account = Application.bean(AccountRepository.class)
                .create(UUID.randomUUID() + "@example.test", "Tester", "hash", "service");
        token = ((SignInService.SignedIn) Application.bean(SignInService.class).begin(account, SignInClient.UNKNOWN))
                .token();
    }

    @Test
    void principalOfARestCallIsAJsonWebToken() {
        JsonObject seen = call(token);

        assertThat(seen.getString("principal")).isEqualTo(Caller.class.getName());
        assertThat(seen.getString("name")).isEqualTo(account.getId());
        assertThat(seen.getString("injectedPrincipal")).isEqualTo(account.getId());
        assertThat(seen.getBoolean("injectedPrincipalIsToken")).isTrue();
    }

    @Test
    void jsonWebTokenAndClaimsAreInjectedInEachType() {
        JsonObject seen = call(token);

        assertThat(seen.getString("tokenSubject")).isEqualTo(account.getId());
        assertThat(seen.getString("rawToken")).isEqualTo(token);
        assertThat(seen.getString("sub")).isEqualTo(account.getId());
        assertThat(seen.getString("email")).isEqualTo(account.getEmail());
        assertThat(seen.getString("groups")).isEqualTo("[service]");
        assertThat(seen.getString("audience")).isEqualTo("[heliograph]");
        assertThat(seen.getJsonNumber("exp").longValue())
                .isGreaterThan(seen.getJsonNumber("iat").longValue());
        assertThat(seen.getString("jsonString")).isEqualTo("heliograph");
        assertThat(seen.getJsonArray("jsonArray").getString(0)).isEqualTo("heliograph");
        assertThat(seen.getJsonNumber("jsonNumber")).isEqualTo(seen.getJsonNumber("exp"));
        assertThat(seen.getString("claimValue")).isEqualTo(account.getEmail());
        assertThat(seen.getString("optionalClaimValue")).isEqualTo("Optional.empty");
        assertThat(seen.getString("absent")).isEqualTo("Optional.empty");
        assertThat(seen.getString("absentText")).isEqualTo("null");
        assertThat(seen.getString("sharedName")).isEqualTo(account.getId());
    }

    @Test
    void callWithoutATokenIsAnonymous() {
        JsonObject seen = call(null);

        assertThat(seen.getString("principal")).isEqualTo("null");
        assertThat(seen.getString("tokenSubject")).isEqualTo("null");
        assertThat(seen.getString("sub")).isEqualTo("null");
        assertThat(seen.getString("sharedName")).isEqualTo("null");
    }

    @Test
    void principalAndUserPropertiesOfASessionHoldTheToken() {
        JsonObject seen = JsonText.parse(connect(CHECKED).join());

        assertThat(seen.getString("principalSubject")).isEqualTo(account.getId());
        assertThat(seen.getString("propertySubject")).isEqualTo(account.getId());
    }

    @Test
    void handshakeThatWasNotCheckedOpensNothing() {
        assertThatThrownBy(() -> connect(UNCHECKED).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isGreaterThanOrEqualTo(400));
    }

    private JsonObject call(String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + authority + "/api/test-token"))
                .timeout(TIMEOUT);
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        HttpResponse<String> response = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonText.parse(response.body());
    }

    /** The first message of a socket at that path. */
    private CompletableFuture<String> connect(String path) {
        CompletableFuture<String> first = new CompletableFuture<>();
        return http.newWebSocketBuilder()
                .connectTimeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create("ws://" + authority + path), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        first.complete(data.toString());
                        return null;
                    }
                })
                .thenCompose(socket -> first.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                        .whenComplete((message, failed) -> socket.abort()));
    }

    /** Reads the token of the current request although it lives longer than a request. */
    @ApplicationScoped
    public static class SharedBean {
        @Inject
        private JsonWebToken token;

        public String subject() {
            return token.getSubject();
        }
    }

    /** Returns what is injected into it. */
    @SecurityRequirements
    @Path("test-token")
    @RequestScoped
    @Produces(MediaType.APPLICATION_JSON)
    public static class TokenResource {
        @Inject
        private JsonWebToken token;

        @Inject
        private Principal principal;

        @Inject
        private SharedBean shared;

        @Inject
        @Claim(standard = Claims.raw_token)
        private String rawToken;

        @Inject
        @Claim("sub")
        private String subject;

        @Inject
        @Claim("email")
        private Optional<String> email;

        @Inject
        @Claim(standard = Claims.groups)
        private Set<String> groups;

        @Inject
        @Claim(standard = Claims.aud)
        private Set<String> audience;

        @Inject
        @Claim("exp")
        private Long expiration;

        @Inject
        @Claim("iat")
        private Optional<Long> issuedAt;

        @Inject
        @Claim("iss")
        private JsonString issuer;

        @Inject
        @Claim("aud")
        private JsonArray audiences;

        @Inject
        @Claim("exp")
        private JsonNumber end;

        @Inject
        @Claim("email")
        private ClaimValue<String> emailValue;

        @Inject
        @Claim("nickname")
        private ClaimValue<Optional<String>> nickname;

        @Inject
        @Claim("nickname")
        private Optional<JsonValue> absent;

        @Inject
        @Claim("nickname")
        private String absentText;

        @Inject
        @Claim("address")
        private JsonObject address;

        @Inject
        @Claim("email_verified")
        private Boolean verified;

        @Context
        private SecurityContext security;

        @GET
        public JsonObject get() {
            Principal own = security.getUserPrincipal();
            return JsonText.object()
                    .add("principal", own == null ? "null" : own.getClass().getName())
                    .add("name", own == null ? "null" : own.getName())
                    .add("injectedPrincipal", text(principal.getName()))
                    .add("injectedPrincipalIsToken", principal instanceof JsonWebToken)
                    .add("tokenSubject", text(token.getSubject()))
                    .add("sharedName", text(shared.subject()))
                    .add("rawToken", text(rawToken))
                    .add("sub", text(subject))
                    .add("email", email.orElse("null"))
                    .add("groups", text(groups))
                    .add("audience", text(audience))
                    .add("exp", JsonText.value((Object) expiration))
                    .add("iat", JsonText.value((Object) issuedAt.orElse(null)))
                    .add("jsonString", JsonText.value((Object) issuer))
                    .add("jsonArray", JsonText.value((Object) audiences))
                    .add("jsonNumber", JsonText.value((Object) end))
                    .add("claimValue", text(emailValue.getValue()))
                    .add("optionalClaimValue", text(nickname.getValue()))
                    .add("absent", text(absent))
                    .add("absentText", text(absentText) + (address == null && verified == null ? "" : " and others"))
                    .build();
        }

        private static String text(Object value) {
            return String.valueOf(value);
        }
    }

    /** Stands for the checks of the gateway, which know the product's own paths only. */
    @WebFilter(urlPatterns = CHECKED, asyncSupported = true)
    public static class CheckFilter extends HttpFilter {
        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            Caller caller = (Caller) request.getUserPrincipal();
            Handshake handshake = new Handshake(new Peer(caller, null, request.getRemoteAddr(), Peer.NEVER), 0);
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public Principal getUserPrincipal() {
                            return handshake;
                        }
                    },
                    response);
        }
    }

    /** Sends what its session knows of the token. */
    @ServerEndpoint(value = CHECKED, configurator = JwtConfigurator.class)
    public static class CheckedSocket {
        @OnOpen
        public void open(Session session) {
            Object property = session.getUserProperties().get(JsonWebToken.class.getName());
            session.getAsyncRemote()
                    .sendText(JsonText.object()
                            .add("principalSubject", ((JsonWebToken) session.getUserPrincipal()).getSubject())
                            .add("propertySubject", ((JsonWebToken) property).getSubject())
                            .build()
                            .toString());
        }
    }

    /** A socket whose path no filter checks. */
    @ServerEndpoint(value = UNCHECKED, configurator = JwtConfigurator.class)
    public static class UncheckedSocket {
        @OnOpen
        public void open(Session session) {
            session.getAsyncRemote().sendText("open");
        }
    }
}
