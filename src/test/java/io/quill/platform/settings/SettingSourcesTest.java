package io.quill.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class SettingSourcesTest {
    @TempDir private Path directory;

    private SettingsResult reading(String... environment) {
        return Settings.read(
                SettingSources.of(TestSettings.environment(environment), directory),
                text -> "<" + text + ">");
    }

    private Settings settings(String... environment) {
        return switch (reading(environment)) {
            case SettingsResult.Usable usable -> usable.settings();
            case SettingsResult.Faulty faulty ->
                    throw new AssertionError(faulty.faults().toString());
        };
    }

    @Test
    void startsFromTheDefaults() {
        assertThat(settings().server().port()).isEqualTo(8080);
        assertThat(settings().server().maxBodyBytes()).isEqualTo(1_048_576);
    }

    @Nested
    class Precedence {
        @Test
        void aFileInTheWorkingDirectoryGoesBeforeTheDefaults() throws IOException {
            write("application.properties", "quill.port=1001");
            assertThat(settings().server().port()).isEqualTo(1001);
        }

        @Test
        void dotEnvGoesBeforeThatFile() throws IOException {
            write("application.properties", "quill.port=1001");
            write(".env", "# a comment\n\nexport QUILL_PORT='1002' # another\n");
            assertThat(settings().server().port()).isEqualTo(1002);
        }

        @Test
        void theEnvironmentGoesBeforeDotEnv() throws IOException {
            write(".env", "QUILL_PORT=1002");
            assertThat(settings("QUILL_PORT", "1003").server().port()).isEqualTo(1003);
        }

        @Test
        void whatACommandSaysGoesBeforeEverything() {
            SettingSources settingSources =
                    SettingSources.of(Map.of("QUILL_MODE", "run"), directory);
            SettingsResult settingsResult =
                    Settings.read(
                            settingSources.with("quill.mode", "demo"), TestSettings.NO_FUNCTIONS);
            assertThat(settingsResult)
                    .isInstanceOfSatisfying(
                            SettingsResult.Usable.class,
                            usable ->
                                    assertThat(usable.settings().mode())
                                            .isEqualTo(Settings.Mode.DEMO));
        }

        @Test
        void anEmptyValueIsNotSet() throws IOException {
            write(".env", "QUILL_PORT=1002");
            assertThat(settings("QUILL_PORT", " ").server().port()).isEqualTo(1002);
        }
    }

    @Nested
    class ValuesInFiles {
        @Test
        void cutTheLastLineBreakAlone() throws IOException {
            String file = write("token", " spaced-token \r\n").toString();
            assertThat(token(settings("ALOWARE_WEBHOOK_TOKEN_FILE", file)).value())
                    .isEqualTo(" spaced-token ");
        }

        @Test
        void callNoFunctions() throws IOException {
            String file = write("token", "a{{b}}c-token").toString();
            assertThat(token(settings("ALOWARE_WEBHOOK_TOKEN_FILE", file)).value())
                    .isEqualTo("a{{b}}c-token");
        }

        @Test
        void mustNotBeSetBesideTheVariable() throws IOException {
            String file = write("token", "12345678").toString();
            SettingsResult settingsResult =
                    reading(
                            "ALOWARE_WEBHOOK_TOKEN",
                            "12345678",
                            "ALOWARE_WEBHOOK_TOKEN_FILE",
                            file);
            assertThat(TestSettings.faults(settingsResult))
                    .singleElement()
                    .asString()
                    .contains("ALOWARE_WEBHOOK_TOKEN is set twice");
        }

        @Test
        void mustBeReadable() {
            String missing = directory.resolve("missing").toString();
            assertThat(TestSettings.faults(reading("ALOWARE_API_TOKEN_FILE", missing)))
                    .singleElement()
                    .asString()
                    .contains("ALOWARE_API_TOKEN", "cannot be read");
        }

        @Test
        void serveASettingWhoseOwnNameEndsInFile() throws IOException {
            String file = write("name", "/var/log/quill.log\n").toString();
            assertThat(settings("LOG_FILE_FILE", file).logging().file())
                    .contains(Path.of("/var/log/quill.log"));
        }
    }

    @Nested
    class Rotation {
        @Test
        void readsASecretAgainFromItsFile() throws IOException {
            String file = write("token", "first-token").toString();
            Secret secret = token(settings("ALOWARE_WEBHOOK_TOKEN_FILE", file));
            assertThat(secret.refresh()).isFalse();

            write("token", "second-token,first-token");

            assertThat(secret.refresh()).isTrue();
            assertThat(secret.values()).containsExactly("second-token", "first-token");
        }

        @Test
        void keepsASecretWhoseSuccessorProtectsNothing() throws IOException {
            String file = write("token", "first-token").toString();
            Secret secret = token(settings("ALOWARE_WEBHOOK_TOKEN_FILE", file));

            for (String unfit : new String[] {"", ",", "short"}) {
                write("token", unfit);
                assertThat(secret.refresh()).isFalse();
            }
            assertThat(secret.value()).isEqualTo("first-token");
        }

        @Test
        void keepsASecretWhoseFileHasGone() throws IOException {
            Path file = write("token", "first-token");
            Secret secret = token(settings("ALOWARE_WEBHOOK_TOKEN_FILE", file.toString()));

            Files.delete(file);

            assertThat(secret.refresh()).isFalse();
            assertThat(secret.value()).isEqualTo("first-token");
        }
    }

    @Test
    void namesALineOfDotEnvThatCannotBeReadButNotItsText() throws IOException {
        write(".env", "QUILL_PORT=1\nmarker without a name");
        assertThat(TestSettings.faults(reading()))
                .containsExactly(".env does not read NAME=value in line 2");
    }

    @Test
    void leavesOutADirectoryInThePlaceOfAFile() throws IOException {
        Files.createDirectory(directory.resolve(".env"));
        assertThat(TestSettings.faults(reading())).isEmpty();
    }

    @Test
    void handsCamelItsOwnSettings() throws IOException {
        write("application.properties", "camel.main.name=other\nquill.port=1");
        assertThat(SettingSources.of(Map.of(), directory).camel())
                .containsEntry("camel.main.name", "other")
                .containsEntry("camel.main.streamCachingEnabled", "false")
                .allSatisfy((key, _) -> assertThat(key).startsWith("camel."));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static Secret token(Settings settings) {
        return settings.aloware().webhookToken().orElseThrow();
    }
}
