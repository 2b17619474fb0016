package org.heliograph.organization.members;

import java.util.regex.Pattern;
import org.heliograph.identity.account.Account;
import org.heliograph.rest.Body;

/** E-mail addresses in calls. */
final class EmailAddress {
    private static final int LONGEST = 254;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

    private EmailAddress() {}

    /** The address in a field, as accounts and invitations keep it. */
    static String read(Body body, String field) {
        String email = body.string(field, LONGEST);
        if (!ADDRESS.matcher(email).matches()) {
            throw Body.invalid("The field " + field + " must be an e-mail address.");
        }
        return Account.normalized(email);
    }
}
