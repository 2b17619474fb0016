package org.heliograph.operations.start;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;

class InvalidSettingIT {
    @Test
    void failsTheDeploymentWithAMessageAboutTheInvalidSetting() {
        Map<String, String> wrong = Map.of("HELIOGRAPH_LIMIT_FRAMES", "plenty");

        assertThatThrownBy(() -> Server.start("wrong-setting", wrong))
                .hasMessageContaining(
                        "heliograph.limit.frames must be a whole number from 1 to 100000," + " but is \"plenty\"");
    }
}
