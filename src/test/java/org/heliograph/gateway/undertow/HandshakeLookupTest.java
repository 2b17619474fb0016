package org.heliograph.gateway.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HandshakeLookupTest {
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void aFailureConcernsOneHandshakeOnly() {
        HandshakeLookup lookup = new HandshakeLookup(() -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("no request");
            }
            return "exchange";
        });

        assertThat(lookup.current()).isNull();
        assertThat(lookup.current()).isEqualTo("exchange");
    }

    @Test
    void aServerWithoutUndertowIsAskedOnce() {
        HandshakeLookup lookup = new HandshakeLookup(() -> {
            calls.incrementAndGet();
            throw new NoClassDefFoundError("io/undertow/servlet/handlers/ServletRequestContext");
        });

        assertThat(lookup.current()).isNull();
        assertThat(lookup.current()).isNull();

        assertThat(calls).hasValue(1);
    }
}
