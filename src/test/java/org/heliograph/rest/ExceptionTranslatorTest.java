package org.heliograph.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionTranslatorTest {
    @ParameterizedTest
    @CsvSource({
        "08006, 503, BUSY",
        "57P01, 503, BUSY",
        "55P03, 503, BUSY",
        "HYT00, 503, BUSY",
        "23503, 409, CONFLICT",
        "22008, 400, INVALID_FIELD"
    })
    void whatTheDatabaseSaysDecidesHoweverItIsWrapped(String state, int status, String code) {
        ApiException refused =
                ExceptionTranslator.of(new RuntimeException(new SQLException("in the middle of it", state)));

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void aCommitThatTheDatabaseDidNotAnswerOnPayaraMayBeTriedAgain() {
        SystemException unanswered = new SystemException();
        unanswered.initCause(new XAException(XAException.XAER_RMERR));

        ApiException refused = ExceptionTranslator.of(new TransactionalException("during commit", unanswered));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("BUSY");
    }

    @Test
    void aRefusalOfOursStaysWhatItIs() {
        ApiException known = ApiException.forbidden("Not you.");

        assertThat(ExceptionTranslator.of(new RuntimeException(known))).isSameAs(known);
    }

    @Test
    void whatWasNotForeseenShowsNothingButAReference() {
        ApiException refused = ExceptionTranslator.of(new NullPointerException("account.secret is null"));

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.getMessage()).contains("reference").doesNotContain("secret", "NullPointer");
    }
}
