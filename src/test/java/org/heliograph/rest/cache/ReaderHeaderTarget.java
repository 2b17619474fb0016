package org.heliograph.rest.cache;

import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;

/** The headers {@code Accept-Encoding} and {@code If-None-Match}. */
public final class ReaderHeaderTarget implements FuzzTarget {
    private static final String TAG = "0123456789abcdef";

    @Override
    public void accept(byte[] input) {
        String header = FuzzInput.text(input);
        ReaderRequest.takesGzip(header);
        boolean known = new ReaderRequest(null, header, false).has(TAG);
        Require.that(!known || header.contains(TAG) || header.contains("*"), "a tag that was not named");
        Require.that(new ReaderRequest(null, header + ",W/\"" + TAG + '"', false).has(TAG), "a tag that was named");
    }
}
