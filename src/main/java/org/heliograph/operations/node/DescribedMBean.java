package org.heliograph.operations.node;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.StandardMBean;

/** An MXBean whose descriptions are those of its interface ({@link Description}). */
public final class DescribedMBean extends StandardMBean {
    /** @param shown the methods that it has */
    public <T> DescribedMBean(T bean, Class<T> shown) {
        super(bean, shown, true);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return text(getMBeanInterface()).orElseGet(() -> super.getDescription(info));
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return ofMethod((info.isIs() ? "is" : "get") + info.getName()).orElseGet(() -> super.getDescription(info));
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return ofMethod(info.getName()).orElseGet(() -> super.getDescription(info));
    }

    private Optional<String> ofMethod(String name) {
        return Stream.of(getMBeanInterface().getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .flatMap((Method method) -> text(method));
    }

    private static Optional<String> text(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Description.class)).map(Description::value);
    }
}
