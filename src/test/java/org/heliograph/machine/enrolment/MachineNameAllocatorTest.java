package org.heliograph.machine.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;

class MachineNameAllocatorTest {
    private final Set<String> taken = new HashSet<>();
    private int looks;

    private String free(String name, String own) {
        return MachineNameAllocator.free(name, own, candidate -> {
            looks++;
            return taken.contains(candidate);
        });
    }

    @Test
    void aNameThatIsFreeOrTheMachinesOwnIsKept() {
        assertThat(free("web", null)).isEqualTo("web");
        taken.add("web");
        assertThat(free("web", "web")).isEqualTo("web");
    }

    @Test
    void aNameThatIsTakenGetsTheNextNumber() {
        taken.add("web");
        for (int number = 2; number < 70; number++) {
            assertThat(free("web", null)).isEqualTo("web-" + number);
            taken.add("web-" + number);
        }
    }

    @Test
    void theNumberOfTheMachineItselfCountsAsFree() {
        taken.add("web");
        IntStream.range(2, 20).forEach(number -> taken.add("web-" + number));

        for (int number = 2; number < 20; number++) {
            assertThat(free("web", "web-" + number)).isEqualTo("web-" + number);
        }
        assertThat(free("web", "web-0")).isEqualTo("web-20");
        assertThat(free("web", "web-1")).isEqualTo("web-20");
        assertThat(free("web", "web-07")).isEqualTo("web-20");
        assertThat(free("web", "web-x")).isEqualTo("web-20");
    }

    @Test
    void aHundredThousandMachinesOfOneNameNeedFewLooks() {
        taken.add("web");
        IntStream.rangeClosed(2, 100_000).forEach(number -> taken.add("web-" + number));

        assertThat(free("web", null)).isEqualTo("web-100001");
        assertThat(looks).isLessThan(40);
    }

    @Test
    void namesOfEachDoubleOfTheNumbersEndTheSearchWithAConflict() {
        taken.addAll(Set.of("web", "web-0", "web--2147483648"));
        for (long number = 2; number <= 1L << 40; number *= 2) {
            taken.add("web-" + number);
        }

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThatThrownBy(() -> free("web", null))
                        .isInstanceOfSatisfying(ApiException.class, refused -> {
                            assertThat(refused.status()).isEqualTo(409);
                            assertThat(refused.code()).isEqualTo("NAME_EXHAUSTED");
                        }));
        assertThat(looks).isLessThan(40);
        assertThat(free("web", "web-3")).isEqualTo("web-3");
    }

    @Test
    void aLongNameIsShortenedBetweenItsCharacters() {
        String name = "x".repeat(188) + "\uD83D\uDE00".repeat(6);
        taken.add(name);

        assertThat(free(name, null)).isEqualTo("x".repeat(188) + "-2").hasSizeLessThanOrEqualTo(200);
    }
}
