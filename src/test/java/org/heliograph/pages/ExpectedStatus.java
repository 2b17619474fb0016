package org.heliograph.pages;

import org.heliograph.testing.Answer;

/** Checks the status of calls that prepare a test. */
final class ExpectedStatus {
    private ExpectedStatus() {}

    static Answer require(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError(answer);
        }
        return answer;
    }
}
