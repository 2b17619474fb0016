package org.heliograph.operations.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicRepositoryTest {
    @ParameterizedTest
    @EnumSource
    void namesComeInTheOrderOfTheirCharactersAndContainWhatIsSearched(TestDatabase database) {
        database.rolledBack(() -> {
            for (String name : List.of("find:b_1", "find:B-2", "find:a%1", "find:aa1")) {
                database.sql().update("insert into topic_position (topic, position) values (?, 3)", name);
            }
            TopicRepository topics = new TopicRepository(database.sql());

            assertThat(topics.names("FIND:", "", 10)).containsExactly("find:B-2", "find:a%1", "find:aa1", "find:b_1");
            assertThat(topics.names("find:", "find:a%1", 1)).containsExactly("find:aa1");
            assertThat(topics.names("a%1", "", 10)).containsExactly("find:a%1");
            assertThat(topics.names("find:b_", "", 10)).containsExactly("find:b_1");
            assertThat(topics.names("", "", 100_000)).doesNotContain("");
        });
    }
}
