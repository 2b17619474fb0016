package org.heliograph.organization.members;

import java.util.regex.Pattern;
import org.heliograph.identity.account.Account;
import org.heliograph.rest.Body;

/** Parses e-mail addresses in request bodies. */
final class EmailAddress {
    private static final int MAX_LENGTH = 254;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

    private EmailAddress() {}

    /** The required address in a field, normalised as accounts and invitations store it. @throws org.heliograph.rest.ApiException 400 */
    static String read(Body body, String field) {
        String email = body.string(field, MAX_LENGTH);
        if (!ADDRESS.matcher(email).matches()) {
            throw Body.invalid("The field " + field + " must be an e-mail address.");
        }
        return Account.normalized(email);
    }
}
