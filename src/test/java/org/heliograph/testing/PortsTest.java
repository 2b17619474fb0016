package org.heliograph.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void noPortIsGivenTwiceAndEachIsFree() throws Exception {
        List<Integer> ports = IntStream.range(0, 20).mapToObj(i -> Ports.free()).toList();

        assertThat(ports).doesNotHaveDuplicates();
        for (int port : ports) {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    @Test
    void noTwoOffsetsLeadToOnePort() {
        List<Integer> ports = IntStream.range(0, 20)
                .map(i -> Ports.offset(8080, 9990))
                .boxed()
                .flatMap(offset -> List.of(8080 + offset, 9990 + offset).stream())
                .toList();

        assertThat(ports).doesNotHaveDuplicates();
    }
}
