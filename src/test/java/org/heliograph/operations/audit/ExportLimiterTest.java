package org.heliograph.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;

class ExportLimiterTest {
    private final AtomicLong millis = new AtomicLong(-5_000);
    private final ExportLimiter limiter = new ExportLimiter(millis::get);

    private ApiException refusal(String user) {
        return catchThrowableOfType(() -> limiter.begin(user), ApiException.class);
    }

    @Test
    void aUserHasOneExportAtATimeAndANodeTwo() throws IOException {
        ExportLimiter.Export alice = limiter.begin("alice");
        alice.to(OutputStream.nullOutputStream());

        ApiException second = refusal("alice");
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.code()).isEqualTo("RATE_LIMITED");
        assertThat(second.retryAfterSeconds()).isPositive();

        limiter.begin("bob").to(OutputStream.nullOutputStream());
        ApiException third = refusal("carol");
        assertThat(third.status()).isEqualTo(503);
        assertThat(third.code()).isEqualTo("BUSY");
        assertThat(third.retryAfterSeconds()).isPositive();

        alice.close();
        alice.close();
        limiter.begin("carol");
        assertThat(refusal("alice").status()).isEqualTo(503);
    }

    @Test
    void aReaderThatTakesTooLongGetsNoMore() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        OutputStream out = limiter.begin("alice").to(file);
        millis.addAndGet(ExportLimiter.MOST_MILLIS - 1);
        out.write(new byte[] {1, 2, 3});
        out.write(4);

        millis.addAndGet(1);

        assertThatThrownBy(() -> out.write(new byte[1])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> out.write(5)).isInstanceOf(IOException.class);
        assertThat(file.toByteArray()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void oneThatHoldsItsThreadCountsUntilItEnds() throws IOException {
        ExportLimiter.Export stalled = limiter.begin("alice");
        stalled.to(OutputStream.nullOutputStream());
        millis.addAndGet(10 * ExportLimiter.MOST_MILLIS);

        assertThat(refusal("alice").status()).isEqualTo(429);
    }

    @Test
    void oneThatNeverBeganToWriteIsGivenUp() {
        ExportLimiter.Export head = limiter.begin("alice");
        millis.addAndGet(ExportLimiter.BEGIN_MILLIS - 1);
        assertThat(refusal("alice").status()).isEqualTo(429);
        millis.addAndGet(1);

        limiter.begin("alice");

        assertThatThrownBy(() -> head.to(OutputStream.nullOutputStream())).isInstanceOf(IOException.class);
        assertThat(refusal("alice").status()).isEqualTo(429);
    }
}
