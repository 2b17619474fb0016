package org.heliograph.identity.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    private Path folder;

    @Test
    void keyIsMadeOnceAndKept() {
        String first = key(folder.resolve("new/folder")).id();

        assertThat(key(folder.resolve("new/folder")).id()).isEqualTo(first).isNotBlank();
    }

    @Test
    void onlyTheOwnerMayReadItAndNothingElseIsLeftBehind() throws Exception {
        key(folder);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void nodesThatStartTogetherAgree() {
        int nodes = 8;
        CountDownLatch start = new CountDownLatch(nodes);

        Set<String> ids = IntStream.range(0, nodes)
                .mapToObj(node -> java.util.concurrent.CompletableFuture.supplyAsync(
                        () -> {
                            start.countDown();
                            try {
                                start.await();
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                            return key(folder).id();
                        },
                        run -> new Thread(run).start()))
                .toList()
                .stream()
                .map(java.util.concurrent.CompletableFuture::join)
                .collect(Collectors.toSet());

        assertThat(ids).hasSize(1);
    }

    @Test
    void fileThatIsNoPrivateKeyStopsTheStart() throws Exception {
        Files.writeString(folder.resolve("signing-key.jwk"), "{\"kty\":\"oct\",\"k\":\"AAAA\"}");

        assertThatThrownBy(() -> key(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("heliograph.data.dir must name a folder");
    }

    @Test
    void theKeyThatFollowsIsMadeAndAcceptedButDoesNotSign() throws Exception {
        String first = key(folder).id();
        SigningKey prepared = key(folder, "heliograph.signingkey.next", "second.jwk");
        String second = prepared.publicKeys().get(1).getKeyId();

        assertThat(prepared.id()).isEqualTo(first).isNotEqualTo(second);
        assertThat(prepared.find(second)).isPresent();
        assertThat(prepared.isNext(second)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("second.jwk"))))
                .isEqualTo("rw-------");

        Files.move(folder.resolve("signing-key.jwk"), folder.resolve("first.jwk"));
        Files.move(folder.resolve("second.jwk"), folder.resolve("signing-key.jwk"));
        SigningKey rotated = key(folder, "heliograph.signingkey.previous", "first.jwk");

        assertThat(rotated.id()).isEqualTo(second);
        assertThat(rotated.isPrevious(first)).isTrue();
        assertThat(rotated.find(first)).isPresent();
        assertThat(key(folder).find(first)).isEmpty();
        assertThat(JwksServlet.keySet(rotated.publicKeys()).toString())
                .contains(first, second)
                .doesNotContain("\"d\"");
    }

    @Test
    void aKeyBeforeThatIsMissingStopsTheStart() {
        assertThatThrownBy(() -> key(folder, "heliograph.signingkey.previous", "none.jwk"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("heliograph.signingkey.previous must name the file of a signing key");
    }

    private static SigningKey key(Path folder, String setting, String value) {
        Map<String, String> settings = Map.of("heliograph.data.dir", folder.toString(), setting, value);
        return new SigningKey(new Configuration(name -> Optional.ofNullable(settings.get(name))));
    }

    private static SigningKey key(Path folder) {
        return new SigningKey(new Configuration(
                name -> name.equals("heliograph.data.dir") ? Optional.of(folder.toString()) : Optional.empty()));
    }
}
