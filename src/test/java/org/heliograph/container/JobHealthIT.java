package org.heliograph.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.heliograph.operations.health.HealthService;
import org.heliograph.operations.health.Probe;
import org.heliograph.operations.health.ProbeService;
import org.heliograph.operations.node.Node;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a node says of itself when jobs do not do their work. */
@ExtendWith({FreePorts.class, ArquillianExtension.class})
public class JobHealthIT {
    private FaultyJobs jobs;
    private HealthService service;
    private ProbeService probes;

    @Deployment
    public static WebArchive application() {
        return Application.withTests();
    }

    @BeforeEach
    void findBeans() {
        jobs = Application.bean(FaultyJobs.class);
        service = Application.bean(HealthService.class);
        // creates the beans on a thread of the server, since others have no JNDI
        service.ready();
        probes = Application.bean(ProbeService.class);
        probes.answer(Probe.LIVE);
    }

    @AfterEach
    void repair() {
        jobs.repair();
    }

    @Test
    void jobsThatThrowErrorsAndHangMakeTheNodeUnfitAfter15SecondsUntilTheyWork() {
        await().atMost(Duration.ofSeconds(30)).until(() -> service.ready().fit());
        Instant broken = Instant.now();
        jobs.breakDown();

        AtomicReference<Instant> lastFit = new AtomicReference<>(broken);
        await().atMost(Duration.ofSeconds(45)).until(() -> {
            Instant looked = Instant.now();
            boolean fit = service.ready().fit();
            lastFit.set(fit ? looked : lastFit.get());
            return !fit;
        });

        Instant unfit = Instant.now();
        assertThat(Duration.between(broken, unfit)).isGreaterThan(Duration.ofSeconds(13));
        // a look that comes late finds it unfit late
        assertThat(Duration.between(jobs.failedFirst(), lastFit.get())).isLessThan(Duration.ofSeconds(17));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(service.ready().reason())
                        .matches("job faulty-job has failed for \\d+ s; job hanging-job has been running for \\d+ s"));
        assertThat(probes.answer(Probe.READY).up()).isFalse();
        assertThat(probes.answer(Probe.READY).json(false).toString())
                .contains("{\"name\":\"jobs\",\"status\":\"DOWN\"}");
        assertThat(probes.answer(Probe.LIVE).up()).isTrue();
        assertThat(probes.answer(Probe.STARTED).up()).isTrue();
        Instant others = Instant.now();
        // every five seconds
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Application.bean(Node.class).jobs().stream()
                        .filter(job -> job.startsWith("missing-pulse-detector"))
                        .anyMatch(job -> lastRun(job).isAfter(others)));

        jobs.repair();
        await().atMost(Duration.ofSeconds(30)).until(() -> service.ready().fit());
    }

    private static Instant lastRun(String job) {
        return Instant.parse(job.replaceAll(".*last run (\\S+) in.*", "$1"));
    }
}
