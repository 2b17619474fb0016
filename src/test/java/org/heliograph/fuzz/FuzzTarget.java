package org.heliograph.fuzz;

/** Code that reads what strangers send, and what must hold for every input. Stands in the package of that code. */
@FunctionalInterface
public interface FuzzTarget {
    /**
     * Gives an input to the code.
     *
     * @throws Exception when the code fails in another way than it declares, or when a result is wrong
     */
    void accept(byte[] input) throws Exception;
}
