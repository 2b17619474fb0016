package org.heliograph.operations.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeDirectoryTest {
    private static final JsonObject FIGURES = JsonText.object()
            .add("state", "draining")
            .add("sockets", 7)
            .add("reasons", JsonText.array(List.of("about to stop")))
            .build();
    private static final JsonObject NOW =
            JsonText.object().add("state", "ready").add("sockets", 8).build();
    private static final Duration SILENCE = Duration.ofSeconds(15);

    /** A node that has written its figures. */
    private static NodeIdentity written(TestDatabase database, String name) {
        return written(database, name, 0);
    }

    /** A node that has written its figures so many seconds ago. */
    private static NodeIdentity written(TestDatabase database, String name, int seconds) {
        NodeIdentity node = new NodeIdentity(name);
        NodeRowWriter.write(database.sql(), node, FIGURES);
        NodeRowWriter.age(database.sql(), node, seconds);
        return node;
    }

    private static NodeDirectory directory(TestDatabase database, NodeIdentity asking, Duration silence) {
        return new NodeDirectory(database.sql(), asking, () -> NOW, Clock.systemUTC(), silence);
    }

    private static NodeStatus find(TestDatabase database, NodeIdentity asking, NodeIdentity node) {
        return find(directory(database, asking, SILENCE), node);
    }

    private static NodeStatus find(NodeDirectory directory, NodeIdentity node) {
        return directory.nodes().stream()
                .filter(found -> found.instance().equals(node.instance()))
                .findFirst()
                .orElse(null);
    }

    @Test
    void aNameThatIsTooLongForTheTableIsCut() {
        assertThat(new NodeIdentity("n".repeat(300)).name()).isEqualTo("n".repeat(200));
    }

    @ParameterizedTest
    @EnumSource
    void eachNodeReadsTheFiguresOfTheOthers(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity first = written(database, "node-1");
            NodeIdentity second = written(database, "node-2");

            NodeStatus found = find(database, first, second);

            assertThat(found.name()).isEqualTo("node-2");
            assertThat(found.self()).isFalse();
            assertThat(found.state()).isEqualTo("draining");
            assertThat(found.number("sockets")).isEqualTo(7);
            assertThat(found.reasons()).containsExactly("about to stop");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNodeShowsItsOwnFiguresOfNow(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity node = written(database, "node-1", 20);

            NodeStatus found = find(database, node, node);

            assertThat(found.self()).isTrue();
            assertThat(found.state()).isEqualTo("ready");
            assertThat(found.number("sockets")).isEqualTo(8);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNodeIsInItsListBeforeItsFirstWriteAndWritesNothing(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity node = new NodeIdentity("node-1");

            assertThat(find(database, node, node).state()).isEqualTo("ready");
            assertThat(database.number("select count(*) from node_status where instance = ?", node.instance()))
                    .isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNodeWhoseFiguresAreOldIsSilentWithItsLastOnes(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity hanging = written(database, "node-2", 20);

            NodeStatus found = find(database, new NodeIdentity("node-1"), hanging);

            assertThat(found.state()).isEqualTo(NodeStatus.SILENT);
            assertThat(found.number("sockets")).isEqualTo(7);
            assertThat(found.age()).isGreaterThan(SILENCE);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theSettingSaysAfterWhichTimeANodeIsSilent(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity node = new NodeIdentity("node-1");
            NodeIdentity hanging = written(database, "node-2", 20);

            assertThat(find(directory(database, node, Duration.ofMinutes(1)), hanging)
                            .silent())
                    .isFalse();
            assertThat(find(directory(database, node, Duration.ofSeconds(6)), hanging)
                            .silent())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatWasKilledIsHiddenBehindItsSuccessorAndOthersAreShownForAnHour(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity asking = new NodeIdentity("node-1");
            NodeIdentity itsPredecessor = written(database, "node-1", 20);
            NodeIdentity killed = written(database, "node-2", 20);
            NodeIdentity successor = written(database, "node-2");
            NodeIdentity silent = written(database, "node-3", 3_000);
            NodeIdentity longGone = written(database, "node-4", 4_000);

            assertThat(directory(database, asking, SILENCE).nodes())
                    .extracting(NodeStatus::instance)
                    .contains(asking.instance(), successor.instance(), silent.instance())
                    .doesNotContain(itsPredecessor.instance(), killed.instance(), longGone.instance());
        });
    }

    @ParameterizedTest
    @EnumSource
    void twoLivingNodesOfOneNameAreBothShown(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity first = written(database, "node-1");
            NodeIdentity second = written(database, "node-1");

            assertThat(find(database, first, first)).isNotNull();
            assertThat(find(database, first, second)).isNotNull();
        });
    }
}
