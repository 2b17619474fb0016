package org.heliograph.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SequenceAllocatorTest {
    private static final Topic TOPIC = Topic.ofOrganization("acme", "machines");

    private final SequenceAllocator sequences = new SequenceAllocator();
    private final List<String> statements = new ArrayList<>();
    private final Set<Object> rows = new HashSet<>();

    private interface Call {
        Object answer(String name, Object[] arguments);
    }

    @BeforeEach
    void connect() {
        sequences.entities = fake(EntityManager.class, (name, arguments) -> query((String) arguments[0]));
    }

    private Query query(String sql) {
        String verb = sql.substring(0, sql.indexOf(' '));
        Map<Object, Object> parameters = new HashMap<>();
        Query[] self = new Query[1];
        self[0] = fake(Query.class, (name, arguments) -> switch (name) {
            case "setFlushMode" -> self[0];
            case "setParameter" -> {
                parameters.put(arguments[0], arguments[1]);
                yield self[0];
            }
            case "getResultList" -> {
                statements.add(verb);
                yield rows.contains(parameters.get(1)) ? List.of(7L) : List.of();
            }
            case "executeUpdate" -> {
                statements.add(verb);
                yield verb.equals("insert") && rows.add(parameters.get(1)) ? 1 : 0;
            }
            default -> throw new UnsupportedOperationException(name);
        });
        return self[0];
    }

    private static <T> T fake(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                SequenceAllocatorTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.answer(method.getName(), arguments)));
    }

    @Test
    void aNewTopicIsCreatedUnderTheCreationLock() {
        sequences.create(List.of(TOPIC));

        assertThat(statements).containsExactly("select", "update", "insert");
        assertThat(rows).containsExactly(TOPIC.name());
    }

    @Test
    void aTopicWhoseCreationWasRolledBackIsCreatedAgain() {
        sequences.create(List.of(TOPIC));
        rows.clear();
        statements.clear();

        sequences.create(List.of(TOPIC));

        assertThat(statements).containsExactly("select", "update", "insert");
    }

    @Test
    void aCommittedTopicIsNotQueriedAgain() {
        sequences.create(List.of(TOPIC));
        sequences.committed(List.of(TOPIC));
        statements.clear();

        sequences.create(List.of(TOPIC));

        assertThat(statements).isEmpty();
    }
}
