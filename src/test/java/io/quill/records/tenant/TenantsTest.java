package io.quill.records.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.settings.Credentials;
import io.quill.platform.settings.PropertyFunctions;
import io.quill.platform.settings.Settings;
import io.quill.platform.settings.Sources;
import io.quill.records.connector.Authentication;
import io.quill.records.connector.Connectors;
import io.quill.records.connector.Fault;
import io.quill.records.connector.Reading;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class TenantsTest {
    private static final Path CONNECTORS = Path.of("src/test/resources/connectors-of-tests");

    @TempDir Path directory;

    private final Map<String, String> environment = new HashMap<>();

    private static Connectors connectors() {
        return switch (Connectors.read(Optional.of(CONNECTORS), _ -> true)) {
            case Reading.Sound<Connectors>(Connectors connectors) -> connectors;
            case Reading.Faulty<Connectors>(var faults) -> throw new AssertionError(faults);
        };
    }

    private Credentials credentials() {
        PropertyFunctions none =
                text -> {
                    throw new IllegalStateException(text);
                };
        return switch (Settings.read(Sources.of(environment, directory), none)) {
            case io.quill.platform.settings.Reading.Usable(Settings settings, _) ->
                    settings.records().credentials();
            case io.quill.platform.settings.Reading.Faulty faulty ->
                    throw new AssertionError(faulty);
        };
    }

    private Tenants only() {
        return Tenants.only("main", connectors(), credentials());
    }

    private Reading<Tenants> read(String text) {
        return Tenants.read("tenants.yaml", text, connectors(), credentials());
    }

    private Tenants sound(String text) {
        return switch (read(text)) {
            case Reading.Sound<Tenants>(Tenants tenants) -> tenants;
            case Reading.Faulty<Tenants>(var faults) -> throw new AssertionError(faults);
        };
    }

    private List<String> faults(String text) {
        return switch (read(text)) {
            case Reading.Sound<Tenants> _ -> List.of();
            case Reading.Faulty<Tenants>(var faults) ->
                    faults.stream().map(Fault::toString).toList();
        };
    }

    @Nested
    class WithoutAFile {
        @Test
        void thereIsNoAccountWhenNothingIsSet() {
            assertThat(only().accounts()).isEmpty();
        }

        @Test
        void thereIsAnAccountForWhatIsSet() {
            environment.put("NEXUDUS_USERNAME", "quill@spaces.example");
            environment.put("NEXUDUS_PASSWORD", "secret-word");

            Account account = only().account("main", "nexudus").orElseThrow();

            assertThat(account.values())
                    .containsEntry("username", "quill@spaces.example")
                    .containsEntry("api-url", "https://spaces.nexudus.com/api");
            assertThat(account.authentication()).isInstanceOf(Authentication.Token.class);
        }

        @Test
        void aTokenGoesBeforeAPassword() {
            environment.put("NEXUDUS_USERNAME", "quill@spaces.example");
            environment.put("NEXUDUS_PASSWORD", "secret-word");
            environment.put("NEXUDUS_BEARER_TOKEN", "abc-def");

            assertThat(only().account("main", "nexudus").orElseThrow().authentication())
                    .isInstanceOf(Authentication.Bearer.class);
        }

        @Test
        void halfAnAccountIsNone() {
            environment.put("NEXUDUS_USERNAME", "quill@spaces.example");

            assertThat(only().accounts()).isEmpty();
        }

        @Test
        void aServiceOfTheOperatorsOwnIsFoundByItsName() {
            Map.of(
                            "SITE", "https://desk.example",
                            "COMPANY", "acme",
                            "PUBLIC_KEY", "pub",
                            "PRIVATE_KEY", "private",
                            "CLIENT_ID", "5f2c")
                    .forEach((name, value) -> environment.put("HELPLINE_" + name, value));

            assertThat(only().account("main", "helpline")).isPresent();
        }

        @Test
        void aCredentialMayStandInAFileAndChangeThere() throws Exception {
            Path file = Files.writeString(directory.resolve("token"), "first-token\n");
            environment.put("NEXUDUS_BEARER_TOKEN_FILE", file.toString());
            Account account = only().account("main", "nexudus").orElseThrow();
            assertThat(account.values()).containsEntry("bearer-token", "first-token");

            Files.writeString(file, "second-token\n");

            assertThat(account.refresh()).isTrue();
            assertThat(account.values()).containsEntry("bearer-token", "second-token");
            assertThat(account.refresh()).isFalse();
        }
    }

    @Nested
    class AFile {
        @Test
        void holdsManyTenantsWithAccountsOfTheirOwn() {
            environment.put("ACME_PASSWORD", "one");
            environment.put("UMBRELLA_PASSWORD", "two");

            Tenants tenants =
                    sound(
                            """
                            acme:
                              nexudus: {username: a@x.example, password: "${ACME_PASSWORD}"}
                            umbrella:
                              nexudus: {username: u@x.example, password: "${UMBRELLA_PASSWORD}"}
                            """);

            assertThat(tenants.accounts())
                    .extracting(Account::toString)
                    .containsExactly("acme/nexudus", "umbrella/nexudus");
            assertThat(tenants.account("umbrella", "nexudus").orElseThrow().values())
                    .containsEntry("password", "two");
        }

        @Test
        void isToldEverythingThatIsWrongWithIt() {
            assertThat(
                            faults(
                                    """
                                    acme:
                                      nexudus:
                                        username: a@x.example
                                        password: plain-text-password
                                        colour: red
                                      unheard-of: {x: y}
                                    umbrella:
                                      nexudus:
                                        username: u@x.example
                                        password: ${NOWHERE}
                                    third:
                                      nexudus:
                                        username: t@x.example
                                    """))
                    .containsExactlyInAnyOrder(
                            "tenants.yaml:4 acme.nexudus.password: is secret: name a variable that"
                                    + " holds it, as ${NAME}",
                            "tenants.yaml:5 acme.nexudus.colour: is no parameter of nexudus",
                            "tenants.yaml:6 acme.unheard-of: is no service that there is a"
                                    + " connector for",
                            "tenants.yaml:10 umbrella.nexudus.password: NOWHERE is not set, nor"
                                    + " NOWHERE_FILE",
                            "tenants.yaml:12 third.nexudus: lacks what one of the ways to sign in"
                                    + " needs: [bearer-token] or [api-url, password, username]");
        }

        @Test
        void namesTenantsSoThatTheyFitIntoPaths() {
            assertThat(faults("Acme Inc: {nexudus: {username: x}}"))
                    .singleElement()
                    .asString()
                    .contains("Acme Inc");
        }
    }

    @Test
    void hidesItsSecretsInTheWordsOfOthers() {
        environment.put("NEXUDUS_USERNAME", "quill@spaces.example");
        environment.put("NEXUDUS_PASSWORD", "secret-word");
        Account account = only().account("main", "nexudus").orElseThrow();

        assertThat(account.hidden("no secret-word for quill@spaces.example"))
                .isEqualTo("no *** for quill@spaces.example");
        assertThat(account).hasToString("main/nexudus");
    }
}
