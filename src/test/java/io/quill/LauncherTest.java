package io.quill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The script itself, in a checkout whose Java and Maven only say what they were called with. */
@Timeout(60)
class LauncherTest {
    private static final String FAKE_JAVA = "#!/bin/sh\necho \"java $* in $(pwd -P)\"\n";

    @TempDir private Path directory;

    private Path checkout;
    private Path jdk;
    private final Map<String, String> environment = new HashMap<>();

    private record Run(int status, String out, String err) {}

    @BeforeEach
    void makeACheckout() throws Exception {
        directory = directory.toRealPath();
        checkout = Files.createDirectories(directory.resolve("a checkout"));
        Files.copy(Path.of("quill"), checkout.resolve("quill"));
        Files.writeString(checkout.resolve("pom.xml"), "  <version>1.2.3</version>\n");
        Files.createDirectories(checkout.resolve("src/main"));
        Files.createDirectories(checkout.resolve("src/test"));
        jdk = fakeJdk("jdk", "25.0.1");
        Path tools = Files.createDirectories(directory.resolve("bin"));
        executable(
                tools.resolve("mvn"),
                """
                #!/bin/sh
                echo "mvn $*" | tee -a "$LOG"
                echo "[INFO] BUILD"
                echo "with $(command -v java)" >&2
                [ -z "$BREAK" ] || exit 1
                mkdir -p target/classes && touch target/quill.jar
                """);
        environment.put("LOG", directory.resolve("log").toString());
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("HOME", directory.toString());
        environment.put("PATH", tools + ":/usr/bin:/bin");
    }

    private Path fakeJdk(String name, String version) throws IOException {
        Path home = directory.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/java"), FAKE_JAVA);
        executable(home.resolve("bin/javac"), FAKE_JAVA);
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void built() throws IOException {
        Files.createDirectories(checkout.resolve("target"));
        Files.writeString(checkout.resolve("target/quill.jar"), "");
    }

    private Run quill(String... args) throws Exception {
        return run(checkout.resolve("quill"), directory, args);
    }

    private Run run(Path script, Path from, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(args));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(from.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private List<String> builds() throws IOException {
        Path log = directory.resolve("log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    @Test
    void helps() throws Exception {
        for (String[] args : new String[][] {{}, {"help"}, {"--help"}}) {
            Run run = quill(args);
            assertThat(run.status()).isZero();
            assertThat(run.out()).contains("quill demo", "quill test", "quill run", "quill check");
        }
    }

    @Test
    void saysItsVersion() throws Exception {
        assertThat(quill("--version")).isEqualTo(new Run(0, "quill 1.2.3\n", ""));
    }

    @Test
    void refusesACommandItDoesNotKnow() throws Exception {
        Run run = quill("dance");
        assertThat(run.status()).isEqualTo(64);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("quill demo", "no such command: dance");
    }

    @Nested
    class WhatIsBuilt {
        @BeforeEach
        void build() throws Exception {
            built();
        }

        @Test
        void startsInTheDirectoryOfTheCaller() throws Exception {
            Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
            Run run = run(checkout.resolve("quill"), elsewhere, "run", "--fast", "two words");
            assertThat(run.status()).isZero();
            assertThat(run.out())
                    .contains("-jar " + checkout + "/target/quill.jar run --fast two words in")
                    .endsWith(" in " + elsewhere + "\n");
            assertThat(builds()).isEmpty();
        }

        @Test
        void startsThroughSymbolicLinks() throws Exception {
            Path first = Files.createDirectories(directory.resolve("links")).resolve("first");
            Files.createSymbolicLink(first, Path.of("../a checkout/quill"));
            Path second = Files.createSymbolicLink(directory.resolve("second"), first);
            assertThat(run(second, directory, "check").out())
                    .contains("-jar " + checkout + "/target/quill.jar check");
        }

        @Test
        void leavesTheCheckoutAsItIs() throws Exception {
            List<String> before = content();
            for (String verb : List.of("run", "check", "provision", "replay")) {
                assertThat(quill(verb).out()).contains("quill.jar " + verb);
            }
            assertThat(content()).isEqualTo(before);
        }

        @Test
        void addsTheCallersOptionsToTheJvm() throws Exception {
            environment.put("QUILL_JAVA_OPTS", "-Xmx128m -Done=two");
            assertThat(quill("run").out()).contains(" -Xmx128m -Done=two -jar ");
        }

        @Test
        void readsTheEnvironmentAsUtf8WhereNoLocaleIsSet() throws Exception {
            executable(jdk.resolve("bin/java"), "#!/bin/sh\necho \"$LC_CTYPE\"\n");
            assertThat(quill("run").out()).isEqualTo("C.UTF-8\n");

            environment.put("LANG", "de_DE.ISO-8859-1");
            assertThat(quill("run").out()).isEqualTo("\n");
        }

        @Test
        void hasItsPlaceTakenByTheJvm() throws Exception {
            executable(jdk.resolve("bin/java"), "#!/bin/sh\necho $PPID $$\nexit 7\n");
            Run run = quill("run");
            assertThat(run.status()).isEqualTo(7);
            assertThat(run.out()).startsWith(ProcessHandle.current().pid() + " ");
        }

        private List<String> content() throws IOException {
            try (Stream<Path> files = Files.walk(checkout)) {
                List<String> all = new ArrayList<>();
                for (Path file : files.sorted().toList()) {
                    all.add(file + " " + Files.getLastModifiedTime(file));
                }
                return all;
            }
        }
    }

    @Nested
    class Building {
        @Test
        void happensForARunWhenNothingIsThere() throws Exception {
            Run run = quill("run");
            assertThat(builds()).containsExactly("mvn -B package -Dmaven.test.skip=true");
            assertThat(run.out()).contains("quill.jar run").doesNotContain("[INFO]");
            assertThat(run.err()).contains("building");
        }

        /** A Java that makes the cache it is asked for. */
        @Test
        void preparesFastStarts() throws Exception {
            executable(
                    jdk.resolve("bin/java"),
                    """
                    #!/bin/sh
                    for option; do
                        case $option in -XX:AOTCacheOutput=*) : >"${option#*=}" ;; esac
                    done
                    echo "java $*"
                    """);

            assertThat(quill("run").err()).contains("preparing fast starts");
            assertThat(Files.readString(checkout.resolve("target/training.log")))
                    .contains("-jar ../quill.jar demo --once");
            assertThat(quill("run").out())
                    .contains("-XX:AOTCache=" + checkout.resolve("target/quill.aot"));
        }

        @Test
        void goesOnWhereFastStartsCannotBePrepared() throws Exception {
            executable(
                    jdk.resolve("bin/java"),
                    """
                    #!/bin/sh
                    case "$*" in *AOTCacheOutput*) exit 3 ;; esac
                    echo "java $*"
                    """);

            Run run = quill("run");
            assertThat(run.err()).contains("starts take longer");
            assertThat(run.out()).contains("quill.jar run").doesNotContain("AOTCache=");
        }

        @Test
        void happensForTheDemoWhenTheContentChanged() throws Exception {
            Path source = Files.writeString(checkout.resolve("src/main/A.java"), "class A {}");
            quill("demo");
            quill("demo");
            assertThat(builds()).hasSize(1);

            var stamp = Files.getLastModifiedTime(source);
            Files.writeString(source, "class A2 {}");
            Files.setLastModifiedTime(source, stamp);

            assertThat(quill("demo").out()).contains("quill.jar demo");
            assertThat(builds()).hasSize(2);
        }

        @Test
        void forgetsWhatWasCompiledFromOtherSources() throws Exception {
            built();
            Path stale = checkout.resolve("target/classes/Stale.class");
            Files.createDirectories(stale.getParent());
            Files.writeString(stale, "");
            quill("test");
            assertThat(stale).doesNotExist();
        }

        @Test
        void showsItsLogWhenItFails() throws Exception {
            environment.put("BREAK", "yes");
            Run run = quill("demo");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("[INFO] BUILD", "the build failed");
            assertThat(run.out()).doesNotContain("java");
        }

        @Test
        void passesArgumentsOfATestOn() throws Exception {
            Run run = quill("test", "-Dtest=A");
            assertThat(builds()).containsExactly("mvn -B verify -Dtest=A");
            assertThat(run.out()).endsWith("[INFO] BUILD\n");
        }

        @Test
        void failsWithTheTests() throws Exception {
            environment.put("BREAK", "yes");
            assertThat(quill("test").status()).isEqualTo(1);
        }

        @Test
        void passesArgumentsOfABenchmarkOn() throws Exception {
            quill("bench", "hold", "32");
            assertThat(builds())
                    .containsExactly("mvn -q -B test-compile exec:exec@bench -Dbench.args=hold 32");
        }

        /** Maven starts benchmarks by what it finds on the path. */
        @Test
        void putsItsJavaBeforeAnOlderOne() throws Exception {
            environment.put("PATH", fakeJdk("older", "17.0.1") + "/bin:" + environment.get("PATH"));

            assertThat(quill("bench", "hold").err()).contains("with " + jdk.resolve("bin/java"));
        }

        @Test
        void saysThatMavenIsMissing() throws Exception {
            environment.put("PATH", withoutMaven().toString());
            Run run = quill("test");
            assertThat(run.status()).isEqualTo(69);
            assertThat(run.err()).contains("Maven was not found");
        }

        private Path withoutMaven() throws IOException {
            Path tools = Files.createDirectories(directory.resolve("tools"));
            for (String tool : List.of("bash", "dirname", "readlink", "sed", "cat", "head")) {
                Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
            }
            return tools;
        }
    }

    @Nested
    class FindingJava {
        @BeforeEach
        void build() throws Exception {
            built();
        }

        @Test
        void passesOverAnOlderOne() throws Exception {
            Path older = fakeJdk("older", "17.0.1");
            environment.put("JAVA_HOME", older.toString());
            environment.put("PATH", jdk.resolve("bin") + ":/usr/bin:/bin");
            executable(older.resolve("bin/java"), "#!/bin/sh\necho older\n");
            assertThat(quill("run").out()).contains("java --enable-native-access");
        }

        @Test
        void looksWhereSdkmanPutsIt() throws Exception {
            Path candidates = Files.createDirectories(directory.resolve(".sdkman/candidates/java"));
            Files.move(jdk, candidates.resolve("25.0.1-tem"));
            assertThat(quill("run").status()).isZero();
        }

        @Test
        void asksAJavaThatHasNoReleaseFile() throws Exception {
            Files.delete(jdk.resolve("release"));
            executable(
                    jdk.resolve("bin/java"),
                    """
                    #!/bin/sh
                    [ "$1" = -version ] || { echo "java $*"; exit; }
                    echo 'openjdk version "26-ea" 2026-03-17' >&2
                    """);
            assertThat(quill("run").out()).contains("quill.jar run");
        }
    }
}
