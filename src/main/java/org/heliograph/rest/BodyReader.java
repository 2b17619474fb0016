package org.heliograph.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.heliograph.json.JsonText;

/**
 * Reads a {@link Body} or, with {@link RequestBinder}, a request record. Takes every content type, so that a wrong one gets the error
 * envelope; JSON is named as well, so that the server's own readers of JSON do not come first.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
public class BodyReader implements MessageBodyReader<Record> {
    private static final int LARGEST = 256 * 1024;

    /** US-ASCII is a part of UTF-8. */
    private static final Set<String> CHARSETS = Set.of("utf-8", "utf8", "us-ascii");

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type.isRecord();
    }

    @Override
    public Record readFrom(
            Class<Record> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream stream)
            throws IOException {
        if (headers.getFirst("Content-Type") != null && !isJson(media)) {
            throw ApiException.badRequest("The body must be JSON, sent as Content-Type: application/json.");
        }
        requireUtf8(media, headers.getFirst("Content-Encoding"));
        Body body = read(stream, LARGEST);
        return Body.class.equals(type) ? body : body.as(type);
    }

    /**
     * Reads a body for a resource that takes other sizes or content types than usual.
     *
     * @param largest in bytes; a longer one is 413
     */
    public static Body read(InputStream stream, int largest) {
        return Body.parse(text(stream, largest));
    }

    /** Reads a body that a caller may leave out; blank text counts as left out. */
    public static Optional<Body> readOptional(InputStream stream) {
        return Optional.of(text(stream, LARGEST))
                .filter(text -> !text.isBlank())
                .map(Body::parse);
    }

    private static void requireUtf8(MediaType media, String encoding) {
        String charset = media == null ? null : media.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (charset != null && !CHARSETS.contains(charset.toLowerCase(Locale.ROOT))) {
            throw new ApiException(415, "UNSUPPORTED_MEDIA_TYPE", "The body must be JSON in UTF-8.");
        }
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new ApiException(415, "UNSUPPORTED_MEDIA_TYPE", "The body must not be compressed.")
                    .header("Accept-Encoding", "identity");
        }
    }

    /** Programs of Windows write a byte order mark, which JSON does not know, before UTF-8. */
    private static String text(InputStream stream, int largest) {
        byte[] bytes;
        try {
            bytes = stream.readNBytes(largest + 1);
        } catch (IOException left) {
            // the client has closed its connection
            throw ApiException.badRequest("The body did not arrive completely.");
        }
        if (bytes.length > largest) {
            throw new ApiException(413, "TOO_LARGE", "The body may have " + largest + " bytes at most.");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return JsonText.withoutMark(text);
        } catch (CharacterCodingException notUtf8) {
            throw ApiException.badRequest("The body is not UTF-8.");
        }
    }

    private static boolean isJson(MediaType media) {
        return media != null
                && media.getType().equals("application")
                && (media.getSubtype().equals("json") || media.getSubtype().endsWith("+json"));
    }
}
