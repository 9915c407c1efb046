package io.quill.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.settings.PowerBiSettings.Credential;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

class SettingsTest {
    @Test
    void reportsAllFaultsTogether() {
        assertThat(
                        TestSettings.faults(
                                "QUILL_PORT", "http",
                                "BUSINESS_TIMEZONE", "Mars/Olympus",
                                "MAX_BODY_BYTES", "1 parsec"))
                .containsExactlyInAnyOrder(
                        "QUILL_PORT is no whole number, for example QUILL_PORT=8080",
                        "BUSINESS_TIMEZONE is no time zone of the IANA list, for example"
                                + " BUSINESS_TIMEZONE=America/New_York",
                        "MAX_BODY_BYTES has an unknown unit: B, KB, KiB, MB and MiB are known, for"
                                + " example MAX_BODY_BYTES=1MiB");
    }

    @Nested
    class OriginsOfOutsideSystems {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://api.example.com",
                    "https://api.example.com:8443/",
                    "http://localhost:9000",
                    "http://127.0.0.1:9000",
                    "http://127.8.8.8",
                    "http://[::1]:9000"
                })
        void areTaken(String origin) {
            assertThat(TestSettings.settings("HUBSPOT_API_URL", origin).hubSpot().api())
                    .isEqualTo(URI.create(origin.replaceFirst("/$", "")));
        }

        @ParameterizedTest
        @CsvSource({
            "http://api.example.com, must be https",
            "http://localhost.example.com, must be https",
            "http://127.0.0.1.example.com, must be https",
            "http://10.0.0.1, must be https",
            "https://api.example.com/v1, without a path",
            "https://api.example.com?a=b, neither a query",
            "https://user:pass@api.example.com, must not hold a user",
            "ftp://api.example.com, must begin with https",
            "api.example.com, must begin with https",
            "https://, is no URL",
            "https://exa mple.com, is no URL"
        })
        void areRefusedWithAReason(String origin, String reason) {
            assertThat(TestSettings.faults("POWERBI_API_URL", origin))
                    .singleElement()
                    .asString()
                    .startsWith("POWERBI_API_URL ")
                    .contains(reason);
        }
    }

    @Nested
    class Numbers {
        @ParameterizedTest
        @CsvSource({
            "1048576, 1048576",
            "2MiB, 2097152",
            "64 KiB, 65536",
            "1mb, 1000000",
            "2000B, 2000"
        })
        void mayBeSizesWithUnits(String text, int bytes) {
            assertThat(TestSettings.settings("MAX_BODY_BYTES", text).server().maxBodyBytes())
                    .isEqualTo(bytes);
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-1", "1TiB", "999999999999MiB", "1023", "65MiB", "1.5MiB"})
        void mustBeSizesThatCanBe(String text) {
            assertThat(TestSettings.faults("MAX_BODY_BYTES", text)).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "65536", "99999999999999999999", "80 80", "tcp://10.0.0.1:80"})
        void mustBePorts(String text) {
            assertThat(TestSettings.faults("QUILL_PORT", text)).hasSize(1);
        }

        @Test
        void mustNotGiveTwoServersOnePort() {
            assertThat(TestSettings.faults("QUILL_PORT", "9090", "MANAGEMENT_PORT", "9090"))
                    .singleElement()
                    .asString()
                    .startsWith("MANAGEMENT_PORT");
        }
    }

    @Nested
    class TheTargetInPowerBi {
        private static final String[] ALL = {
            "POWERBI_TENANT_ID", "contoso.com",
            "POWERBI_CLIENT_ID", "client",
            "POWERBI_CLIENT_SECRET", "hush-hush",
            "POWERBI_WORKSPACE_ID", "workspace",
            "POWERBI_DATASET_ID", "dataset"
        };

        @Test
        void isAbsentWhenNothingIsSet() {
            assertThat(TestSettings.settings().powerBi().target()).isEmpty();
            assertThat(TestSettings.warnings())
                    .anySatisfy(
                            warning ->
                                    assertThat(warning)
                                            .startsWith("POWERBI_TENANT_ID")
                                            .contains("held, not pushed"));
        }

        @Test
        void isThereWhenEverythingIsSet() {
            PowerBiSettings.Target target =
                    TestSettings.settings(ALL).powerBi().target().orElseThrow();
            assertThat(target.workspaceId()).isEqualTo("workspace");
            assertThat(target.datasetId()).contains("dataset");
            assertThat(target.credential()).isInstanceOf(Credential.ClientSecret.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 2, 4, 6})
        void takesAllOfItOrNothing(int left) {
            String[] some = ALL.clone();
            some[left + 1] = "";
            assertThat(TestSettings.faults(some))
                    .singleElement()
                    .asString()
                    .startsWith(ALL[left] + " ");
        }

        @Test
        void mayStillLackItsDataset() {
            String[] some = ALL.clone();
            some[9] = "";
            assertThat(TestSettings.settings(some).powerBi().target().orElseThrow().datasetId())
                    .isEmpty();
            assertThat(TestSettings.warnings(some))
                    .anySatisfy(warning -> assertThat(warning).contains("POWERBI_DATASET_ID"));
        }

        @Test
        void signsInWithACertificate() {
            String[] some = ALL.clone();
            some[4] = "POWERBI_CLIENT_CERTIFICATE";
            some[5] = "/run/quill.pfx";
            assertThat(TestSettings.settings(some).powerBi().target().orElseThrow().credential())
                    .isInstanceOf(Credential.Certificate.class);
        }

        @ParameterizedTest
        @CsvSource(
                value = {"system, -", "client-2, client-2"},
                nullValues = "-")
        void signsInAsAManagedIdentity(String identity, String client) {
            assertThat(
                            TestSettings.settings(
                                            "POWERBI_MANAGED_IDENTITY", identity,
                                            "POWERBI_WORKSPACE_ID", "workspace",
                                            "POWERBI_DATASET_ID", "dataset")
                                    .powerBi()
                                    .target()
                                    .orElseThrow()
                                    .credential())
                    .isEqualTo(new Credential.ManagedIdentity(Optional.ofNullable(client)));
        }

        @Test
        void takesOneCredentialAlone() {
            String[] some = ALL.clone();
            some[8] = "POWERBI_CLIENT_CERTIFICATE";
            assertThat(TestSettings.faults(some))
                    .singleElement()
                    .asString()
                    .contains("second credential");
        }

        @ParameterizedTest
        @ValueSource(strings = {"../other", "a/b", "a?b", "a b", ".."})
        void hasIdsThatStayInTheirPlaceOfAPath(String id) {
            String[] some = ALL.clone();
            some[9] = id;
            assertThat(TestSettings.faults(some))
                    .singleElement()
                    .asString()
                    .startsWith("POWERBI_DATASET_ID is no id");
        }
    }

    @Nested
    class TheStore {
        @Test
        void isAFileUnlessSomethingElseIsSaid() {
            assertThat(TestSettings.settings().store().backend())
                    .isEqualTo(new StoreSettings.Backend.Sqlite());
        }

        @Test
        void isATableInARegion() {
            assertThat(
                            TestSettings.settings(
                                            "DATA_BACKEND", "dynamodb", "AWS_REGION", "eu-west-1")
                                    .store()
                                    .backend())
                    .isEqualTo(
                            new StoreSettings.Backend.Dynamo(
                                    "QuillLedger", "eu-west-1", Optional.empty()));
        }

        @Test
        void needsARegionForATable() {
            assertThat(TestSettings.faults("DATA_BACKEND", "dynamodb"))
                    .singleElement()
                    .asString()
                    .startsWith("DYNAMO_REGION is not set");
        }

        @Test
        void mindsNoRegionAtAnotherEndpoint() {
            assertThat(
                            TestSettings.faults(
                                    "DATA_BACKEND", "dynamodb",
                                    "DYNAMO_ENDPOINT", "http://dynamodb:8000"))
                    .isEmpty();
        }
    }

    @Nested
    class Sources {
        @Test
        void withoutASecretAreAllowedAndSaid() {
            assertThat(TestSettings.warnings())
                    .contains(
                            "ALOWARE_WEBHOOK_TOKEN is not set: /webhook/aloware answers 401",
                            "HUBSPOT_CLIENT_SECRET is not set: /webhook/hubspot answers 401");
        }

        @Test
        void sayNothingInTheDemo() {
            assertThat(TestSettings.warnings("QUILL_MODE", "demo")).isEmpty();
        }

        @Test
        void needTokensOfEightCharacters() {
            assertThat(TestSettings.faults("ALOWARE_WEBHOOK_TOKEN", "12345678,1234567"))
                    .singleElement()
                    .asString()
                    .contains("shorter than 8");
        }

        @Test
        void countTheDirectionsNamed() {
            assertThat(TestSettings.settings().aloware().directions())
                    .containsExactly(AlowareSourceSettings.Counted.OUTBOUND);
            assertThat(
                            TestSettings.settings("COUNT_DIRECTIONS", "Inbound, outbound")
                                    .aloware()
                                    .directions())
                    .containsExactlyInAnyOrder(
                            AlowareSourceSettings.Counted.INBOUND,
                            AlowareSourceSettings.Counted.OUTBOUND);
            assertThat(TestSettings.settings("COUNT_DIRECTIONS", "both").aloware().directions())
                    .containsExactlyInAnyOrder(
                            AlowareSourceSettings.Counted.INBOUND,
                            AlowareSourceSettings.Counted.OUTBOUND);
            assertThat(TestSettings.faults("COUNT_DIRECTIONS", "sideways")).hasSize(1);
        }

        @Test
        void acceptTheSignaturesNamed() {
            assertThat(TestSettings.settings("HUBSPOT_SIGNATURES", "v3, V1").hubSpot().signatures())
                    .containsExactlyInAnyOrder(SignatureVersion.V1, SignatureVersion.V3);
            assertThat(TestSettings.faults("HUBSPOT_SIGNATURES", "v3,v9"))
                    .singleElement()
                    .asString()
                    .contains("HUBSPOT_SIGNATURES must be one of v1, v2, v3");
        }

        @ParameterizedTest
        @CsvSource({"1h,PT1H", "90m,PT90M", "7d,PT168H"})
        void waitForAnAgentToBeNamed(String text, Duration wait) {
            assertThat(TestSettings.settings("UNASSIGNED_AFTER", text).aloware().unassignedAfter())
                    .contains(wait);
        }

        @Test
        void mayWaitForEver() {
            assertThat(
                            TestSettings.settings("UNASSIGNED_AFTER", "never")
                                    .aloware()
                                    .unassignedAfter())
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "0m", "8d", "soon", "1 week"})
        void waitNeitherNotAtAllNorLongerThanAWeek(String text) {
            assertThat(TestSettings.faults("UNASSIGNED_AFTER", text)).hasSize(1);
        }
    }

    @Nested
    class TheTimeZone {
        @ParameterizedTest
        @ValueSource(
                strings = {"UTC", "America/Phoenix", "US/Eastern", "EST5EDT", "Etc/GMT+5", "GMT"})
        void isARegion(String zone) {
            assertThat(TestSettings.settings("BUSINESS_TIMEZONE", zone).timezone())
                    .isEqualTo(ZoneId.of(zone));
        }

        @ParameterizedTest
        @CsvSource({"EST,America/New_York", "MST,America/Denver", "HST,Pacific/Honolulu"})
        void isNoAbbreviationThatKnowsNoSummer(String zone, String region) {
            assertThat(TestSettings.faults("BUSINESS_TIMEZONE", zone))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.toString()).contains("summer", region));
        }

        @ParameterizedTest
        @ValueSource(strings = {"-05:00", "UTC-5", "Z", "GMT+1", "PST", "america/new_york"})
        void isNoOffset(String zone) {
            assertThat(TestSettings.faults("BUSINESS_TIMEZONE", zone)).hasSize(1);
        }
    }

    @Nested
    class SlipsInNames {
        @ParameterizedTest
        @CsvSource({
            "POWERBI_CLIENTID, POWERBI_CLIENT_ID",
            "ALOWARE_TOKEN, ALOWARE_API_TOKEN",
            "HUBSPOT_SECRET, HUBSPOT_CLIENT_SECRET",
            "LOG_LEVLE, LOG_LEVEL",
            "ADMIN_APIKEY, ADMIN_API_KEY"
        })
        void areAnsweredWithTheNearestName(String slip, String meant) {
            assertThat(TestSettings.warnings("QUILL_MODE", "demo", slip, "value"))
                    .containsExactly(
                            slip + " in the environment is unknown; is " + meant + " meant?");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "PATH",
                    "LOG_DIR",
                    "ADMIN_EMAIL",
                    "DATA_SOURCE",
                    "QUILL_JAVA_OPTS",
                    "QUILL_PORT_8080_TCP",
                    "QUILL_SERVICE_HOST"
                })
        void areNotSeenInWhatBelongsToOthers(String variable) {
            assertThat(TestSettings.warnings("QUILL_MODE", "demo", variable, "value")).isEmpty();
        }
    }

    @Nested
    class WhatHubSpotIsAskedAndWhatCounts {
        @Test
        void hasDefaultsForAllOfIt() {
            HubSpotSourceSettings hubSpotSourceSettings = TestSettings.settings().hubSpot();

            assertThat(hubSpotSourceSettings.portalId()).isEmpty();
            assertThat(hubSpotSourceSettings.callsPerTenSeconds()).isEqualTo(90);
            assertThat(hubSpotSourceSettings.searchesPerSecond()).isEqualTo(4);
            assertThat(hubSpotSourceSettings.countsLoggedEmails()).isTrue();
            assertThat(hubSpotSourceSettings.ownerWait()).isEqualTo(Duration.ofDays(14));
            assertThat(hubSpotSourceSettings.reconcileAt()).contains(LocalTime.of(3, 15));
        }

        @Test
        void canBeSet() {
            HubSpotSourceSettings hubSpotSourceSettings =
                    TestSettings.settings(
                                    "HUBSPOT_PORTAL_ID", "62515",
                                    "HUBSPOT_CALLS_PER_TEN_SECONDS", "150",
                                    "HUBSPOT_LOGGED_EMAILS", "ignore",
                                    "HUBSPOT_RECONCILE_AT", "off")
                            .hubSpot();

            assertThat(hubSpotSourceSettings.portalId()).contains("62515");
            assertThat(hubSpotSourceSettings.callsPerTenSeconds()).isEqualTo(150);
            assertThat(hubSpotSourceSettings.countsLoggedEmails()).isFalse();
            assertThat(hubSpotSourceSettings.reconcileAt()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "HUBSPOT_PORTAL_ID, abc",
            "HUBSPOT_CALLS_PER_TEN_SECONDS, 0",
            "HUBSPOT_LOGGED_EMAILS, perhaps",
            "HUBSPOT_PATIENCE_DAYS, 0",
            "HUBSPOT_RECONCILE_AT, 25:00"
        })
        void isRefusedWhereItMakesNoSense(String variable, String value) {
            assertThat(TestSettings.faults(variable, value))
                    .singleElement()
                    .asString()
                    .startsWith(variable + " ");
        }
    }

    @Nested
    class TheArchive {
        @Test
        void liesBelowTheDataDirectoryUnlessABucketIsSet() {
            assertThat(TestSettings.settings().archive().bucket()).isEmpty();

            ArchiveSettings.Bucket bucket =
                    TestSettings.settings("ARCHIVE_BUCKET", "facts", "AWS_REGION", "eu-west-1")
                            .archive()
                            .bucket()
                            .orElseThrow();

            assertThat(bucket.name()).isEqualTo("facts");
            assertThat(bucket.region()).isEqualTo("eu-west-1");
        }

        @Test
        void needsToKnowWhereItsBucketIs() {
            assertThat(TestSettings.faults("ARCHIVE_BUCKET", "facts"))
                    .singleElement()
                    .asString()
                    .startsWith("ARCHIVE_REGION ");
        }

        @Test
        void belongsInABucketWhereThereAreReplicas() {
            assertThat(TestSettings.warnings("DATA_BACKEND", "dynamodb", "AWS_REGION", "eu-west-1"))
                    .anyMatch(warning -> warning.startsWith("ARCHIVE_BUCKET "));
        }
    }
}
