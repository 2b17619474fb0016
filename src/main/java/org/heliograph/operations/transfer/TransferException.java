package org.heliograph.operations.transfer;

/** Nothing was moved. The message says why in one sentence, for an administrator. */
public class TransferException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TransferException(String sentence) {
        super(sentence);
    }

    TransferException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
