package org.heliograph.identity.key;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heliograph.json.JsonText;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.Use;

/**
 * {@code GET /.well-known/jwks.json}: the public keys that verify the access tokens of this installation, as a JWK Set (RFC 7517), for
 * other services that accept these tokens. Readers may keep it for five minutes, and fetch it anew when a token names another key.
 */
@WebServlet(JwksServlet.PATH)
public class JwksServlet extends HttpServlet {
    static final String PATH = "/.well-known/jwks.json";

    private static final long serialVersionUID = 1;

    @Inject
    private transient SigningKey signing;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = keySet(signing.publicKeys()).toString().getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/jwk-set+json");
        response.setHeader("Cache-Control", "public, max-age=300");
        // public, and of use to pages of other services as well
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** A JWK Set, without the private halves of the keys. */
    static JsonObject keySet(List<JsonWebKey> keys) {
        JsonArrayBuilder set = JsonText.array();
        for (JsonWebKey key : keys) {
            Map<String, Object> members = new TreeMap<>(key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
            members.put("use", Use.SIGNATURE);
            set.add(JsonText.value(members));
        }
        return JsonText.object().add("keys", set).build();
    }
}
