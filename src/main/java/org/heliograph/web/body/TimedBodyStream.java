package org.heliograph.web.body;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.heliograph.rest.ApiException;

/**
 * The body of a request, which must arrive within a time. What has arrived is read at once; few threads wait for more
 * ({@link BodyReadLimiter}). WildFly has collected the body before ({@link BodyBufferHandler}), Payara has not.
 */
public final class TimedBodyStream extends ServletInputStream {
    private final ServletInputStream body;
    private final String address;
    private final BodyReadLimiter limiter;
    private final boolean unending;
    private final long beganNanos = System.nanoTime();
    private long missing;

    /**
     * @param address of the client
     * @param length  of the body in bytes; negative when it is unknown
     */
    public TimedBodyStream(ServletInputStream body, String address, long length, BodyReadLimiter limiter) {
        this(body, address, length, limiter, false);
    }

    private TimedBodyStream(
            ServletInputStream body, String address, long length, BodyReadLimiter limiter, boolean unending) {
        this.body = body;
        this.address = address;
        this.limiter = limiter;
        this.unending = unending;
        missing = length < 0 ? Long.MAX_VALUE : length;
    }

    /**
     * The body of a request whose server shows no end of it: this stream ends after its length, and reads nothing beyond that.
     *
     * @param length of the body in bytes
     */
    public static TimedBodyStream ofUnendingBody(
            ServletInputStream body, String address, long length, BodyReadLimiter limiter) {
        return new TimedBodyStream(body, address, length, limiter, true);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (unending && missing <= 0) {
            return -1;
        }
        int most = unending ? (int) Math.min(length, missing) : length;
        int read = isAtHand() ? body.read(bytes, offset, most) : await(bytes, offset, most);
        missing -= Math.max(0, read);
        return read;
    }

    private boolean isAtHand() throws IOException {
        return missing <= 0 || body.available() > 0 || body.isFinished();
    }

    private int await(byte[] bytes, int offset, int length) throws IOException {
        if (System.nanoTime() - beganNanos > limiter.timeoutNanos()) {
            throw new ApiException(408, "TIMEOUT", "The body did not arrive in time.").header("Connection", "close");
        }
        limiter.enter(address);
        try {
            return body.read(bytes, offset, length);
        } finally {
            limiter.leave(address);
        }
    }

    @Override
    public int available() throws IOException {
        return unending ? (int) Math.min(missing, body.available()) : body.available();
    }

    @Override
    public boolean isFinished() {
        return unending ? missing <= 0 : body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
