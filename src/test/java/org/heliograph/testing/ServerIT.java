package org.heliograph.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerIT {
    @Test
    void reportsItsHealth() {
        Answer health = Server.shared().api().get("/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().getString("status")).isEqualTo("ok");
        assertThat(health.json().getString("service")).isEqualTo("realtime");
    }

    @Test
    void signsInADemoAccount() {
        assertThat(Server.shared().as("alice@acme.test").token()).isNotEmpty();
    }
}
