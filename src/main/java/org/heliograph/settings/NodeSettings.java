package org.heliograph.settings;

import static org.heliograph.settings.Setting.duration;
import static org.heliograph.settings.Setting.flag;
import static org.heliograph.settings.Setting.number;
import static org.heliograph.settings.Setting.text;

import java.time.Duration;
import java.util.List;

/** The node, what it shares with other nodes, and the data an installation starts with. */
public final class NodeSettings {
    // Where it runs
    public static final Setting<String> DATA_DIR = text(
                    "heliograph.data.dir", "heliograph-data", "Folder of the node's files: the signing key.")
            .or("jboss.server.data.dir", "com.sun.aas.instanceRoot");
    public static final Setting<String> NODE_NAME = text(
                    "heliograph.node.name",
                    "node",
                    "Name of this node in messages between nodes, followed by a random suffix.")
            .or("jboss.node.name", "com.sun.aas.instanceName");
    public static final Setting<Duration> NODE_SILENCE = duration(
            "heliograph.node.silence",
            "PT15S",
            "PT6S",
            "PT10M",
            "After how long without a sign of life a node is silent: another node reports it on the channels system:*, and the"
                    + " console, JMX and questions to nodes do not count on it.");
    public static final Setting<String> PUBLIC_URL =
            Setting.url("heliograph.public.url", "Base URL for users and agents, when the server is behind a proxy.");
    public static final Setting<List<Network>> PROXIES = Setting.networks(
            "heliograph.proxies", "Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed; unset, none.");
    public static final Setting<Integer> HSTS_SECONDS = number(
            "heliograph.hsts.seconds",
            31_536_000,
            0,
            63_072_000,
            "How long browsers that came by https refuse http for this host (Strict-Transport-Security); 0 ends that.");
    public static final Setting<RedisUrl> REDIS_URL = Setting.redis(
                    "heliograph.redis.url",
                    "Redis or Valkey that connects the nodes; unset, a node uses the log alone.")
            .or("REDIS_URL")
            .hidden();
    public static final Setting<String> REDIS_PREFIX = Setting.prefix(
            "heliograph.redis.prefix",
            "Put before the name of every Redis channel, to separate installations that share a Redis.");
    public static final Setting<Duration> DATABASE_WAIT = duration(
            "heliograph.database.wait",
            "PT30M",
            "PT0S",
            "P1D",
            "How long a node that starts waits for its database before it gives up.");
    public static final Setting<Integer> DATABASE_REQUESTS = number(
            "heliograph.database.requests",
            24,
            1,
            1000,
            "How many requests of a node may use the database at the same time; six fewer than its connections at least,"
                    + " and fewer than half of the server's threads.");
    public static final Setting<Boolean> SIGNING_KEY_ROTATE = flag(
            "heliograph.signingkey.rotate",
            false,
            "Whether a signing key that the database does not know replaces the known one at the start, instead of stopping it.");
    public static final Setting<String> SIGNING_KEY_NEXT = text(
            "heliograph.signingkey.next",
            "",
            "File of the signing key that follows, in heliograph.data.dir; made if it is missing. It does not sign yet, and what it"
                    + " has signed is accepted.");
    public static final Setting<String> SIGNING_KEY_PREVIOUS = text(
            "heliograph.signingkey.previous",
            "",
            "File of the signing key before, in heliograph.data.dir. It does not sign any more, and what it has signed is accepted.");
    public static final Setting<Boolean> PERSISTENCE_STATISTICS = flag(
            "heliograph.persistence.statistics",
            true,
            "Whether Hibernate counts its queries, statements, flushes and transactions, for JMX and /metrics.");
    public static final Setting<String> METRICS_TOKEN = Setting.token(
                    "heliograph.metrics.token",
                    16,
                    "Shared secret that Prometheus sends as Bearer for /metrics; unset, /metrics answers programs on the"
                            + " node's own machine, and API tokens.")
            .hidden();

    // Event log and cluster
    public static final Setting<Duration> LOG_RETENTION =
            duration("heliograph.log.retention", "P1D", "PT1M", "P365D", "How long the event log keeps a publication.");
    public static final Setting<Integer> LOG_SIZE = number(
            "heliograph.log.size",
            1_000_000,
            1_000,
            100_000_000,
            "Maximum number of publications of one topic in the event log.");
    public static final Setting<Duration> GAP_WAIT = duration(
            "heliograph.log.gap",
            "PT0.2S",
            "PT0S",
            "PT10S",
            "How long a node waits for a missing sequence number before it reads the log.");

    // Demo
    public static final Setting<Boolean> DEMO = flag(
                    "heliograph.demo",
                    false,
                    "Whether the demo organisations, accounts, status page and simulated machines exist.")
            .or("heliograph.demo.default");
    public static final Setting<String> DEMO_URL =
            Setting.url("heliograph.demo.url", "Base URL at which the simulated machines reach the server.");
    public static final Setting<Integer> DEMO_MACHINES =
            number("heliograph.demo.machines", 40, 0, 5000, "Number of machines that the demo simulates.");
    public static final Setting<Boolean> DEMO_ACTIVITY = flag(
            "heliograph.demo.activity",
            true,
            "Whether the demo's services fail and recover, and alerts and channel " + "events are made.");

    // First administrator
    public static final Setting<String> ADMIN_EMAIL = text(
            "heliograph.admin.email",
            "",
            "E-mail address of the first administrator; used only while no account " + "exists.");
    public static final Setting<String> ADMIN_PASSWORD = text(
                    "heliograph.admin.password",
                    "",
                    "Password of the first administrator, used only while no account exists, and of heliograph.admin.reset.")
            .hidden();
    public static final Setting<String> ADMIN_ORGANIZATION = text(
            "heliograph.admin.organization", "Default", "Name of the organisation that the first administrator owns.");

    public static final Setting<String> ADMIN_RESET = text(
            "heliograph.admin.reset",
            "",
            "E-mail address of an administrator who gets heliograph.admin.password at the start, once; for when no"
                    + " administrator can sign in.");
    public static final Setting<MailUrl> MAIL_URL = Setting.mail(
                    "heliograph.mail.url",
                    "Mail server that takes invitations, reset links and mails to subscribers of status pages; then heliograph.mail.from and heliograph.public.url must be set."
                            + " Unset, administrators pass the links on, and no e-mail address counts as proved.")
            .hidden();
    public static final Setting<String> MAIL_SESSION = text(
            "heliograph.mail.session",
            "",
            "JNDI name of a mail session of the application server, such as java:jboss/mail/Heliograph or mail/heliograph, instead of"
                    + " heliograph.mail.url; heliograph.public.url must be set as well.");
    public static final Setting<String> MAIL_FROM = text(
            "heliograph.mail.from",
            "",
            "E-mail address from which they are sent; unset, that of the mail session of the application server.");

    public static final Setting<Integer> MAIL_RECIPIENT_LIMIT = number(
            "heliograph.mail.recipient.limit",
            5,
            1,
            1_000,
            "Mails that a node sends to one address within an hour; further invitations of the address get 429.");
    public static final Setting<Integer> MAIL_SENDER_LIMIT = number(
            "heliograph.mail.sender.limit",
            50,
            1,
            100_000,
            "Mails that a node sends for one account within an hour; its further invitations get 429.");
    public static final Setting<Integer> SUBSCRIBERS_LIMIT = number(
            "heliograph.mail.subscribers.limit",
            10_000,
            1,
            1_000_000,
            "Subscribers by mail of one status page; further readers get 409.");
    public static final Setting<Integer> SUBSCRIBER_REQUESTS = number(
            "heliograph.mail.subscribers.requests",
            20,
            1,
            10_000,
            "Subscriptions by mail that may be asked for from one client address, on a node and within an hour; further requests get 429.");
    public static final Setting<Integer> SUBSCRIBER_CONFIRMATIONS = number(
            "heliograph.mail.subscribers.confirmations",
            1_000,
            1,
            10_000,
            "Subscriptions by mail that may be asked for on a node within an hour in all; further requests get 429.");
    public static final Setting<Integer> SUBSCRIBER_MAIL_RATE = number(
            "heliograph.mail.subscribers.rate",
            300,
            1,
            6_000,
            "Mails about incidents and maintenances that a node sends to subscribers within a minute.");

    private NodeSettings() {}
}
