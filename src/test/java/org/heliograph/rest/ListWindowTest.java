package org.heliograph.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListWindowTest {
    @Test
    void withoutParametersItIsTheFirstHundredRowsInTheDefaultOrder() {
        assertThat(parse()).isEqualTo(new ListWindow(List.of(), "name", false, 0, 100));
        assertThat(parse("sort", "", "offset", "", "search", "  ", "site", "west"))
                .isEqualTo(new ListWindow(List.of(), "name", false, 0, 100));
    }

    @Test
    void readsWordsOrderAndPlace() {
        ListWindow window = parse("search", " Web 100%_! web ", "sort", "-status", "offset", "400", "limit", "50");

        assertThat(window).isEqualTo(new ListWindow(List.of("web", "100%_!"), "status", true, 400, 50));
        assertThat(window.patterns()).containsExactly("%web%", "%100!%!_!!%");
        assertThat(window.direction()).isEqualTo("desc");
    }

    @Test
    void isAPartOfWhatIsSorted() {
        List<String> sorted = List.of("a", "b", "c");

        assertThat(parse("limit", "2").of(sorted)).containsExactly("a", "b");
        assertThat(parse("offset", "2", "limit", "2").of(sorted)).containsExactly("c");
        assertThat(parse("offset", "3").of(sorted)).isEmpty();
        assertThat(parse("offset", "10000000", "limit", "1000").of(sorted)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limit,0",
        "limit,1001",
        "limit,-1",
        "limit,ten",
        "offset,-1",
        "offset,10000001",
        "offset,99999999999999999999",
        "sort,id",
        "sort,--name",
        "sort,name;drop",
        "sort,Name",
        "search,a b c d e f g h i",
        "pages,1"
    })
    void refusesWhatIsWrong(String name, String value) {
        assertThatThrownBy(() -> parse(name, value))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining(
                        "pages".equals(name)
                                ? "no parameter pages; the parameters are limit, offset, search, site, sort."
                                : name);
    }

    @Test
    void refusesTextsThatNoRowCanContain() {
        assertThatThrownBy(() -> parse("search", "a\0b")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> parse("search", "x".repeat(201))).isInstanceOf(ApiException.class);
    }

    private static ListWindow parse(String... parameters) {
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        for (int at = 0; at < parameters.length; at += 2) {
            query.add(parameters[at], parameters[at + 1]);
        }
        return ListWindow.parse(query, List.of("name", "status"), List.of("site"));
    }
}
