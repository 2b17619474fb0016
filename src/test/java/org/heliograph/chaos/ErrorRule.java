package org.heliograph.chaos;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.testing.Ports;
import org.heliograph.testing.Server;
import org.jboss.byteman.agent.install.Install;
import org.jboss.byteman.agent.submit.ScriptText;
import org.jboss.byteman.agent.submit.Submit;

/**
 * Throws an {@link Error} in one method of a running node, in one call of three, by Byteman, which changes the bytecode. The product
 * knows nothing of it.
 *
 * @param method a class of the product and one of its methods
 * @param where  {@code ENTRY} or {@code EXIT}: before the method has done its work, or after it
 */
record ErrorRule(String method, String where) {
    /** Each is a step of a loop, or a callback, that other changes go through afterwards. */
    private static final List<String> METHODS = List.of(
            "delivery.Relay.receive",
            "delivery.LogComparison.run",
            "delivery.TopicDelivery.offer",
            "eventlog.SequencerRepository.sequence",
            "hub.Connection.deliver",
            "hub.Connection.flush",
            "machine.heartbeat.TransitionRepository.store",
            "machine.heartbeat.LastSeenWriter.flush",
            "uptime.pulse.PulseRepository.store",
            "broker.redis.RedisLink.receive");

    private static final String HOST = "127.0.0.1";
    /** The ports of Byteman's agents, by the processes that they have been loaded into. */
    private static final Map<Long, Integer> PORTS = new ConcurrentHashMap<>();

    static ErrorRule random(Random random) {
        return new ErrorRule(METHODS.get(random.nextInt(METHODS.size())), random.nextBoolean() ? "ENTRY" : "EXIT");
    }

    private ScriptText script() {
        int dot = method.lastIndexOf('.');
        return new ScriptText(
                "heliograph.btm", """
                RULE error %1$s %2$s %3$s
                CLASS org.heliograph.%1$s
                METHOD %2$s
                AT %3$s
                IF java.util.concurrent.ThreadLocalRandom.current().nextInt(3) == 0
                DO throw new java.lang.AssertionError("injected into %2$s")
                ENDRULE
                """.formatted(method.substring(0, dot), method.substring(dot + 1), where));
    }

    /** Does nothing when the node has ended meanwhile. */
    void install(Server node) {
        change(node, submit -> submit.addScripts(List.of(script())));
    }

    void remove(Server node) {
        change(node, submit -> submit.deleteScripts(List.of(script())));
    }

    private interface Change {
        void apply(Submit submit) throws Exception;
    }

    private static void change(Server node, Change change) {
        long pid = node.pid();
        try {
            change.apply(new Submit(HOST, PORTS.computeIfAbsent(pid, ErrorRule::load)));
        } catch (Exception failed) {
            throw new IllegalStateException("Byteman does not change " + node, failed);
        }
    }

    /** Loads the agent. @return its port */
    private static int load(long pid) {
        try {
            int port = Ports.free();
            Install.install("" + pid, true, HOST, port, new String[0]);
            return port;
        } catch (Exception failed) {
            throw new IllegalStateException("the agent could not be loaded", failed);
        }
    }

    @Override
    public String toString() {
        return method + " at its " + where.toLowerCase(Locale.ROOT);
    }
}
