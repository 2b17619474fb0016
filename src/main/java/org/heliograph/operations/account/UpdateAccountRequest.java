package org.heliograph.operations.account;

import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/**
 * Changes of an account. An absent field leaves its value.
 *
 * @param role a platform role
 */
record UpdateAccountRequest(
        Optional<
                        @Pattern(
                                regexp = "admin|operator|service|user",
                                message = "must be admin, operator, service or user")
                        String>
                role,
        Boolean disabled) {}
