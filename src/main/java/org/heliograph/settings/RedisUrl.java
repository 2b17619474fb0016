package org.heliograph.settings;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where Redis or Valkey is: one server, or the Sentinels that know which server is the master. Redis Cluster is not supported.
 *
 * @param tls      whether connections are encrypted, those to Sentinels too
 * @param servers  the server, or the Sentinels
 * @param master   the name by which the Sentinels know the master; empty for one server
 * @param account  of the server
 * @param sentinel the account of the Sentinels
 * @param database the number of the database
 */
public record RedisUrl(
        boolean tls, List<Server> servers, Optional<String> master, Account account, Account sentinel, int database) {
    static final String FORM = "a URL of one Redis or of its Sentinels (a Redis Cluster is not supported), such as"
            + " redis://host:6379/0, rediss://user:password@host or"
            + " redis-sentinel://host1:26379,host2:26379/0?sentinelMasterId=name";
    private static final String SENTINEL = "-sentinel";
    private static final int PORT = 6379;
    private static final int SENTINEL_PORT = 26379;

    /** A server by its address. */
    public record Server(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** Both null for none; the user is null for the default one. */
    public record Account(String user, String password) {
        private static Account of(String user, String password) {
            return new Account(user == null || user.isEmpty() ? null : user, password);
        }

        /** Never shows the password. */
        @Override
        public String toString() {
            return user == null ? "default" : user;
        }
    }

    /** Reads a URL. @throws IllegalArgumentException when it is none of the supported ones */
    public static RedisUrl parse(String text) {
        URI url = URI.create(text.strip());
        String scheme = String.valueOf(url.getScheme());
        boolean bySentinel = scheme.endsWith(SENTINEL);
        String protocol = scheme.replace(SENTINEL, "");
        Setting.require(protocol.equals("redis") || protocol.equals("rediss"));
        String authority = url.getRawAuthority();
        Setting.require(authority != null);
        int at = authority.lastIndexOf('@');
        List<Server> servers = Arrays.stream(authority.substring(at + 1).split(",", -1))
                .map(host -> server(host, bySentinel ? SENTINEL_PORT : PORT))
                .toList();
        Setting.require(bySentinel || servers.size() == 1);
        Setting.require(url.getPath().matches("/?|/\\d{1,4}"));
        Map<String, String> parameters = parameters(url);
        String master = parameters.getOrDefault("sentinelMasterId", url.getFragment());
        Setting.require(!bySentinel || master != null && !master.isBlank());
        return new RedisUrl(
                protocol.equals("rediss"),
                servers,
                bySentinel ? Optional.of(master) : Optional.empty(),
                account(at < 0 ? null : authority.substring(0, at)),
                Account.of(parameters.get("sentinelUser"), parameters.get("sentinelPassword")),
                url.getPath().length() > 1 ? Integer.parseInt(url.getPath().substring(1)) : 0);
    }

    private static Server server(String text, int defaultPort) {
        URI url = URI.create("redis://" + text);
        Setting.require(url.getHost() != null && url.getUserInfo() == null);
        return new Server(url.getHost(), url.getPort() < 0 ? defaultPort : url.getPort());
    }

    private static Account account(String raw) {
        if (raw == null) {
            return Account.of(null, null);
        }
        String[] parts = raw.split(":", 2);
        // Redis has no account without a password
        Setting.require(parts.length == 2);
        return Account.of(decode(parts[0]), decode(parts[1]));
    }

    private static Map<String, String> parameters(URI url) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter :
                Optional.ofNullable(url.getRawQuery()).orElse("").split("&")) {
            String[] parts = parameter.split("=", 2);
            if (parts.length == 2) {
                parameters.put(decode(parts[0]), decode(parts[1]));
            }
        }
        return parameters;
    }

    /** Replaces {@code %41} and the like, and leaves {@code +} as it is. */
    private static String decode(String text) {
        return URI.create("redis:/?" + text).getQuery();
    }

    /** The address without accounts. */
    public String address() {
        return (tls ? "rediss" : "redis") + (master.isPresent() ? SENTINEL : "") + "://"
                + String.join(",", servers.stream().map(Server::toString).toList())
                + (database == 0 && master.isEmpty() ? "" : "/" + database)
                + master.map(name -> "?sentinelMasterId=" + name).orElse("");
    }

    /** A text with the passwords replaced. */
    public String withoutPasswords(String text) {
        String shown = text;
        for (Account each : List.of(account, sentinel)) {
            if (each.password() != null && !each.password().isEmpty()) {
                shown = shown.replace(each.password(), "***");
            }
        }
        return shown;
    }

    /** The address without accounts. */
    @Override
    public String toString() {
        return address();
    }
}
