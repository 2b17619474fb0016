package org.heliograph.identity.client;

import java.util.List;

/**
 * The client that sends a request: its device and its address.
 *
 * @param address      its address
 * @param name         a name for people, such as {@code Firefox on Linux}
 * @param deviceTokens the tokens of its accounts, the newest first; secret
 * @param secure       whether it used https
 * @param keepsCookies false when it asks for its device token in a header
 */
public record SignInClient(
        String address, String name, List<String> deviceTokens, boolean secure, boolean keepsCookies) {
    /** A client of which nothing is known. */
    public static final SignInClient UNKNOWN = new SignInClient("unknown", "Unknown device", List.of(), false, true);

    public SignInClient {
        deviceTokens = List.copyOf(deviceTokens);
    }

    /** What is limited together with it. */
    public String group() {
        return ClientAddressResolver.group(address);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "SignInClient[" + address + ", " + name + "]";
    }
}
