package io.quill.records.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.settings.CredentialVariables;
import io.quill.platform.settings.PropertyFunctions;
import io.quill.platform.settings.SettingSources;
import io.quill.platform.settings.Settings;
import io.quill.records.connector.Authentication;
import io.quill.records.connector.Connectors;
import io.quill.records.connector.ParseResult;
import io.quill.records.connector.ValidationError;

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
            case ParseResult.Sound<Connectors>(Connectors connectors) -> connectors;
            case ParseResult.Faulty<Connectors>(var faults) -> throw new AssertionError(faults);
        };
    }

    private CredentialVariables credentials() {
        PropertyFunctions none =
                text -> {
                    throw new IllegalStateException(text);
                };
        return switch (Settings.read(SettingSources.of(environment, directory), none)) {
            case io.quill.platform.settings.SettingsResult.Usable(Settings settings, _) ->
                    settings.records().credentials();
            case io.quill.platform.settings.SettingsResult.Faulty faulty ->
                    throw new AssertionError(faulty);
        };
    }

    private Tenants only() {
        return Tenants.singleTenant("main", connectors(), credentials());
    }

    private ParseResult<Tenants> read(String text) {
        return Tenants.read("tenants.yaml", text, connectors(), credentials());
    }

    private Tenants sound(String text) {
        return switch (read(text)) {
            case ParseResult.Sound<Tenants>(Tenants tenants) -> tenants;
            case ParseResult.Faulty<Tenants>(var faults) -> throw new AssertionError(faults);
        };
    }

    private List<String> faults(String text) {
        return switch (read(text)) {
            case ParseResult.Sound<Tenants> _ -> List.of();
            case ParseResult.Faulty<Tenants>(var faults) ->
                    faults.stream().map(ValidationError::toString).toList();
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

            ServiceAccount serviceAccount = only().account("main", "nexudus").orElseThrow();

            assertThat(serviceAccount.values())
                    .containsEntry("username", "quill@spaces.example")
                    .containsEntry("api-url", "https://spaces.nexudus.com/api");
            assertThat(serviceAccount.authentication()).isInstanceOf(Authentication.Token.class);
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
            ServiceAccount serviceAccount = only().account("main", "nexudus").orElseThrow();
            assertThat(serviceAccount.values()).containsEntry("bearer-token", "first-token");

            Files.writeString(file, "second-token\n");

            assertThat(serviceAccount.refresh()).isTrue();
            assertThat(serviceAccount.values()).containsEntry("bearer-token", "second-token");
            assertThat(serviceAccount.refresh()).isFalse();
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
                    .extracting(ServiceAccount::toString)
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
        ServiceAccount serviceAccount = only().account("main", "nexudus").orElseThrow();

        assertThat(serviceAccount.mask("no secret-word for quill@spaces.example"))
                .isEqualTo("no *** for quill@spaces.example");
        assertThat(serviceAccount).hasToString("main/nexudus");
    }
}
