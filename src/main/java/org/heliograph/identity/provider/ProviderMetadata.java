package org.heliograph.identity.provider;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.heliograph.settings.OidcSettings;

/**
 * What a provider says about itself (OpenID Connect Discovery 1.0).
 *
 * @param endSession        where people sign out; empty when the provider has no such place
 * @param secretInBody      whether the client secret goes into the body of the token request, since the provider accepts no other way
 * @param namesIssuer       whether it names itself in its answers to sign-ins (RFC 9207)
 */
public record ProviderMetadata(
        String issuer,
        String authorization,
        String token,
        String keys,
        Optional<String> endSession,
        boolean secretInBody,
        boolean namesIssuer) {
    /**
     * Reads the document.
     *
     * @throws IllegalArgumentException when it is that of another issuer, lacks an address, or names one that is not encrypted
     */
    static ProviderMetadata parse(JsonObject document, String issuer) {
        String named = text(document, "issuer").orElse("");
        if (!named.equals(issuer)) {
            throw new IllegalArgumentException("it is the configuration of another issuer");
        }
        List<String> methods = texts(document, "token_endpoint_auth_methods_supported");
        return new ProviderMetadata(
                issuer,
                address(document, "authorization_endpoint"),
                address(document, "token_endpoint"),
                address(document, "jwks_uri"),
                text(document, "end_session_endpoint").filter(OidcSettings::isProtected),
                methods.contains("client_secret_post") && !methods.contains("client_secret_basic"),
                document.get("authorization_response_iss_parameter_supported") == JsonValue.TRUE);
    }

    private static String address(JsonObject document, String name) {
        return text(document, name)
                .filter(OidcSettings::isProtected)
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing or no https URL"));
    }

    private static Optional<String> text(JsonObject document, String name) {
        return document.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private static List<String> texts(JsonObject document, String name) {
        return document.get(name) instanceof JsonArray list
                ? list.stream()
                        .filter(JsonString.class::isInstance)
                        .map(item -> ((JsonString) item).getString())
                        .toList()
                : List.of();
    }
}
