package org.heliograph.operations.account;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.heliograph.mail.EmailAddress;

/**
 * Changes of an account. An absent field leaves its value.
 *
 * @param role  a platform role
 * @param email the address with which the user signs in from now on
 */
record UpdateAccountRequest(
        Optional<
                        @Pattern(
                                regexp = "admin|operator|service|user",
                                message = "must be admin, operator, service or user")
                        String>
                role,
        Boolean disabled,
        Optional<@Size(min = 1, max = AccountProfileService.LONGEST_NAME) String> name,
        Optional<@Size(max = EmailAddress.MAX_LENGTH) @EmailAddress String> email) {
    boolean isEmpty() {
        return role.isEmpty() && disabled == null && name.isEmpty() && email.isEmpty();
    }
}
