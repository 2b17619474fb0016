package org.heliograph.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimedBodyStreamTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "heliograph.body.readers", "3",
            "heliograph.body.address.readers", "2",
            "heliograph.body.timeout", "PT1S");

    private final BodyReadLimiter limiter =
            new BodyReadLimiter(new Configuration(name -> Optional.ofNullable(SETTINGS.get(name))));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aBodyThatIsThereIsReadHoweverManyThreadsWait() throws Exception {
        limiter.enter("a");
        limiter.enter("a");

        TimedBodyStream body = new TimedBodyStream(new Arrived("{}"), "a", 2, limiter);

        assertThat(new String(body.readAllBytes())).isEqualTo("{}");
    }

    @Test
    void fewThreadsWaitForTheBodiesOfOneAddressAndOthersForThoseOfAnother() throws Exception {
        Stalled first = new Stalled();
        Stalled second = new Stalled();
        Stalled ofAnother = new Stalled();
        Future<Integer> one = read(first, "a");
        Future<Integer> two = read(second, "a");

        assertRefused("a", 503);
        Future<Integer> three = read(ofAnother, "b");
        assertRefused("c", 503);

        first.go();
        second.go();
        ofAnother.go();
        assertThat(one.get() + two.get() + three.get()).isEqualTo(-3);
        Stalled again = new Stalled();
        Future<Integer> four = read(again, "a");
        again.go();
        assertThat(four.get()).isEqualTo(-1);
    }

    @Test
    void aBodyThatDoesNotEndInTimeIsRefused() {
        TimedBodyStream body = new TimedBodyStream(new Trickling(), "a", -1, limiter);

        assertThatThrownBy(body::readAllBytes)
                .isInstanceOfSatisfying(
                        ApiException.class, late -> assertThat(late.status()).isEqualTo(408));
    }

    /** As on Payara after a request for another protocol. */
    @Test
    void aBodyOfWhichTheServerShowsNoEndEndsAfterItsLength() throws Exception {
        TimedBodyStream body = TimedBodyStream.ofUnendingBody(new Trickling(), "a", 3, limiter);

        assertThat(body.isFinished()).isFalse();
        assertThat(new String(body.readAllBytes())).isEqualTo("   ");
        assertThat(body.isFinished()).isTrue();
        assertThat(TimedBodyStream.ofUnendingBody(new Stalled(), "a", 0, limiter)
                        .read())
                .isEqualTo(-1);

        Arrived twoRequests = new Arrived("{}POST");
        TimedBodyStream first = TimedBodyStream.ofUnendingBody(twoRequests, "a", 2, limiter);
        assertThat(new String(first.readAllBytes())).isEqualTo("{}");
        assertThat(twoRequests.available()).isEqualTo("POST".length());
    }

    private Future<Integer> read(Stalled stalled, String address) throws InterruptedException {
        Future<Integer> read = threads.submit(() -> new TimedBodyStream(stalled, address, 10, limiter).read());
        stalled.reading.await();
        return read;
    }

    private void assertRefused(String address, int status) {
        assertThatThrownBy(() -> new TimedBodyStream(new Stalled(), address, 10, limiter).read())
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }

    private abstract static class Fake extends ServletInputStream {
        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {}
    }

    private static final class Arrived extends Fake {
        private final String text;
        private int at;

        Arrived(String text) {
            this.text = text;
        }

        @Override
        public int available() {
            return text.length() - at;
        }

        @Override
        public int read() {
            return at < text.length() ? text.charAt(at++) : -1;
        }
    }

    private static final class Stalled extends Fake {
        private final CountDownLatch reading = new CountDownLatch(1);
        private final CountDownLatch arrived = new CountDownLatch(1);

        void go() {
            arrived.countDown();
        }

        @Override
        public int read() throws IOException {
            reading.countDown();
            try {
                arrived.await();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            return -1;
        }
    }

    /** One byte each tenth of a second, without an end. */
    private static final class Trickling extends Fake {
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                never.await(100, java.util.concurrent.TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            bytes[offset] = ' ';
            return 1;
        }

        @Override
        public int read() {
            return ' ';
        }
    }
}
