package org.heliograph.operations.question;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.SqlTemplate;

/** The answers of nodes that wait to be read. */
@ApplicationScoped
class AnswerRepository {
    private static final String INSERT =
            "insert into node_answer (question, instance, answer, answered_at) values (?, ?, ?, current_timestamp)";
    private static final String COUNT = "select count(*) as answers from node_answer where question = ?";
    private static final String SELECT = "select instance, answer from node_answer where question = ?";
    private static final String DELETE = "delete from node_answer where question = ?";
    private static final String PRESENT = "select current_timestamp as present";
    /** Those that came too late. */
    private static final String PURGE =
            "delete from node_answer where answered_at < current_timestamp - interval '1' minute";

    private SqlTemplate sql;

    /** For the container's proxy. */
    protected AnswerRepository() {}

    @Inject
    AnswerRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /** How long ago a question was asked, by the clock of the database. @param asked when, by the same clock */
    Duration age(Instant asked) {
        return Duration.between(
                asked, sql.query(PRESENT, row -> row.time("present")).get(0));
    }

    void insert(String question, String instance, JsonObject answer) {
        sql.update(INSERT, question, instance, answer.toString());
    }

    /** How many nodes have answered a question so far. */
    int count(String question) {
        return sql.query(COUNT, row -> row.integer("answers"), question).get(0);
    }

    /** The answers to a question so far, by instance. */
    Map<String, JsonObject> find(String question) {
        Map<String, JsonObject> answers = new HashMap<>();
        sql.query(SELECT, row -> Map.entry(row.text("instance"), row.text("answer")), question)
                .forEach(row -> answers.put(row.getKey(), JsonText.parse(row.getValue())));
        return answers;
    }

    /** Deletes the answers to a question, and those that came too late to earlier ones. */
    void delete(String question) {
        sql.update(DELETE, question);
        sql.update(PURGE);
    }
}
