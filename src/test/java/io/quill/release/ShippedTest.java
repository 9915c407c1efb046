package io.quill.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class ShippedTest {
    private static final Path THIRD_PARTIES = Path.of("target/classes/META-INF/THIRD-PARTY.txt");

    @Nested
    class Versions {
        /** What a test dependency asks for comes in only where nobody here decides. */
        @Test
        void areDecidedByDependencyManagement() throws IOException {
            Set<String> managed = new HashSet<>(Pom.of(repository(), Path.of("pom.xml")).managed());

            assertThat(Component.shipped())
                    .isNotEmpty()
                    .extracting(Component::coordinates)
                    .filteredOn(each -> !managed.contains(each))
                    .as("each needs a version in dependencyManagement")
                    .isEmpty();
        }

        @Test
        void haveNoAdvisoryAgainstThem() throws IOException {
            List<Component> shipped = Component.shipped();

            assertThat(Advisory.all().stream().flatMap(each -> each.within(shipped).stream()))
                    .isEmpty();
        }

        @Test
        void areOneOfEachArtifact() throws IOException {
            assertThat(Component.shipped())
                    .extracting(Component::coordinates)
                    .doesNotHaveDuplicates();
        }

        @Test
        void areTheSameInAFamily() throws IOException {
            for (String family : List.of("net.java.dev.jna", "io.netty", "io.vertx")) {
                assertThat(versions(family)).as(family).hasSize(1);
            }
        }

        private static Set<String> versions(String group) throws IOException {
            Set<String> versions = new HashSet<>();
            Component.shipped().stream()
                    .filter(each -> each.group().equals(group))
                    .forEach(each -> versions.add(each.version()));
            return versions;
        }
    }

    @Nested
    class Components {
        private static final Pattern SCHEME = Pattern.compile("from\\(\\s*\"([a-z0-9-]+):");

        /** The class path of the tests may hold one that the jar lacks. */
        @Test
        void areThereForEachEndpointOfTheRoutes() throws IOException {
            Set<String> schemes = new HashSet<>();
            try (Stream<Path> routes = Files.list(Path.of("routes"))) {
                for (Path page : routes.toList()) {
                    Matcher scheme = SCHEME.matcher(Files.readString(page));
                    while (scheme.find()) {
                        schemes.add("org.apache.camel:camel-" + scheme.group(1));
                    }
                }
            }

            assertThat(schemes).contains("org.apache.camel:camel-scheduler");
            assertThat(Component.shipped()).extracting(Component::coordinates).containsAll(schemes);
        }
    }

    @Nested
    class AnAdvisory {
        @Test
        void namesWhatIsTooOld() throws IOException {
            List<Component> shipped =
                    List.of(
                            component("org.postgresql", "postgresql", "42.7.8"),
                            component("com.mchange", "c3p0", "0.11.2"),
                            component("io.netty", "netty-codec-http", "4.1.137.Final"));

            assertThat(Advisory.all().stream().flatMap(each -> each.within(shipped).stream()))
                    .containsExactlyInAnyOrder(
                            "org.postgresql:postgresql 42.7.8 has CVE-2026-42198, CVE-2026-54291:"
                                    + " raise it to 42.7.13 or later in dependencyManagement.",
                            "com.mchange:c3p0 0.11.2 has CVE-2026-27830, CVE-2026-55223:"
                                    + " raise it to 0.14.1 or later in dependencyManagement.");
        }

        private static Component component(String group, String name, String version) {
            return new Component(group, name, version, List.of());
        }
    }

    @Nested
    class ThirdPartyTexts {
        @Test
        void nameEachArtifactWithItsLicence() throws IOException {
            List<String> lines = Files.readAllLines(THIRD_PARTIES);

            for (Component each : Component.shipped()) {
                String start =
                        each.coordinates()
                                + " "
                                + each.version()
                                + "  "
                                + String.join(" OR ", each.licences());
                assertThat(lines).anyMatch(line -> line.matches("\\Q" + start + "\\E  \\[\\d.*]"));
            }
        }

        @Test
        void holdTheTextOfEachLicence() throws IOException {
            assertThat(Files.readString(THIRD_PARTIES))
                    .contains(
                            "Apache License\n",
                            "MIT License\n",
                            "Copyright (c) Microsoft Corporation. All rights reserved.\n",
                            "Eclipse Public License - v 2.0\n",
                            "Copyright (c) 1997, PostgreSQL Global Development Group\n",
                            "CC0 1.0 Universal\n");
        }

        @Test
        void referToTextsThatAreThere() throws IOException {
            List<String> lines = Files.readAllLines(THIRD_PARTIES);

            assertThat(
                            lines.stream()
                                    .filter(line -> line.matches("\\S+:\\S+ \\S+  .*  \\[.+]"))
                                    .map(line -> line.replaceAll(".*\\[|]", ""))
                                    .flatMap(line -> Stream.of(line.split(", ", -1))))
                    .isNotEmpty()
                    .allMatch(number -> lines.contains("[" + number + "]"));
        }
    }

    /** Where the libraries of this test come from. */
    private static Path repository() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(each -> each.matches(".*junit-jupiter-api-[^/]*\\.jar"))
                .map(each -> Pom.beside(Path.of(each)).repository())
                .findFirst()
                .orElseThrow();
    }
}
