package org.heliograph.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.identity.key.ExternalIssuerKeys;
import org.heliograph.identity.key.SigningKey;
import org.heliograph.settings.Configuration;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, each with a folder of its own, whose signing keys are rotated as docs/operations.md says. One runs on while the other is restarted. */
class SigningKeyRotationTest {
    private static final Clock CLOCK = Clock.fixed(Forge.NOW, ZoneOffset.UTC);
    private static final String CURRENT = "signing-key.jwk";
    private static final String NEXT = "signing-key-next.jwk";
    private static final String PREVIOUS = "signing-key-previous.jwk";

    @TempDir
    private Path folder;

    private RunningNode one;
    private RunningNode two;
    /** All tokens that were issued. None expires during a test. */
    private final List<String> issued = new ArrayList<>();

    /** What of a node signs and verifies tokens, from its start to the next one. */
    private final class RunningNode {
        private final Path data;
        private final Map<String, String> settings = new HashMap<>();
        private SigningKey key;
        private AccessTokenFactory factory;
        private TokenVerifier verifier;

        RunningNode(String name) throws IOException {
            data = Files.createDirectories(folder.resolve(name));
            settings.put("heliograph.data.dir", data.toString());
        }

        RunningNode with(String key, String file) {
            settings.put("heliograph.signingkey." + key, file);
            return this;
        }

        void restart() {
            Configuration configuration = Forge.configuration(settings);
            key = new SigningKey(configuration);
            factory = new AccessTokenFactory(key, configuration, CLOCK);
            verifier = new TokenVerifier(key, new ExternalIssuerKeys(configuration), configuration, CLOCK);
            signIn();
        }

        String signIn() {
            String token = factory.create("u-alice", "alice@acme.test", "user", 1, "s-" + issued.size());
            issued.add(token);
            return token;
        }

        void copyTo(RunningNode other, String file) throws IOException {
            Files.copy(data.resolve(file), other.data.resolve(file));
        }

        /** The second step of the rotation. */
        void change() throws IOException {
            Files.move(data.resolve(CURRENT), data.resolve(PREVIOUS));
            Files.move(data.resolve(NEXT), data.resolve(CURRENT));
            settings.remove("heliograph.signingkey.next");
            with("previous", PREVIOUS).restart();
        }

        void finish() throws IOException {
            settings.remove("heliograph.signingkey.previous");
            Files.delete(data.resolve(PREVIOUS));
            restart();
        }

        List<String> keyIds() {
            return key.publicKeys().stream().map(JsonWebKey::getKeyId).toList();
        }

        void accepts(String token) {
            assertThatCode(() -> verifier.verify(token)).doesNotThrowAnyException();
        }

        void refuses(String token) {
            assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(InvalidTokenException.class);
        }
    }

    @BeforeEach
    void startBoth() throws IOException {
        one = new RunningNode("one");
        two = new RunningNode("two");
        one.restart();
        one.copyTo(two, CURRENT);
        two.restart();
        eachAcceptsTheTokensOfTheOther();
    }

    /** Those of now, and all that were issued before. */
    private void eachAcceptsTheTokensOfTheOther() {
        one.signIn();
        two.signIn();
        for (String token : issued) {
            one.accepts(token);
            two.accepts(token);
        }
    }

    private void prepareBoth() throws IOException {
        one.with("next", NEXT).restart();
        eachAcceptsTheTokensOfTheOther();
        one.copyTo(two, NEXT);
        two.with("next", NEXT).restart();
        eachAcceptsTheTokensOfTheOther();
    }

    @Test
    void eachNodeAcceptsTheTokensOfTheOtherInEveryStepOfARotation() throws IOException {
        String before = one.key.id();
        prepareBoth();
        assertThat(one.key.id())
                .as("both still sign with the old key")
                .isEqualTo(two.key.id())
                .isEqualTo(before);

        one.change();

        assertThat(one.key.id()).as("one signs with the next key already").isNotEqualTo(two.key.id());
        eachAcceptsTheTokensOfTheOther();
        two.restart();
        eachAcceptsTheTokensOfTheOther();

        two.change();

        assertThat(two.key.id()).isEqualTo(one.key.id()).isNotEqualTo(before);
        eachAcceptsTheTokensOfTheOther();
    }

    @Test
    void bothNodesPublishBothKeysTheSigningOneFirst() throws IOException {
        prepareBoth();
        one.change();

        assertThat(one.keyIds()).containsExactly(one.key.id(), two.key.id());
        assertThat(two.keyIds()).containsExactly(two.key.id(), one.key.id());
    }

    @Test
    void aNodeThatWasLeftOutInTheFirstStepRefusesWhatTheNextKeyHasSigned() throws IOException {
        one.with("next", NEXT).restart();

        one.change();

        two.refuses(one.signIn());
        one.accepts(two.signIn());
    }

    @Test
    void tokensOfTheOldKeyAreRefusedOnceARotationIsFinished() throws IOException {
        prepareBoth();
        String old = two.signIn();
        one.change();
        two.change();
        String present = two.signIn();
        one.accepts(old);

        one.finish();

        one.refuses(old);
        one.accepts(present);
        two.accepts(old);
    }

    @Test
    void aRotationIsUndoneWithoutASignOut() throws IOException {
        prepareBoth();
        one.change();
        Files.move(one.data.resolve(CURRENT), one.data.resolve(NEXT));
        Files.move(one.data.resolve(PREVIOUS), one.data.resolve(CURRENT));

        one.with("previous", NEXT).restart();

        assertThat(one.key.id()).isEqualTo(two.key.id());
        eachAcceptsTheTokensOfTheOther();
    }
}
