package org.heliograph.platform.trace;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code traceparent} of W3C Trace Context: the trace of a request, and the step of it that sent the request.
 *
 * @param text in version 00: {@code 00-<32 digits>-<16 digits>-<2 digits>}, all hexadecimal and in lower case
 */
public record TraceParent(String text) {
    /** The header. */
    public static final String HEADER = "traceparent";

    /** Its length in version 00, in characters. */
    public static final int LENGTH = 55;

    private static final int TRACE_ID_BEGIN = 3;
    private static final int TRACE_ID_END = 35;
    private static final int SAMPLED = 1;
    private static final int HEX = 16;
    private static final String VERSION = "00";

    /** Later versions may have more after the fields that every version has. */
    private static final Pattern FORM = Pattern.compile(
            "(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-.*)?", Pattern.DOTALL);

    /**
     * Reads the headers of a request.
     *
     * @param headers null when the server does not say
     * @return empty when there is none, when there are several, and for one that the specification calls invalid: it is then ignored
     */
    public static Optional<TraceParent> of(Enumeration<String> headers) {
        List<String> sent = headers == null ? List.of() : Collections.list(headers);
        return sent.size() == 1 ? parse(sent.get(0)) : Optional.empty();
    }

    /** Reads a header. Of a later version, which may give the flags other meanings, only whether the trace is recorded is kept. */
    public static Optional<TraceParent> parse(String header) {
        Matcher fields = FORM.matcher(header.strip());
        if (!fields.matches()) {
            return Optional.empty();
        }
        boolean known = fields.group(1).equals(VERSION);
        if (known) {
            return fields.group(4) == null ? Optional.of(new TraceParent(fields.group())) : Optional.empty();
        }
        int sampled = Integer.parseInt(fields.group(3), HEX) & SAMPLED;
        return Optional.of(new TraceParent(VERSION + "-" + fields.group(2) + "-0" + sampled));
    }

    /** The 32 digits that all steps of the trace share. */
    public String traceId() {
        return text.substring(TRACE_ID_BEGIN, TRACE_ID_END);
    }
}
