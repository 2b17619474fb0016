package org.heliograph;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.interceptor.Interceptors;
import java.util.stream.Stream;
import org.heliograph.settings.TimerGuard;

/** CONTRIBUTING's table of packages: who may know whom. */
@AnalyzeClasses(packages = "org.heliograph", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule everyRoomKnowsOnlyItsOwn = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("settings")
            .definedBy("org.heliograph.settings..")
            .layer("rest")
            .definedBy("org.heliograph.rest..")
            .layer("event")
            .definedBy("org.heliograph.event..")
            .layer("identity")
            .definedBy("org.heliograph.identity..")
            .layer("organization")
            .definedBy("org.heliograph.organization..")
            .layer("machine")
            .definedBy("org.heliograph.machine..")
            .layer("query")
            .definedBy("org.heliograph.query..")
            .layer("eventlog")
            .definedBy("org.heliograph.eventlog..")
            .layer("hub")
            .definedBy("org.heliograph.hub..")
            .layer("cluster")
            .definedBy("org.heliograph.cluster..")
            .layer("gateway")
            .definedBy("org.heliograph.gateway..")
            .layer("fleet")
            .definedBy("org.heliograph.dialect.fleet..")
            .layer("uptime")
            .definedBy("org.heliograph.uptime..")
            .layer("alert")
            .definedBy("org.heliograph.alert..")
            .layer("channels")
            .definedBy("org.heliograph.dialect.channels..")
            .layer("statuspage")
            .definedBy("org.heliograph.dialect.statuspage..")
            .layer("alerts")
            .definedBy("org.heliograph.dialect.alerts..")
            .layer("operations")
            .definedBy("org.heliograph.operations..")
            .layer("demo")
            .definedBy("org.heliograph.demo..")
            .whereLayer("settings")
            .mayNotAccessAnyLayer()
            .whereLayer("rest")
            .mayNotAccessAnyLayer()
            .whereLayer("event")
            .mayNotAccessAnyLayer()
            .whereLayer("query")
            .mayOnlyAccessLayers("rest")
            .whereLayer("identity")
            .mayOnlyAccessLayers("settings", "rest", "event")
            .whereLayer("eventlog")
            .mayOnlyAccessLayers("settings", "event")
            .whereLayer("organization")
            .mayOnlyAccessLayers("settings", "rest", "event", "identity", "eventlog")
            .whereLayer("machine")
            .mayOnlyAccessLayers("settings", "rest", "event", "identity", "organization", "query", "eventlog")
            .whereLayer("uptime")
            .mayOnlyAccessLayers("settings", "rest", "event", "identity", "eventlog")
            .whereLayer("alert")
            .mayOnlyAccessLayers("settings", "rest", "event", "identity", "eventlog")
            .whereLayer("hub")
            .mayOnlyAccessLayers("settings", "event", "identity")
            .whereLayer("cluster")
            .mayOnlyAccessLayers("settings", "event", "eventlog", "hub")
            .whereLayer("gateway")
            .mayOnlyAccessLayers("settings", "rest", "event", "hub", "identity", "organization")
            .whereLayer("fleet")
            .mayOnlyAccessLayers("settings", "rest", "event", "hub", "identity", "organization", "gateway")
            .whereLayer("channels")
            .mayOnlyAccessLayers("settings", "rest", "event", "hub", "identity", "gateway")
            .whereLayer("statuspage")
            .mayOnlyAccessLayers("settings", "rest", "event", "hub", "identity", "gateway", "uptime")
            .whereLayer("alerts")
            .mayOnlyAccessLayers("settings", "rest", "event", "hub", "identity", "gateway", "alert")
            .whereLayer("demo")
            .mayOnlyAccessLayers("settings");

    @ArchTest
    static final ArchRule noPackageIsPartOfACycle =
            slices().matching("org.heliograph.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingPrintsToTheConsole =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule nothingStartsThreadsOfItsOwn =
            noClasses().should().callConstructor(Thread.class, Runnable.class);

    @ArchTest
    static final ArchRule timersAreOneSentence =
            classes().that().haveSimpleNameEndingWith("Timer").should().beAnnotatedWith("jakarta.ejb.Singleton");

    @ArchTest
    static final ArchRule noTimerEndsByAnException = methods()
            .that()
            .areAnnotatedWith("jakarta.ejb.Schedule")
            .should()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(guardedBy(TimerGuard.class));

    private static DescribedPredicate<JavaAnnotation<?>> guardedBy(Class<?> interceptor) {
        return DescribedPredicate.describe(
                "@Interceptors with " + interceptor.getSimpleName(),
                annotation -> annotation.getRawType().isEquivalentTo(Interceptors.class)
                        && annotation.getProperties().get("value") instanceof JavaClass[] classes
                        && Stream.of(classes).anyMatch(one -> one.isEquivalentTo(interceptor)));
    }

    @ArchTest
    static void everyPackageSaysWhatItIs(JavaClasses all) {
        JavaPackage root = all.getPackage("org.heliograph");

        assertThat(root.getSubpackagesInTree())
                .filteredOn(found -> !found.getClasses().isEmpty())
                .allSatisfy(found -> assertThat(found.tryGetPackageInfo())
                        .as(found.getName())
                        .isPresent());
    }

    @ArchTest
    static final ArchRule jsonIsMadeInOneWay = noClasses()
            .that()
            .resideOutsideOfPackage("org.heliograph.json")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.json.Json")
            .because("its methods search the class path at each call");
}
