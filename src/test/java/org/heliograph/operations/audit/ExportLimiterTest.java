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

    private ApiException refusal(String user, String orgId) {
        return catchThrowableOfType(() -> limiter.begin(user, orgId), ApiException.class);
    }

    private void assertRateLimited(String user, String orgId) {
        ApiException refused = refusal(user, orgId);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("RATE_LIMITED");
        assertThat(refused.retryAfterSeconds()).isPositive();
    }

    @Test
    void aUserAndAnOrganisationHaveOneExportAtATimeAndANodeFour() throws IOException {
        ExportLimiter.Export alice = limiter.begin("alice", "acme");
        alice.to(OutputStream.nullOutputStream());
        assertRateLimited("alice", "globex");
        assertRateLimited("bob", "acme");

        limiter.begin("bob", "globex").to(OutputStream.nullOutputStream());
        limiter.begin("carol", null).to(OutputStream.nullOutputStream());
        assertRateLimited("dave", null);
        limiter.begin("dave", "initech");
        ApiException fifth = refusal("erin", "hooli");
        assertThat(fifth.status()).isEqualTo(503);
        assertThat(fifth.code()).isEqualTo("BUSY");
        assertThat(fifth.retryAfterSeconds()).isPositive();

        alice.close();
        alice.close();
        limiter.begin("erin", "hooli");
        assertThat(refusal("alice", "acme").status()).isEqualTo(503);
    }

    @Test
    void aReaderThatTakesTooLongGetsNoMore() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        OutputStream out = limiter.begin("alice", "acme").to(file);
        millis.addAndGet(ExportLimiter.MOST_MILLIS - 1);
        out.write(new byte[] {1, 2, 3});
        out.write(4);

        millis.addAndGet(1);

        assertThatThrownBy(() -> out.write(new byte[1])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> out.write(5)).isInstanceOf(IOException.class);
        assertThat(file.toByteArray()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void oneThatHoldsItsThreadCountsUntilTheServerEndsItsWrite() throws IOException {
        ExportLimiter.Export stalled = limiter.begin("alice", "acme");
        OutputStream out = stalled.to(OutputStream.nullOutputStream());
        millis.addAndGet(ExportLimiter.MOST_MILLIS + ExportLimiter.WRITE_MILLIS - 1);
        assertRateLimited("alice", "acme");
        millis.addAndGet(1);

        limiter.begin("alice", "acme");

        assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
        stalled.close();
        assertRateLimited("alice", "acme");
    }

    @Test
    void oneThatNeverBeganToWriteIsGivenUp() {
        ExportLimiter.Export head = limiter.begin("alice", "acme");
        millis.addAndGet(ExportLimiter.BEGIN_MILLIS - 1);
        assertRateLimited("alice", "acme");
        millis.addAndGet(1);

        limiter.begin("alice", "acme");

        assertThatThrownBy(() -> head.to(OutputStream.nullOutputStream())).isInstanceOf(IOException.class);
        assertRateLimited("alice", "acme");
    }
}
