package org.heliograph.machine;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

/** A text of a request that must fit a field of machines; an absent one does. */
@Constraint(validatedBy = MachineText.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
public @interface MachineText {
    MachineField value();

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Takes the bounds from {@link MachineField}. */
    class Validator implements ConstraintValidator<MachineText, String> {
        private MachineField field;

        @Override
        public void initialize(MachineText constraint) {
            field = constraint.value();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            Optional<String> problem = text == null ? Optional.empty() : field.problem(text);
            problem.ifPresent(message -> {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
            });
            return problem.isEmpty();
        }
    }
}
