package org.heliograph.operations.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.heliograph.json.JsonText;
import org.heliograph.operations.node.DescribedMBean;
import org.heliograph.operations.node.Description;
import org.heliograph.operations.node.NodeMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationMXBeanTest {
    /** A bean of the interface, whose lists have one row. */
    private static <T> T bean(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> method.getReturnType() == List.class
                        ? JmxRows.of(List.of(JsonText.object()
                                .add("name", "node-1")
                                .add("sockets", 7)
                                .add("reasons", JsonText.array(List.of("a")))
                                .addNull("user")
                                .build()))
                        : null));
    }

    @ParameterizedTest
    @ValueSource(classes = {InstallationMXBean.class, NodeMXBean.class})
    <T> void everyAttributeAndOperationHasItsDescription(Class<T> type) {
        MBeanInfo info = new DescribedMBean(bean(type), type).getMBeanInfo();
        List<String> written = Stream.of(type.getMethods())
                .map(method -> method.getAnnotation(Description.class).value())
                .toList();

        assertThat(info.getDescription())
                .isEqualTo(type.getAnnotation(Description.class).value());
        assertThat(Stream.concat(Stream.of(info.getAttributes()), Stream.of(info.getOperations()))
                        .map(feature -> feature.getDescription()))
                .hasSize(type.getMethods().length)
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void rowsAreTablesThatEveryClientCanShow() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("org.heliograph.test:type=Installation");
        beans.registerMBean(new DescribedMBean(bean(InstallationMXBean.class), InstallationMXBean.class), name);
        try {
            TabularData[] nodes = (TabularData[]) beans.getAttribute(name, "Nodes");

            assertThat(nodes).hasSize(1);
            for (Map.Entry<String, String> cell : Map.of(
                            "name", "node-1", "sockets", "7", "reasons", "[\"a\"]", "user", "")
                    .entrySet()) {
                assertThat(nodes[0].get(new Object[] {cell.getKey()}).get("value"))
                        .isEqualTo(cell.getValue());
            }
        } finally {
            beans.unregisterMBean(name);
        }
    }
}
