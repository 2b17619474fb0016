package org.heliograph.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class ServerIT {
    @Test
    void reportsItsHealth() {
        // what the database refused an earlier test counts for a while
        Answer health = await().until(() -> Server.shared().api().get("/health"), ServerIT::isOk);

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().getString("service")).isEqualTo("realtime");
    }

    private static boolean isOk(Answer health) {
        return health.json().getString("status").equals("ok");
    }

    @Test
    void signsInADemoAccount() {
        assertThat(Server.shared().as("alice@acme.test").token()).isNotEmpty();
    }
}
