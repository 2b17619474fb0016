package org.heliograph.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisProbeTest {
    private final List<PendingSend> sent = new ArrayList<>();
    private final List<LinkFailure> changes = new ArrayList<>();
    private boolean linked = true;
    private int reconnects;
    private long nanos = 1_000_000_000_000L;

    private final RedisProbe probe = new RedisProbe(
            "heliograph:probe:1", () -> linked, sent::add, () -> reconnects++, changes::add, () -> nanos);

    private void pass(Duration time) {
        Duration tick = Duration.ofMillis(250);
        for (Duration done = Duration.ZERO; done.compareTo(time) < 0; done = done.plus(tick)) {
            nanos += tick.toNanos();
            probe.check();
        }
    }

    private void hearLast() {
        probe.heard(sent.get(sent.size() - 1).text());
    }

    @Test
    void passesWhenItHearsWhatItPublished() {
        probe.check();
        assertThat(probe.passed()).isFalse();

        hearLast();

        assertThat(probe.passed()).isTrue();
        assertThat(changes).containsExactly((LinkFailure) null);
        assertThat(sent.get(0).redisChannel()).isEqualTo("heliograph:probe:1");
    }

    @Test
    void publishesAnotherTextEachSecond() {
        probe.check();
        for (int i = 0; i < 5; i++) {
            hearLast();
            pass(Duration.ofSeconds(1));
        }

        assertThat(sent.stream().map(PendingSend::text).distinct()).hasSize(6);
        assertThat(changes).hasSize(1);
    }

    @Test
    void failsTwoSecondsAfterATextThatIsNotHeard() {
        probe.check();
        hearLast();
        pass(Duration.ofSeconds(1));

        pass(Duration.ofMillis(1_750));
        assertThat(probe.passed()).isTrue();
        pass(Duration.ofMillis(250));

        assertThat(probe.passed()).isFalse();
        assertThat(changes.get(1).kind()).isEqualTo(LinkFailure.Kind.UNHEARD);
    }

    @Test
    void whatSomebodyElsePublishesProvesNothing() {
        probe.check();

        probe.heard("something");

        assertThat(probe.passed()).isFalse();
    }

    @Test
    void forgivesATimeInWhichTheNodeStoodStill() {
        probe.check();
        hearLast();
        pass(Duration.ofSeconds(1));

        nanos += Duration.ofSeconds(20).toNanos();
        probe.check();
        assertThat(probe.passed()).isTrue();
        hearLast();
        pass(Duration.ofSeconds(1));

        assertThat(probe.passed()).isTrue();
        assertThat(changes).hasSize(1);
    }

    @Test
    void reportsARefusalAtOnceAndKeepsTheConnections() {
        probe.check();
        sent.get(0).refused("NOPERM this user has no permissions");
        pass(Duration.ofMillis(250));

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).kind()).isEqualTo(LinkFailure.Kind.REFUSED);
        assertThat(changes.get(0).toString()).contains("NOPERM");
        assertThat(reconnects).isZero();
    }

    @Test
    void judgesAndPublishesOnlyWhileBothConnectionsAreOpen() {
        linked = false;

        pass(Duration.ofSeconds(10));

        assertThat(sent).isEmpty();
        assertThat(changes).isEmpty();
    }

    @Test
    void provesEachConnectionAnew() {
        probe.check();
        hearLast();

        probe.reset();

        assertThat(probe.passed()).isFalse();
        hearLast();
        assertThat(probe.passed()).isFalse();
        pass(Duration.ofMillis(250));
        hearLast();
        assertThat(probe.passed()).isTrue();
    }

    @Test
    void opensOtherConnectionsLessAndLessOften() {
        pass(Duration.ofMinutes(1));
        assertThat(reconnects).isBetween(3, 5);
        int inTheFirstMinute = reconnects;

        pass(Duration.ofMinutes(5));

        assertThat(reconnects - inTheFirstMinute).isBetween(4, 6);
    }
}
