package org.heliograph.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldReaderTest {
    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        FieldReader form = ofNew("{'interval':1.5,'reports':'yes','items':[1],'slug':'A','word':'c','share':101}");

        form.need("name", "interval");
        form.whole("interval", 1, 60);
        form.flag("reports");
        form.ids("items");
        form.matching("slug", text -> text.matches("[a-z]+"), "of small letters");
        form.oneOf("word", List.of("a", "b"));
        form.number("share", 0, 100);

        assertThat(details(form))
                .containsExactly(
                        "name is required",
                        "interval must be a whole number from 1 to 60",
                        "reports must be true or false",
                        "items must be an array of at most 2000 ids",
                        "slug must be of small letters",
                        "word must be one of a, b",
                        "share must be a number from 0 to 100");
    }

    @Test
    void nullIsAbsent() {
        FieldReader change = ofChange("{'name':null,'token':null,'items':null}").need("name", "items");

        assertThat(change.text("name", 10)).isEmpty();
        assertThat(change.text("token", 10)).isEmpty();
        assertThat(change.ids("items")).as("a list that is required stays").isEmpty();
        assertThat(change.sent("name")).isFalse();
        assertThatCode(change::check).doesNotThrowAnyException();
        assertThat(details(ofNew("{'name':null}").need("name"))).containsExactly("name is required");
    }

    @Test
    void nullMakesAnOptionalValueAbsent() {
        FieldReader form = ofChange("{'items':null,'custom1':null}");

        assertThat(form.ids("leafItems")).isEmpty();
        assertThat(form.ids("items")).contains(List.of());
        assertThat(form.cleared("custom1")).isTrue();
        assertThat(form.cleared("custom2")).isFalse();
    }

    @Test
    void aBlankNameIsNone() {
        FieldReader form = ofChange("{'name':'  ','title':' a '}");

        assertThat(form.text("title", 10)).contains("a");
        assertThat(form.text("name", 10)).isEmpty();
        assertThat(details(form)).containsExactly("name is required");
    }

    @Test
    void textIsBoundedAndStorable() {
        FieldReader form = ofChange("{'a':'12345','b':'1','c':'\\u0000','d':7}");

        form.secret("a", 1, 4);
        form.secret("b", 2, 4);
        form.secret("c", 1, 4);
        form.secret("d", 1, 4);

        assertThat(details(form))
                .containsExactly(
                        "a may have 4 characters at most",
                        "b needs 2 characters or more",
                        "c must be text",
                        "d must be text");
    }

    @Test
    void whatIsWrongWithinAnObjectSaysWhere() {
        FieldReader form = ofChange("{'custom1':{'id':'a'},'custom2':[]}");

        form.object("custom1").ifPresent(metric -> form.include("custom1", metric.need("id", "name")));
        form.object("custom2");

        assertThat(details(form)).containsExactly("custom1.name is required", "custom2 must be an object");
    }

    @Test
    void unknownFieldsAreNamedUnlessIgnored() {
        FieldReader form = ofNew("{'name':'a','nmae':'b','pulse':1,'custom1':{'id':'c','colour':'red'}}")
                .ignore("pulse");

        form.text("name", 10);
        form.object("custom1").ifPresent(metric -> {
            metric.text("id", 10);
            form.include("custom1", metric);
        });

        assertThat(details(form)).containsExactly("custom1.colour is unknown", "nmae is unknown");
    }

    private static FieldReader ofNew(String json) {
        return FieldReader.ofNew(Body.parse(json.replace('\'', '"')));
    }

    private static FieldReader ofChange(String json) {
        return FieldReader.ofChange(Body.parse(json.replace('\'', '"')));
    }

    private static List<String> details(FieldReader form) {
        return catchThrowableOfType(ApiException.class, form::check).details();
    }
}
