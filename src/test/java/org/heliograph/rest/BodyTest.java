package org.heliograph.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.heliograph.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    private enum Color {
        RED,
        GREEN,
        BLUE
    }

    private record Sample(
            @NotBlank @Size(max = 10) String name,
            @AsSent @NotEmpty @Size(max = 10) String secret,
            Optional<@Size(max = 3) String> os,
            @Min(1) @Max(7) Integer dayCount,
            boolean on,
            Boolean set,
            Color color,
            @JsonbProperty("_any") JsonValue any) {}

    private record Required(@NotNull JsonValue data) {}

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{", "[]", "7", "null", "{} {}", "{\"a\":}", "\u0000"})
    void onlyOneJsonObjectIsABody(String text) {
        assertThat(refusal(() -> Body.parse(text)).code()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void deepNestingIsRefused() {
        for (int levels : new int[] {JsonText.MAX_DEPTH + 1, 1_100, 50_000}) {
            ApiException refusal = refusal(() -> Body.parse("{\"a\":" + "[".repeat(levels)));
            assertThat(refusal.code()).isEqualTo("BAD_REQUEST");
            assertThat(refusal).hasMessage("The body is nested too deeply: at most 100 levels.");
        }
    }

    @Test
    void fieldsAreReadByTheTypeOfTheirComponent() {
        assertThat(read("{'name':' web-1 ','secret':' x ','os':'','day_count':7,'on':true,'color':'Green','_any':[1]}"))
                .isEqualTo(new Sample(
                        "web-1",
                        " x ",
                        Optional.empty(),
                        7,
                        true,
                        null,
                        Color.GREEN,
                        Body.parse("{\"a\":[1]}").json().get("a")));
        assertThat(read("{'name':'a','secret':'b','os':null,'set':false}"))
                .isEqualTo(new Sample("a", "b", Optional.empty(), null, false, false, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'name':'  '", "'name':null", "'other':1"})
    void missingFieldsAreNamed(String field) {
        ApiException refused = refusal(() -> read("{'secret':'b'," + field + "}"));

        assertThat(refused.code()).isEqualTo("MISSING_FIELDS");
        assertThat(refused.getMessage()).startsWith("The field name is missing.");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`'name':7`, The field name must be text.",
                "`'name':[]`, The field name must be text.",
                "`'name':'12345678901'`, The field name may have 10 characters at most.",
                "`'name':'a\\u0000'`, The field name contains invalid characters.",
                "`'name':'\\ud800'`, The field name contains invalid characters.",
                "`'os':'1234'`, The field os may have 3 characters at most.",
                "`'day_count':'5'`, The field day_count must be a whole number.",
                "`'day_count':1.5`, The field day_count must be a whole number.",
                "`'day_count':1e99`, The field day_count must be a whole number.",
                "`'day_count':0`, The field day_count must be 1 or more.",
                "`'day_count':8`, The field day_count must be 7 or less.",
                "`'on':'yes'`, The field on must be true or false.",
                "`'set':1`, The field set must be true or false.",
                "`'color':'pink'`, `The field color must be red, green or blue.`",
                "`'color':1`, `The field color must be red, green or blue.`",
                "`'dayCount':1`, The field dayCount is unknown."
            })
    void aValueOfTheWrongFormIsNamed(String field, String message) {
        ApiException refused = refusal(() -> read("{'name':'a','secret':'b'," + field + "}"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("INVALID_FIELD");
        assertThat(refused).hasMessage(message);
    }

    @Test
    void allProblemsAreNamedInTheOrderOfTheFields() {
        assertThat(refusal(() -> read("{'zone':1,'on':7,'name':7}")).details())
                .containsExactly(
                        "The field name must be text.",
                        "The field secret is missing.",
                        "The field on must be true or false.",
                        "The field zone is unknown.");
    }

    @Test
    void unknownFieldsAreNamedUpToABound() {
        StringBuilder many = new StringBuilder("{'name':'a','secret':'b'");
        for (int i = 0; i < 100; i++) {
            many.append(",'").append("x".repeat(200)).append(i).append("':1");
        }

        assertThat(refusal(() -> read(many + "}")).getMessage()).hasSizeLessThan(2_000);
    }

    @Test
    void webhooksMayIgnoreUnknownFields() {
        assertThat(Body.parse("{\"name\":\"a\",\"secret\":\"b\",\"zone\":1}")
                        .partAs(Sample.class)
                        .name())
                .isEqualTo("a");
    }

    @Test
    void jsonNullIsAValueWhereAnyValueIs() {
        assertThat(Body.parse("{\"data\":null}").as(Required.class).data()).isEqualTo(JsonValue.NULL);
        assertThatThrownBy(() -> Body.parse("{}").as(Required.class)).hasMessage("The field data is missing.");
    }

    private static Sample read(String json) {
        return Body.parse(json.replace('\'', '"')).as(Sample.class);
    }

    private static ApiException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ApiException.class, call);
    }
}
