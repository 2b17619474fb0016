package org.heliograph.identity.signin;

import java.util.List;
import java.util.function.Supplier;
import org.heliograph.metric.CounterFamily;
import org.heliograph.rest.ApiException;

/** Counts sign-ins. */
public final class SignInMetrics {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int LIMITED = 429;

    public static final CounterFamily SIGN_INS = new CounterFamily(
            "heliograph_sign_ins_total",
            "result",
            List.of("ok", "code", "failed", "disabled", "locked"),
            "Sign-ins with a password or by a provider: ok, a code asked for, not proved, a disabled account, or refused by a lock or limit.");

    private SignInMetrics() {}

    /** Counts what becomes of a sign-in. */
    public static <T> T count(Supplier<T> signIn) {
        try {
            T signedIn = signIn.get();
            SIGN_INS.increment(signedIn instanceof SignInOutcome.CodeRequired ? "code" : "ok");
            return signedIn;
        } catch (ApiException refused) {
            SIGN_INS.increment(result(refused));
            throw refused;
        } catch (RuntimeException failed) {
            SIGN_INS.increment(CounterFamily.OTHER);
            throw failed;
        }
    }

    private static String result(ApiException refused) {
        return switch (refused.status()) {
            case UNAUTHORIZED, CONFLICT -> "failed";
            case FORBIDDEN -> refused.code().equals("ACCOUNT_DISABLED") ? "disabled" : "failed";
            case LIMITED -> "locked";
            default -> CounterFamily.OTHER;
        };
    }
}
