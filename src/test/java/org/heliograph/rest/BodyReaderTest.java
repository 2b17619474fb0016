package org.heliograph.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
    /** Payara throws it, and a fault of a client must not be logged as one of the server. */
    @Test
    void aClientThatLeavesWithinItsBodyMadeABadRequest() {
        InputStream cut = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new EOFException();
            }
        };

        assertThatThrownBy(() -> BodyReader.read(cut, 100))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }
}
