package org.heliograph.identity.signin;

import org.heliograph.identity.factor.FactorChallengeService.Challenge;

/** What a right password leads to: a session, or the question for a code. */
public sealed interface SignInOutcome permits SignInService.SignedIn, SignInOutcome.CodeRequired {
    /** @param setup whether the account has no second factor and must set one up first */
    record CodeRequired(Challenge challenge, boolean setup) implements SignInOutcome {}
}
