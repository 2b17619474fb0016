package org.heliograph.identity.client;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.Network;

/** Headers that say where a client is, and what it is. */
public final class ClientAddressTarget implements FuzzTarget {
    private static final int LONGEST_NAME = 60;
    private final ClientAddressResolver resolver = new ClientAddressResolver(new Configuration(name ->
            Optional.of("127.0.0.1, ::1, 10.1.0.0/16, fd00::/8").filter(any -> name.equals("heliograph.proxies"))));

    @Override
    public void accept(byte[] input) {
        HttpServletRequest request = FuzzInput.request(input, "/ws");
        resolver.isSecure(request);
        String address = resolver.address(request);
        if (address != null) {
            ClientAddressResolver.group(address);
        }
        String text = FuzzInput.text(input);
        try {
            // without a name service: an input would wait for it
            Network.address(text);
            Require.that(text.matches("[0-9A-Fa-f:.]+"), "a name was taken for an address: " + text);
        } catch (IllegalArgumentException refused) {
            Require.that(
                    refused.getCause() == null || text.indexOf(':') > 0 || text.startsWith(":"),
                    "a name service was asked for " + text);
        }
        String device = DeviceName.of(text);
        Require.that(!device.isBlank() && device.length() <= LONGEST_NAME, "name of the device: " + device);
    }
}
