package org.heliograph.operations.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.SqlTemplate;
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
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private static NodeDirectory node(TestDatabase database, String name) {
        return node(database, name, SILENCE);
    }

    private static NodeDirectory node(TestDatabase database, String name, Duration silence) {
        return new NodeDirectory(database.sql(), () -> FIGURES, name, silence);
    }

    /** As if the node had written its figures so long ago. */
    private static void age(SqlTemplate sql, NodeDirectory node, int seconds) {
        sql.update(
                "update node_status set seen_at = current_timestamp - interval '" + seconds
                        + "' second where instance = ?",
                node.instance());
    }

    private static NodeStatus find(NodeDirectory asking, NodeDirectory node) {
        return asking.nodes().stream()
                .filter(found -> found.instance().equals(node.instance()))
                .findFirst()
                .orElse(null);
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatIsTooLongForTheTableIsCut(TestDatabase database) {
        database.rolledBack(() -> {
            NodeDirectory node = node(database, "n".repeat(300));
            node.write();

            assertThat(find(node, node).name()).isEqualTo("n".repeat(200));
        });
    }

    @ParameterizedTest
    @EnumSource
    void eachNodeReadsTheFiguresOfTheOthers(TestDatabase database) {
        database.rolledBack(() -> {
            NodeDirectory first = node(database, "node-1");
            NodeDirectory second = node(database, "node-2");
            first.write();
            second.write();

            NodeStatus found = find(first, second);

            assertThat(found.name()).isEqualTo("node-2");
            assertThat(found.self()).isFalse();
            assertThat(found.state()).isEqualTo("draining");
            assertThat(found.number("sockets")).isEqualTo(7);
            assertThat(found.reasons()).containsExactly("about to stop");
            assertThat(find(first, first).self()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNodeIsInTheListBeforeItsFirstWrite(TestDatabase database) {
        database.rolledBack(() -> {
            NodeDirectory node = node(database, "node-1");

            assertThat(find(node, node).state()).isEqualTo("draining");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNodeWhoseFiguresAreOldIsSilentWithItsLastOnes(TestDatabase database) {
        database.rolledBack(() -> {
            NodeDirectory node = node(database, "node-1");
            NodeDirectory hanging = node(database, "node-2");
            hanging.write();
            age(database.sql(), hanging, 20);

            NodeStatus found = find(node, hanging);

            assertThat(found.state()).isEqualTo(NodeStatus.SILENT);
            assertThat(found.number("sockets")).isEqualTo(7);
            assertThat(found.age()).isGreaterThan(SILENCE);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theSettingSaysAfterWhichTimeANodeIsSilent(TestDatabase database) {
        database.rolledBack(() -> {
            NodeDirectory hanging = node(database, "node-2");
            hanging.write();
            age(database.sql(), hanging, 20);

            assertThat(find(node(database, "node-1", Duration.ofMinutes(1)), hanging)
                            .silent())
                    .isFalse();
            assertThat(find(node(database, "node-1", Duration.ofSeconds(6)), hanging)
                            .silent())
                    .isTrue();
        });
    }

    @Test
    void aNodeWritesAtLeastThreeTimesWithinTheTimeThatIsSilence() {
        assertThat(node(TestDatabase.H2, "node-1").period()).isEqualTo(Duration.ofSeconds(5));
        assertThat(node(TestDatabase.H2, "node-1", Duration.ofSeconds(6)).period())
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(node(TestDatabase.H2, "node-1", Duration.ofMinutes(10)).period())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatWasKilledIsReplacedByItsSuccessorAndOthersAreKeptForAnHour(TestDatabase database) {
        database.rolledBack(() -> {
            NodeDirectory killed = node(database, "node-1");
            NodeDirectory silent = node(database, "node-2");
            NodeDirectory longGone = node(database, "node-3");
            for (NodeDirectory node : List.of(killed, silent, longGone)) {
                node.write();
            }
            age(database.sql(), killed, 20);
            age(database.sql(), silent, 3_000);
            age(database.sql(), longGone, 4_000);

            NodeDirectory successor = node(database, "node-1");
            successor.write();

            assertThat(find(successor, killed)).isNull();
            assertThat(find(successor, silent)).isNotNull();
            assertThat(find(successor, longGone)).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatStopsDeletesItsRowAndWritesNoneAgain(TestDatabase database) {
        database.rolledBack(() -> {
            NodeDirectory staying = node(database, "node-1");
            NodeDirectory leaving = node(database, "node-2");
            leaving.write();

            leaving.leave();
            leaving.write();

            assertThat(find(staying, leaving)).isNull();
        });
    }
}
