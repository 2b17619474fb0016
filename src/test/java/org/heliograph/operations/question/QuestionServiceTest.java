package org.heliograph.operations.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.event.Publication;
import org.heliograph.json.JsonText;
import org.heliograph.operations.nodes.NodeDirectory;
import org.heliograph.operations.nodes.NodeIdentity;
import org.heliograph.operations.nodes.NodeRowWriter;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes that share a database; a question reaches all of them at once, on the thread of the one that asks. */
class QuestionServiceTest {
    private static final JsonObject NOTHING = JsonText.object().build();

    /** Delivers as the log does, to every node, the asking one too. */
    private final List<QuestionListener> nodes = new ArrayList<>();

    private int published;

    private final QuestionPublisher log = new QuestionPublisher() {
        @Override
        void publish(JsonObject question) {
            published++;
            Publication publication =
                    new Publication(TOPIC, published, "question", question.toString(), present.minus(pause));
            nodes.forEach(node -> node.accept(publication));
        }
    };

    /** The time of the database, which does not pass in the transaction of a test. */
    private Instant present;

    /** After which a question reaches the nodes. */
    private Duration pause = Duration.ZERO;

    private static NodeQuestion name(String node) {
        return question(
                "name",
                parameters -> JsonText.object()
                        .add("name", node)
                        .add("given", parameters.getString("given", ""))
                        .build());
    }

    private static NodeQuestion question(String name, java.util.function.UnaryOperator<JsonObject> answer) {
        return new NodeQuestion() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public JsonObject answer(JsonObject parameters) {
                return answer.apply(parameters);
            }
        };
    }

    /** A node that receives questions. */
    private NodeIdentity start(TestDatabase database, String name) {
        NodeIdentity node = written(database, name);
        present = database.sql()
                .query("select current_timestamp as present", row -> row.time("present"))
                .get(0);
        nodes.add(new QuestionListener(
                node, new QuestionHandlers(() -> Stream.of(name(name))), answers(database), Runnable::run));
        return node;
    }

    private static NodeIdentity written(TestDatabase database, String name) {
        NodeIdentity node = new NodeIdentity(name);
        NodeRowWriter.write(database.sql(), node, NOTHING);
        return node;
    }

    private static NodeDirectory directory(TestDatabase database, NodeIdentity node) {
        return new NodeDirectory(database.sql(), node, () -> NOTHING, Clock.systemUTC(), Duration.ofSeconds(15));
    }

    private static AnswerRepository answers(TestDatabase database) {
        return new AnswerRepository(database.sql());
    }

    private QuestionService asking(TestDatabase database, NodeIdentity node) {
        return new QuestionService(
                directory(database, node),
                new QuestionHandlers(() -> Stream.of(name(node.name()))),
                log,
                answers(database));
    }

    @ParameterizedTest
    @EnumSource
    void everyNodeAnswersOnceAndTheAnswersAreDeleted(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity first = start(database, "node-1");
            start(database, "node-2");
            start(database, "node-3");

            Answers answers = asking(database, first)
                    .askAll("name", JsonText.object().add("given", "x").build());

            assertThat(answers.missing()).isEmpty();
            assertThat(answers.answers())
                    .extracting(answer -> answer.node() + " " + answer.json())
                    .containsExactly(
                            "node-1 {\"name\":\"node-1\",\"given\":\"x\"}",
                            "node-2 {\"name\":\"node-2\",\"given\":\"x\"}",
                            "node-3 {\"name\":\"node-3\",\"given\":\"x\"}");
            assertThat(database.number("select count(*) from node_answer")).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aQuestionThatIsRefusedIsNotAnsweredByThisNodeEither(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity first = written(database, "node-1");
            written(database, "node-2");
            List<String> done = new ArrayList<>();
            NodeQuestion drain = question("drain", parameters -> {
                done.add("drained");
                return NOTHING;
            });
            List<QuestionService> asking = new ArrayList<>();
            // each question asks another one before it has its answers, until there are too many
            QuestionPublisher busy = new QuestionPublisher() {
                @Override
                void publish(JsonObject question) {
                    asking.get(0).askAll("drain", NOTHING);
                }
            };
            asking.add(new QuestionService(
                    directory(database, first), new QuestionHandlers(() -> Stream.of(drain)), busy, answers(database)));

            assertThatThrownBy(() -> asking.get(0).askAll("drain", NOTHING))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refused -> assertThat(refused.status()).isEqualTo(503));
            assertThat(done).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatDoesNotAnswerIsMissing(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity first = start(database, "node-1");
            written(database, "node-2");

            Answers answers = asking(database, first).askAll("name", NOTHING);

            assertThat(answers.answers()).extracting(Answers.Answer::node).containsExactly("node-1");
            assertThat(answers.missing()).containsExactly("node-2");
        });
    }

    /** It would carry out a drain that was reported as missing. */
    @ParameterizedTest
    @EnumSource
    void aQuestionThatCameAfterItsEndIsNotAnswered(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity asking = written(database, "node-1");
            NodeIdentity paused = written(database, "node-2");
            start(database, "node-3");
            List<String> drained = new ArrayList<>();
            NodeQuestion drain = question("drain", parameters -> {
                drained.add("node-2");
                return NOTHING;
            });
            nodes.add(new QuestionListener(
                    paused, new QuestionHandlers(() -> Stream.of(drain)), answers(database), Runnable::run));

            pause = Duration.ofSeconds(2);
            assertThat(asking(database, asking)
                            .ask("drain", NOTHING, node -> node.name().equals("node-2"))
                            .missing())
                    .containsExactly("node-2");
            assertThat(drained).isEmpty();

            pause = Duration.ofMillis(1_900);
            assertThat(asking(database, asking)
                            .ask("drain", NOTHING, node -> node.name().equals("node-2"))
                            .missing())
                    .isEmpty();
            assertThat(drained).containsExactly("node-2");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aSilentNodeIsMissingWithoutAQuestion(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity first = start(database, "node-1");
            NodeIdentity silent = start(database, "node-2");
            NodeRowWriter.age(database.sql(), silent, 20);

            assertThat(asking(database, first).askAll("name", NOTHING).missing())
                    .containsExactly("node-2");
            assertThat(published).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheNodesThatAreAskedAnswer(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity first = start(database, "node-1");
            start(database, "node-2");
            start(database, "node-3");
            QuestionService asking = asking(database, first);

            Answers other = asking.ask("name", NOTHING, node -> node.name().equals("node-3"));
            assertThat(other.answers()).extracting(Answers.Answer::node).containsExactly("node-3");

            published = 0;
            Answers own = asking.ask("name", NOTHING, node -> node.name().equals("node-1"));
            assertThat(own.answers()).extracting(Answers.Answer::node).containsExactly("node-1");
            assertThat(published).as("this node needs no log to ask itself").isZero();

            Answers none = asking.ask("name", NOTHING, node -> node.name().equals("node-4"));
            assertThat(none.answers()).isEmpty();
            assertThat(none.missing()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void oneOfTwoNodesOfANameIsAskedByItsId(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity first = start(database, "node-1");
            NodeIdentity second = start(database, "node-1");
            List<String> drained = new ArrayList<>();
            for (NodeIdentity node : List.of(first, second)) {
                NodeQuestion drain = question("drain", parameters -> {
                    drained.add(node.instance());
                    return NOTHING;
                });
                nodes.add(new QuestionListener(
                        node, new QuestionHandlers(() -> Stream.of(drain)), answers(database), Runnable::run));
            }

            Answers answers = asking(database, first)
                    .ask("drain", NOTHING, node -> node.instance().equals(second.instance()));

            assertThat(answers.answers()).hasSize(1);
            assertThat(answers.missing()).isEmpty();
            assertThat(drained).containsExactly(second.instance());
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatDoesNotKnowTheQuestionOrFailsIsMissing(TestDatabase database) {
        database.rolledBack(() -> {
            NodeIdentity first = start(database, "node-1");
            QuestionHandlers failing = new QuestionHandlers(() -> Stream.of(question("fault", parameters -> {
                throw new IllegalStateException("a fault of the test");
            })));

            assertThat(asking(database, first)
                            .askAll("of a later version", NOTHING)
                            .missing())
                    .containsExactly("node-1");
            assertThat(new QuestionService(directory(database, first), failing, log, answers(database))
                            .askAll("fault", NOTHING)
                            .missing())
                    .containsExactly("node-1");
        });
    }
}
