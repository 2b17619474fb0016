package org.heliograph.operations.console;

import java.util.List;
import java.util.stream.Collectors;
import org.heliograph.operations.nodes.NodeStatus;
import org.heliograph.rest.ApiException;

/** Finds the one node that an administrator means. Two nodes may have been given the same name, and only one of them is meant. */
final class NodeSelector {
    private static final int CONFLICT = 409;

    private NodeSelector() {}

    /**
     * The node of an id, or else the one of a name.
     *
     * @throws ApiException 404 when there is none, 409 when several nodes have the name; the message has their ids
     */
    static NodeStatus select(List<NodeStatus> nodes, String idOrName) {
        List<NodeStatus> found =
                nodes.stream().filter(node -> node.instance().equals(idOrName)).toList();
        if (found.isEmpty()) {
            found = nodes.stream().filter(node -> node.name().equals(idOrName)).toList();
        }
        if (found.isEmpty()) {
            throw ApiException.notFound("There is no such node.");
        }
        if (found.size() > 1) {
            throw new ApiException(
                    CONFLICT,
                    "NODE_NAME_SHARED",
                    found.size() + " nodes have this name. Name one by its id: "
                            + found.stream().map(NodeStatus::instance).collect(Collectors.joining(", ")) + ".");
        }
        return found.get(0);
    }
}
