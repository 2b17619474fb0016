package org.heliograph.operations;

/**
 * Makes what must exist once, on nodes that may start at the same moment: who loses the race for a row is rolled back and
 * looks again, and then finds it there.
 */
final class FirstOfAll {
    private static final int ATTEMPTS = 3;

    private FirstOfAll() {}

    /** @param findOrMake a transaction that makes what it does not find */
    static void run(Runnable findOrMake) {
        for (int attempt = 1; ; attempt++) {
            try {
                findOrMake.run();
                return;
            } catch (org.heliograph.settings.SettingException wrong) {
                throw wrong;
            } catch (RuntimeException lost) {
                if (attempt == ATTEMPTS) {
                    throw lost;
                }
            }
        }
    }
}
