package org.heliograph.operations.jmx;

import java.util.List;
import java.util.Map;
import org.heliograph.operations.node.Description;

/** All nodes of the installation in JMX, as {@code org.heliograph:type=Installation}. A row is a map of names to texts. */
@Description("All nodes of this installation of Heliograph, whichever of them is asked.")
public interface InstallationMXBean {
    @Description("How many nodes there are, silent ones included.")
    int getNodeCount();

    @Description("Nodes that take clients.")
    int getReadyNodes();

    @Description(
            "Nodes that have not written their figures for heliograph.node.silence: they hang, were killed, or do not reach the database.")
    int getSilentNodes();

    @Description("Open sockets and streams of all nodes that are not silent.")
    long getSockets();

    @Description("Subscriptions of all nodes that are not silent.")
    long getSubscriptions();

    @Description("The slowest delivery of the last ten seconds on any node, in milliseconds.")
    long getLagMillis();

    @Description("How long the oldest committed event has waited for its sequence number, in milliseconds.")
    long getPendingMillis();

    @Description("Every node with its figures.")
    List<Map<String, String>> getNodes();

    @Description("The periodic jobs of all nodes.")
    List<Map<String, String>> getJobs();

    @Description("The settings in force on the node that is asked, with their origins; secrets are hidden.")
    List<Map<String, String>> getSettings();

    @Description("What each node has counted in steps of ten seconds, in the last five minutes.")
    List<Map<String, String>> getRates();

    @Description("Sockets whose clients do not keep up, of all nodes, a thousand at most.")
    List<Map<String, String>> getSlowSockets();

    @Description(
            "Topics whose names contain a text, with positions, pending events and subscriptions; a thousand at most.")
    List<Map<String, String>> findTopics(String search);

    @Description(
            "Open sockets of a user, by a part of the e-mail address or id, or of everybody for an empty text; a thousand at most.")
    List<Map<String, String>> findSockets(String user);

    @Description("Closes a socket of any node by its id, with a reason that its client gets.")
    String disconnect(String socket, String reason);

    @Description(
            "Drains the node of an id, or of a name that no other one has, over so many seconds; negative for the time that is configured there.")
    String drain(String node, int seconds);

    @Description("Lets the node of an id, or of a name that no other one has, accept sockets again.")
    String undrain(String node);
}
