package org.heliograph.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.lang.annotation.Annotation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every resource method that changes something leaves its row: it says which act it is, and calls code that records this act. */
@AnalyzeClasses(packages = "org.heliograph", importOptions = DoNotIncludeTests.class)
class AuditedResourcesTest {
    private static final List<Class<? extends Annotation>> CHANGING =
            List.of(POST.class, PUT.class, PATCH.class, DELETE.class);

    /** Acts of which only failures are recorded, for which no code is needed. */
    private static final Set<AuditAction> FAILURES_ONLY = EnumSet.of(AuditAction.SESSION_REFRESH);

    private static Stream<JavaMethod> changing(JavaClasses all) {
        return all.stream()
                .flatMap(found -> found.getMethods().stream())
                .filter(method -> CHANGING.stream().anyMatch(method::isAnnotatedWith));
    }

    @ArchTest
    static void everyChangingMethodIsAuditedOrSaysWhyNot(JavaClasses all) {
        Set<String> undecided = new TreeSet<>();
        changing(all)
                .filter(method -> method.isAnnotatedWith(Audited.class) == method.isAnnotatedWith(Unaudited.class))
                .forEach(method -> undecided.add(method.getFullName()));

        assertThat(undecided).isEmpty();
        assertThat(changing(all).count()).isGreaterThan(40);
        assertThat(changing(all).filter(method -> method.isAnnotatedWith(Unaudited.class)))
                .allSatisfy(method -> assertThat(
                                method.getAnnotationOfType(Unaudited.class).value())
                        .isNotBlank());
    }

    @ArchTest
    static void everyAuditedMethodCallsCodeThatRecordsItsAct(JavaClasses all) {
        Set<String> without = new TreeSet<>();
        changing(all).filter(method -> method.isAnnotatedWith(Audited.class)).forEach(method -> {
            AuditAction action = method.getAnnotationOfType(Audited.class).value();
            Reached reached = Reached.from(method);
            if (!FAILURES_ONLY.contains(action) && !(reached.records && reached.actions.contains(action.name()))) {
                without.add(method.getFullName() + " " + action);
            }
        });

        assertThat(without).isEmpty();
    }

    @ArchTest
    static void everyActIsRecordedSomewhere(JavaClasses all) {
        Set<String> used = new HashSet<>();
        all.stream()
                .filter(found -> !found.isEquivalentTo(AuditAction.class))
                .flatMap(found -> found.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(AuditAction.class))
                .forEach(access -> used.add(access.getTarget().getName()));

        assertThat(EnumSet.complementOf(EnumSet.copyOf(FAILURES_ONLY)))
                .allSatisfy(action -> assertThat(used).contains(action.name()));
    }

    /** What a row is written for belongs to a transaction, which is that of the act where there is one. */
    @ArchTest
    static void classesThatRecordActsAreTransactional(JavaClasses all) {
        Set<String> without = new TreeSet<>();
        all.stream()
                .filter(found -> found.getMethodCallsFromSelf().stream()
                        .anyMatch(call ->
                                isRecord(call.getTargetOwner(), call.getTarget().getName())))
                .filter(found -> !found.isAnnotatedWith("jakarta.transaction.Transactional"))
                .filter(found -> found.getMethods().stream()
                        .noneMatch(method -> method.isAnnotatedWith("jakarta.transaction.Transactional")))
                .forEach(found -> without.add(found.getName()));

        assertThat(without).isEmpty();
    }

    private static boolean isRecord(JavaClass owner, String method) {
        return owner.isEquivalentTo(AuditTrail.class) && method.equals("record");
    }

    /** Which code a method reaches: whether it records, and which acts it names. */
    private static final class Reached {
        private final Set<String> actions = new HashSet<>();
        private boolean records;

        static Reached from(JavaCodeUnit start) {
            Reached reached = new Reached();
            Set<JavaCodeUnit> seen = new HashSet<>(Set.of(start));
            Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
            while (!open.isEmpty()) {
                JavaCodeUnit unit = open.remove();
                unit.getFieldAccesses().stream()
                        .filter(access -> access.getTargetOwner().isEquivalentTo(AuditAction.class))
                        .forEach(
                                access -> reached.actions.add(access.getTarget().getName()));
                Stream.concat(unit.getCallsFromSelf().stream(), unit.getCodeUnitReferencesFromSelf().stream())
                        .map(access -> access.getTarget())
                        .filter(target -> target.getOwner().getName().startsWith("org.heliograph."))
                        .forEach(target -> {
                            if (target.getOwner().isEquivalentTo(AuditTrail.class)) {
                                reached.records |=
                                        Set.of("record", "recordLater").contains(target.getName());
                            } else {
                                target.resolveMember()
                                        .filter(found -> seen.add(found))
                                        .ifPresent(open::add);
                            }
                        });
            }
            return reached;
        }
    }
}
