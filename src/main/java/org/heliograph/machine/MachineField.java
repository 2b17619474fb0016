package org.heliograph.machine;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;

/** The text fields of a machine that agents and the data API may set, with their validation rules. */
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
    private final int maxLength;
    private final BiConsumer<Machine, String> setter;
    private final Predicate<String> valid;

    MachineField(String field, int maxLength, BiConsumer<Machine, String> setter) {
        this(field, maxLength, setter, text -> text.codePoints().noneMatch(Character::isISOControl));
    }

    MachineField(String field, int maxLength, BiConsumer<Machine, String> setter, Predicate<String> valid) {
        this.field = field;
        this.maxLength = maxLength;
        this.setter = setter;
        this.valid = valid;
    }

    /** The name on the wire. */
    public String field() {
        return field;
    }

    /** Why a text is invalid, as the end of a sentence that begins with the field; empty for a valid one. */
    public Optional<String> problem(String text) {
        if (text.length() > maxLength) {
            return Optional.of("may have " + maxLength + " characters at most");
        }
        return valid.test(text) ? Optional.empty() : Optional.of("contains characters that are not allowed");
    }

    /** The value in a body; empty when absent or blank. @throws ApiException 400 when it is invalid */
    public Optional<String> read(Body body) {
        Optional<String> text = body.text(field);
        text.flatMap(this::problem).ifPresent(problem -> {
            throw Body.invalid("The field " + field + " " + problem + ".");
        });
        return text;
    }

    /** The required value in a body. @throws ApiException 400 when it is missing or invalid */
    public String require(Body body) {
        return read(body)
                .orElseThrow(() -> new ApiException(400, "MISSING_FIELDS", "The field " + field + " is missing."));
    }

    public void set(Machine machine, String text) {
        setter.accept(machine, text);
    }
}
