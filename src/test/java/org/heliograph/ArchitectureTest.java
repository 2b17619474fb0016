package org.heliograph;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaMethodReference;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.platform.JobScheduler;

/** Checks the code against the table of packages in CONTRIBUTING.md, and a few rules that hold everywhere. */
@AnalyzeClasses(packages = "org.heliograph", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** A row of the table: the first name in backticks, and the last column. */
    private static final Pattern ROW = Pattern.compile("\\| `([a-z.]+)`[^|]*\\|[^|]*\\| ([^|]*) \\|");

    /** A number in a format. */
    private static final Pattern NUMBER = Pattern.compile("%[0-9]*\\$?[0-9,.+]*[dfeg]\\b");

    @ArchTest
    static void packagesUseOnlyWhatTheTableOfContributingAllows(JavaClasses all) throws IOException {
        Map<String, Set<String>> mayUse = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("CONTRIBUTING.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                mayUse.put(row.group(1), Set.of(row.group(2).split(", ")));
            }
        }
        Set<String> usedByAll = mayUse.keySet().stream()
                .filter(name -> mayUse.get(name).contains("everyone may use it"))
                .collect(Collectors.toSet());
        Set<String> packages = all.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("org.heliograph"))
                .map(name -> name.substring("org.heliograph.".length()))
                .collect(Collectors.toSet());

        assertThat(packages)
                .allMatch(name -> mayUse.keySet().stream().anyMatch(row -> (name + ".").startsWith(row + ".")));
        Architectures.LayeredArchitecture rule = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String row : mayUse.keySet()) {
            rule = rule.layer(row).definedBy("org.heliograph." + row + "..");
        }
        for (Map.Entry<String, Set<String>> row : mayUse.entrySet()) {
            if (row.getValue().contains("anything")) {
                continue;
            }
            Set<String> allowed = new HashSet<>(usedByAll);
            allowed.addAll(row.getValue());
            allowed.retainAll(mayUse.keySet());
            allowed.remove(row.getKey());
            rule = allowed.isEmpty()
                    ? rule.whereLayer(row.getKey()).mayNotAccessAnyLayer()
                    : rule.whereLayer(row.getKey()).mayOnlyAccessLayers(allowed.toArray(String[]::new));
        }
        rule.check(all);
    }

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
    static final ArchRule workByTheClockIsAScheduledJob = methods()
            .that()
            .areAnnotatedWith("jakarta.ejb.Schedule")
            .should()
            .beDeclaredIn(JobScheduler.class)
            .because("a timer that throws twice may be given up, and a slow one must not hold up another");

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
    static void noSourceFileIsLongerThan250Lines(JavaClasses all) throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (String root : List.of("src/main/java", "webapp")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(path -> path.toString().matches(".*\\.(java|js|css)"))
                        .filter(path -> !path.startsWith("webapp/lib"))
                        .toList()) {
                    if (Files.readAllLines(file).size() > 250) {
                        tooLong.add(file.toString());
                    }
                }
            }
        }

        assertThat(tooLong).isEmpty();
    }

    /** Those that read the date in milliseconds, to show it, to store it, or to compare it with the end of a token. */
    private static final Set<String> READERS_OF_THE_DATE = Set.of(
            "org.heliograph.identity.TokenVerifier",
            "org.heliograph.identity.AccessTokenFactory",
            "org.heliograph.gateway.HandshakeFilter",
            "org.heliograph.hub.liveness.LivenessMonitor",
            "org.heliograph.dialect.alerts.AlertsHeartbeat",
            "org.heliograph.installation.Installation",
            "org.heliograph.identity.VerifiedTokenCache",
            "org.heliograph.metric.EventAge");

    /** The wall clock may be set: durations are those of System.nanoTime. The demo's scenarios plan by the date that they show. */
    @ArchTest
    static void durationsAreNotMeasuredByTheWallClock(JavaClasses all) {
        Set<String> found = all.stream()
                .filter(each -> !each.getPackageName().startsWith("org.heliograph.demo"))
                .filter(each -> Stream.concat(
                                each.getMethodCallsFromSelf().stream().map(JavaMethodCall::getTarget),
                                each.getMethodReferencesFromSelf().stream().map(JavaMethodReference::getTarget))
                        .anyMatch(ArchitectureTest::readsTheWallClockInMilliseconds))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        assertThat(found).isSubsetOf(READERS_OF_THE_DATE);
    }

    private static boolean readsTheWallClockInMilliseconds(CodeUnitAccessTarget target) {
        String method = target.getOwner().getName() + "." + target.getName();
        return method.equals("java.time.Clock.millis")
                || method.equals("java.lang.System.currentTimeMillis")
                || method.equals("java.time.Instant.now");
    }

    @ArchTest
    static final ArchRule textsAreFormattedAlikeInEveryLocale = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "printf", String.class, Object[].class);

    /** With {@code formatted} they get the digits of the server's language, also in SQL; {@code %s} has the same digits everywhere. */
    @ArchTest
    static void numbersAreFormattedAlikeInEveryLocale(JavaClasses all) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .filteredOn(file -> NUMBER.matcher(contentOf(file.toFile(), StandardCharsets.UTF_8))
                            .find())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(contentOf(file.toFile(), StandardCharsets.UTF_8))
                            .as("%s", file)
                            .doesNotContain(".formatted("));
        }
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
