package org.heliograph.identity.account;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The passwords that are tried first: the {@value #MOST_COMMON} most common ones of the list that zxcvbn carries, in lower case. */
final class CommonPasswords {
    static final int MOST_COMMON = 10_000;

    private static final Set<String> ALL = load();

    private CommonPasswords() {}

    /** @param lowerCase a text in lower case */
    static boolean contains(String lowerCase) {
        return ALL.contains(lowerCase);
    }

    private static Set<String> load() {
        try {
            return StandardDictionaries.PASSWORDS_LOADER.load().getRankedDictionary().entrySet().stream()
                    .filter(ranked -> ranked.getValue() <= MOST_COMMON)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException missing) {
            throw new UncheckedIOException("the list of common passwords cannot be read", missing);
        }
    }
}
