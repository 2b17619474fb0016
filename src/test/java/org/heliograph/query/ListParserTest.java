package org.heliograph.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListParserTest {
    @Test
    void splitsAtCommasOutsideQuotes() {
        assertThat(ListParser.parse("(a,b c,\"d,e\",\"say \\\"hi\\\"\",)"))
                .containsExactly("a", "b c", "d,e", "say \"hi\"", "");
    }

    @Test
    void keepsParenthesesWithinAnItem() {
        assertThat(ListParser.parse("(f(x),\")\")")).containsExactly("f(x)", ")");
    }
}
