package org.heliograph.web.page;

import java.util.Map;
import org.heliograph.text.MarkupEncoder;
import org.heliograph.uptime.state.MonitorStatus;

/** The marks of states as SVG. Their shapes are those of the script (webapp/app/status/items.js). */
final class StateIcon {
    static final Map<MonitorStatus, String> SHAPES = Map.of(
            MonitorStatus.UP,
            "<circle cx=\"10\" cy=\"10\" r=\"9\"/><path class=\"mark-cut\" d=\"m6 10.3 2.8 2.8L14.2 7.500\"/>",
            MonitorStatus.DEGRADED,
            "<path d=\"M10 1.5 19 18H1z\"/><path class=\"mark-cut\" d=\"M10 8v4.500M10 15v.2\"/>",
            MonitorStatus.DOWN,
            "<rect x=\"1.5\" y=\"1.5\" width=\"17\" height=\"17\" rx=\"4\"/><path class=\"mark-cut\" d=\"m6.8 6.8 6.4 6.4M13.2 6.800l-6.4 6.4\"/>",
            MonitorStatus.PENDING,
            "<circle class=\"mark-open\" cx=\"10\" cy=\"10\" r=\"7.5\"/>",
            MonitorStatus.MAINTENANCE,
            "<circle cx=\"10\" cy=\"10\" r=\"9\"/><path class=\"mark-cut\" d=\"M7.500 6v8M12.500 6v8\"/>",
            MonitorStatus.UNKNOWN,
            "<circle class=\"mark-open\" cx=\"10\" cy=\"10\" r=\"7.5\"/><path class=\"mark-open\" d=\"M7.500 10h5\"/>");

    private StateIcon() {}

    /** @param label its name for those who do not see it */
    static String of(MonitorStatus status, String label) {
        return "<svg class=\"state-mark\" data-status=\"%s\" viewBox=\"0 0 20 20\" role=\"img\" aria-label=\"%s\">%s</svg>"
                .formatted(status.text(), MarkupEncoder.encode(label), SHAPES.get(status));
    }
}
