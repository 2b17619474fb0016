package org.heliograph.machine;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;

/** The texts that people and agents may give a machine, each with its bounds, wherever they come from. */
public enum MachineField {
    NAME("name", 200, Machine::setName),
    TAILNET_IP(
            "tailnet_ip",
            64,
            Machine::setTailnetIp,
            Pattern.compile("[0-9A-Fa-f.:]+(/[0-9]{1,3})?").asMatchPredicate()),
    OS("os", 100, Machine::setOs),
    ARCH("arch", 50, Machine::setArch),
    VERSION("version", 100, Machine::setVersion);

    private final String field;
    private final int longest;
    private final BiConsumer<Machine, String> setter;
    private final Predicate<String> form;

    MachineField(String field, int longest, BiConsumer<Machine, String> setter) {
        this(field, longest, setter, text -> text.codePoints().noneMatch(Character::isISOControl));
    }

    MachineField(String field, int longest, BiConsumer<Machine, String> setter, Predicate<String> form) {
        this.field = field;
        this.longest = longest;
        this.setter = setter;
        this.form = form;
    }

    /** Its name on the wire. */
    public String field() {
        return field;
    }

    /** Why the field cannot hold a text, as the end of a sentence; empty when it can. */
    public Optional<String> problem(String text) {
        if (text.length() > longest) {
            return Optional.of("may have " + longest + " characters at most");
        }
        return form.test(text) ? Optional.empty() : Optional.of("holds characters that it may not hold");
    }

    /** The text in a body; empty when absent or blank. @throws ApiException 400 when the field cannot hold it */
    public Optional<String> read(Body body) {
        Optional<String> text = body.text(field);
        text.flatMap(this::problem).ifPresent(problem -> {
            throw Body.invalid("The field " + field + " " + problem + ".");
        });
        return text;
    }

    /** What a body must say. @throws ApiException 400 when it does not */
    public String require(Body body) {
        return read(body)
                .orElseThrow(() -> new ApiException(400, "MISSING_FIELDS", "The field " + field + " is missing."));
    }

    public void set(Machine machine, String text) {
        setter.accept(machine, text);
    }
}
