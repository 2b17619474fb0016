package org.heliograph.operations.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.heliograph.identity.key.SigningKey;
import org.heliograph.installation.Installation;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which signing keys a node may start with while those of its installation are rotated, one node after the other. */
class InstallationCheckTest {
    private static final String FIRST = "signing-key.jwk";
    private static final String SECOND = "second.jwk";

    /** The row of the database. */
    private static final class KnownKey extends Installation {
        private String thumbprint;

        @Override
        public String open(String signingKey) {
            thumbprint = thumbprint == null ? signingKey : thumbprint;
            return thumbprint;
        }

        @Override
        public void rotateSigningKey(String signingKey) {
            thumbprint = signingKey;
        }
    }

    @TempDir
    private Path folder;

    private final KnownKey database = new KnownKey();
    private final StartupLock unlocked = new StartupLock() {
        @Override
        void lock() {
            // the only node
        }
    };

    /** A node with its own folder and settings. */
    private final class NodeFolder {
        private final Path data;
        private final Map<String, String> settings = new HashMap<>();

        NodeFolder(String name) {
            data = folder.resolve(name);
            settings.put("heliograph.data.dir", data.toString());
        }

        NodeFolder with(String setting, String value) {
            settings.put("heliograph.signingkey." + setting, value);
            return this;
        }

        /** Starts it. @return the key with which it signs */
        String start() {
            Configuration configuration = new Configuration(name -> Optional.ofNullable(settings.get(name)));
            SigningKey key = new SigningKey(configuration);
            new InstallationCheck(database, key, configuration, unlocked).run();
            return key.id();
        }

        /** Puts the second key in the place of the first, as the document says. */
        void changePlaces() throws IOException {
            Files.move(data.resolve(FIRST), data.resolve("first.jwk"));
            Files.move(data.resolve(SECOND), data.resolve(FIRST));
            settings.remove("heliograph.signingkey.next");
            with("previous", "first.jwk");
        }
    }

    private NodeFolder one;
    private NodeFolder two;
    private String before;

    @BeforeEach
    void startBothWithTheSameKey() throws IOException {
        one = new NodeFolder("one");
        two = new NodeFolder("two");
        before = one.start();
        Files.createDirectories(two.data);
        Files.copy(one.data.resolve(FIRST), two.data.resolve(FIRST));
        assertThat(two.start()).isEqualTo(before);
    }

    @Test
    void nodesGoOverToAnotherKeyOneAfterTheOther() throws IOException {
        assertThat(one.with("next", SECOND).start()).isEqualTo(before);
        Files.copy(one.data.resolve(SECOND), two.data.resolve(SECOND));
        assertThat(two.with("next", SECOND).start()).isEqualTo(before);

        one.changePlaces();
        String after = one.start();
        assertThat(after).isNotEqualTo(before).isEqualTo(database.thumbprint);
        assertThat(two.start())
                .as("a node that has not gone over yet starts again")
                .isEqualTo(before);
        assertThat(database.thumbprint).isEqualTo(after);
        two.changePlaces();
        assertThat(two.start()).isEqualTo(after);

        one.settings.remove("heliograph.signingkey.previous");
        assertThat(one.start()).isEqualTo(after);
        two.settings.remove("heliograph.signingkey.previous");
        assertThat(two.start()).isEqualTo(after);
    }

    @Test
    void aNodeThatIsLeftOutIsRefused() throws IOException {
        one.with("next", SECOND).start();
        one.changePlaces();
        one.start();

        assertThatThrownBy(two::start)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("copy signing-key.jwk")
                .hasMessageContaining("Rotate the signing key");
        Files.delete(two.data.resolve(FIRST));
        assertThatThrownBy(two::start).isInstanceOf(StartException.class);
    }

    @Test
    void aRotationIsUndoneInTheSameWay() throws IOException {
        one.with("next", SECOND).start();
        one.changePlaces();
        one.start();
        Files.move(one.data.resolve(FIRST), one.data.resolve(SECOND));
        Files.move(one.data.resolve("first.jwk"), one.data.resolve(FIRST));

        assertThat(one.with("previous", SECOND).start()).isEqualTo(before);
        assertThat(two.start()).isEqualTo(before);
    }

    @Test
    void withoutTheOldKeyOnlyTheSettingReplacesIt() throws IOException {
        Files.delete(one.data.resolve(FIRST));
        assertThatThrownBy(one::start).isInstanceOf(StartException.class);

        assertThat(one.with("rotate", "true").start()).isNotEqualTo(before);
    }
}
