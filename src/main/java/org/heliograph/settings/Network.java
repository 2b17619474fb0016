package org.heliograph.settings;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.regex.Pattern;

/**
 * IP addresses with a common prefix.
 *
 * @param address one of them
 * @param prefix  the number of leading bits that they share; all bits for one address
 */
public record Network(InetAddress address, int prefix) {
    /** The part of an IPv6 address that one subscriber has: all its addresses count as one. */
    private static final int SUBSCRIBER_WORDS = 4;

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /** Java asks a name service about a text that begins with a dot, or has an octet above 255, even though no name is such a text. */
    private static final Pattern ADDRESS =
            Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|(?=[^:]*:)[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}");

    /** @throws IllegalArgumentException unless the text is an address such as {@code 10.0.0.5}, or has a prefix as {@code 10.1.0.0/16} */
    static Network parse(String text) {
        String[] parts = text.split("/", 2);
        InetAddress address = address(parts[0]);
        int bits = address.getAddress().length * Byte.SIZE;
        int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
        Setting.require(prefix >= 0 && prefix <= bits);
        return new Network(address, prefix);
    }

    /**
     * The address that a text is, without asking a name service. An IPv4 address in IPv6 form is that IPv4 address.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static InetAddress address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException("no IP address");
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException("no IP address", malformed);
        }
    }

    /** What is limited together: an IPv4 address, or the network of an IPv6 subscriber, such as {@code 2001:db8:0:7::/64}. */
    public static String group(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        ShortBuffer words = ByteBuffer.wrap(address.getAddress()).asShortBuffer();
        StringBuilder group = new StringBuilder();
        for (int word = 0; word < SUBSCRIBER_WORDS; word++) {
            group.append(Integer.toHexString(Short.toUnsignedInt(words.get(word))))
                    .append(':');
        }
        return group.append(":/64").toString();
    }

    /** As {@link #group(InetAddress)}; a text that is no address is a group of its own. */
    public static String group(String address) {
        try {
            return group(address(address));
        } catch (IllegalArgumentException other) {
            return address;
        }
    }

    public boolean contains(InetAddress other) {
        byte[] own = address.getAddress();
        byte[] others = other.getAddress();
        if (own.length != others.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((own[bit / Byte.SIZE] & mask) != (others[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
