package org.heliograph.identity.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/**
 * The rules for new passwords: a least length, none that is guessed first, and not the e-mail address. An existing password stays valid,
 * and the accounts of the demo, whose password is public, are exempt.
 */
@ApplicationScoped
public class PasswordPolicy {
    private static final int SHORTEST_WORD = 4;

    private int minLength;

    /** For the container's proxies. */
    protected PasswordPolicy() {}

    @Inject
    PasswordPolicy(Configuration configuration) {
        minLength = configuration.get(SignInSettings.PASSWORD_LENGTH);
    }

    /** @param email the address of the account @throws ApiException 400 WEAK_PASSWORD with the rule that the password breaks */
    public void require(String password, String email) {
        fault(password, email).ifPresent(rule -> {
            throw new ApiException(400, "WEAK_PASSWORD", rule);
        });
    }

    /** The rule that a password breaks, as a sentence without the password; empty for a good one. */
    public Optional<String> fault(String password, String email) {
        String lowerCase = password.toLowerCase(Locale.ROOT);
        if (password.codePointCount(0, password.length()) < minLength) {
            return Optional.of("A password needs " + minLength + " characters or more.");
        }
        if (isAddress(lowerCase, email.toLowerCase(Locale.ROOT))) {
            return Optional.of("A password must not be the e-mail address.");
        }
        if (isCommon(lowerCase) || isCommon(unit(lowerCase)) || isSequence(lowerCase)) {
            return Optional.of("This password is one of those that are guessed first; choose another.");
        }
        return Optional.empty();
    }

    private static boolean isAddress(String lowerCase, String email) {
        int at = email.lastIndexOf('@');
        return lowerCase.contains(email) || lowerCase.equals(at < 0 ? email : email.substring(0, at));
    }

    /** Digits and signs before and after a common password make it no better. */
    private static boolean isCommon(String lowerCase) {
        String word = word(lowerCase);
        return CommonPasswords.contains(lowerCase) || word.length() >= SHORTEST_WORD && CommonPasswords.contains(word);
    }

    private static String word(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && !Character.isLetter(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && !Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    /** What a text repeats: {@code abc} of {@code abcabc}; the text itself when it repeats nothing. */
    private static String unit(String text) {
        int length = (text + text).indexOf(text, 1);
        return text.substring(0, length);
    }

    /** Whether it is one character again and again, or counts up or down, as {@code 123456789012} does. */
    private static boolean isSequence(String text) {
        return isEveryStep(text, step -> step == 0)
                || isEveryStep(text, step -> step == 1 || step == '0' - '9')
                || isEveryStep(text, step -> step == -1 || step == '9' - '0');
    }

    private static boolean isEveryStep(String text, IntPredicate step) {
        for (int i = 1; i < text.length(); i++) {
            if (!step.test(text.charAt(i) - text.charAt(i - 1))) {
                return false;
            }
        }
        return true;
    }
}
