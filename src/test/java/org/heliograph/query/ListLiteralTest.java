package org.heliograph.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListLiteralTest {
    @Test
    void splitsAtCommasOutsideQuotes() {
        assertThat(ListLiteral.parse("(a,b c,\"d,e\",\"say \\\"hi\\\"\",)"))
                .containsExactly("a", "b c", "d,e", "say \"hi\"", "");
    }

    @Test
    void keepsParenthesesWithinAValue() {
        assertThat(ListLiteral.parse("(f(x),\")\")")).containsExactly("f(x)", ")");
    }
}
