package org.heliograph.identity.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.Network;
import org.heliograph.settings.NodeSettings;

/**
 * Finds the address of a request's client. {@code X-Forwarded-For} counts only as far as proxies of {@code heliograph.proxies} wrote
 * it: from its right end to the first address that is no such proxy. Whatever is left of that may be invented. The servers' own
 * handling of the header stays off, since it believes every client.
 */
@ApplicationScoped
public class ClientAddressResolver {
    public static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final Logger LOG = Logger.getLogger(ClientAddressResolver.class.getName());

    private final AtomicBoolean hinted = new AtomicBoolean();
    private List<Network> proxies = List.of();

    /** For the container's proxies. */
    protected ClientAddressResolver() {}

    @Inject
    public ClientAddressResolver(Configuration configuration) {
        this(configuration.find(NodeSettings.PROXIES).orElse(List.of()));
    }

    ClientAddressResolver(List<Network> proxies) {
        this.proxies = proxies;
    }

    /** The client's address in its usual form; the peer's as the server gives it when that is no IP address. */
    public String address(HttpServletRequest request) {
        return address(request.getRemoteAddr(), Collections.list(request.getHeaders(FORWARDED_FOR)));
    }

    /**
     * The same where there is no servlet request yet.
     *
     * @param remote  the address of the peer
     * @param headers the values of all {@code X-Forwarded-For}, in their order
     */
    public String address(String remote, Collection<String> headers) {
        Optional<InetAddress> peer = parse(remote);
        if (peer.isEmpty()) {
            return remote;
        }
        InetAddress client = peer.get();
        List<String> forwarded = forwarded(headers);
        if (!forwarded.isEmpty() && !isProxy(client)) {
            hint(client);
        }
        for (int last = forwarded.size() - 1; last >= 0 && isProxy(client); last--) {
            Optional<InetAddress> before = parse(forwarded.get(last));
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
        }
        return text(client);
    }

    /** Whether the client used https, towards us or towards a proxy that is believed. */
    public boolean isSecure(HttpServletRequest request) {
        return request.isSecure()
                || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))
                        && parse(request.getRemoteAddr()).filter(this::isProxy).isPresent();
    }

    /** What is limited together: an IPv4 address, or the network of an IPv6 subscriber. */
    public static String group(String address) {
        return parse(address).map(Network::group).orElse(address);
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    /** The addresses of all such headers, in their order. */
    private static List<String> forwarded(Collection<String> headers) {
        List<String> addresses = new ArrayList<>();
        for (String header : headers) {
            addresses.addAll(Arrays.asList(header.split(",", -1)));
        }
        return addresses;
    }

    /** Some proxies add the client's port, and brackets around an IPv6 address. */
    private static Optional<InetAddress> parse(String written) {
        String text = written == null ? "" : written.strip();
        if (text.startsWith("[")) {
            text = text.substring(1).replaceFirst("](:\\d+)?$", "");
        } else if (text.indexOf(':') == text.lastIndexOf(':')) {
            text = text.replaceFirst(":\\d+$", "");
        }
        int zone = text.indexOf('%');
        try {
            return Optional.of(Network.address(zone < 0 ? text : text.substring(0, zone)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private void hint(InetAddress peer) {
        if (hinted.compareAndSet(false, true)) {
            LOG.log(
                    Level.INFO,
                    "{0} sends X-Forwarded-For, which is ignored; if that is your proxy, name it in {1}",
                    new Object[] {text(peer), NodeSettings.PROXIES.name()});
        }
    }
}
