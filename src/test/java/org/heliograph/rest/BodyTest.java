package org.heliograph.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BodyTest {
    @Test
    void fieldsAreReadByTheirType() {
        Body body = Body.parse("{\"name\":\" web-1 \",\"os\":null,\"count\":7,\"on\":true,\"secret\":\" x \"}");

        assertThat(body.string("name", 10)).isEqualTo("web-1");
        assertThat(body.optionalString("os", 10)).isEmpty();
        assertThat(body.integer("count", 1, 7)).isEqualTo(7);
        assertThat(body.optionalInteger("none", 1, 7)).isEmpty();
        assertThat(body.bool("on", false)).isTrue();
        assertThat(body.bool("none", true)).isTrue();
        assertThat(body.secret("secret", 10)).isEqualTo(" x ");
        assertThat(body.has("os")).isFalse();
    }

    @Test
    void onlyOneJsonObjectIsABody() {
        for (String text :
                new String[] {"", "  ", "{", "[]", "7", "null", "{} {}", "{\"a\":}", "\u0000", "[".repeat(50_000)}) {
            refuses("BAD_REQUEST", () -> Body.parse(text));
        }
    }

    @Test
    void missingFieldsAreNamed() {
        Body body = Body.parse("{\"blank\":\"  \",\"nothing\":null}");

        for (String name : new String[] {"blank", "nothing", "absent"}) {
            assertThat(refuses("MISSING_FIELDS", () -> body.string(name, 10)))
                    .isEqualTo("The field " + name + " is missing.");
        }
        refuses("MISSING_FIELDS", () -> body.integer("absent", 0, 1));
        refuses("MISSING_FIELDS", () -> body.secret("absent", 10));
    }

    @Test
    void wrongTypesAndBoundsAreNamed() {
        Body body = Body.parse("{\"text\":\"abc\",\"number\":1.5,\"huge\":1e99,\"list\":[],\"nul\":\"a\\u0000\","
                + "\"half\":\"\\ud800\"}");

        assertThat(refuses("INVALID_FIELD", () -> body.string("text", 2)))
                .isEqualTo("The field text may have 2 characters at most.");
        assertThat(refuses("INVALID_FIELD", () -> body.string("list", 2))).isEqualTo("The field list must be text.");
        refuses("INVALID_FIELD", () -> body.string("number", 9));
        refuses("INVALID_FIELD", () -> body.string("nul", 9));
        refuses("INVALID_FIELD", () -> body.string("half", 9));
        refuses("INVALID_FIELD", () -> body.bool("text", false));
        refuses("INVALID_FIELD", () -> body.integer("text", 0, 9));
        refuses("INVALID_FIELD", () -> body.integer("number", 0, 9));
        assertThat(refuses("INVALID_FIELD", () -> body.integer("huge", 0, 9)))
                .isEqualTo("The field huge must be a whole number from 0 to 9.");
    }

    private static String refuses(String code, ThrowingCallable call) {
        String[] message = new String[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo(code);
            message[0] = refused.getMessage();
        });
        return message[0];
    }
}
