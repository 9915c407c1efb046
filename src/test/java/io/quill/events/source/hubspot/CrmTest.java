package io.quill.events.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.quill.platform.http.AccessToken;
import io.quill.platform.http.ApiOrigin;
import io.quill.platform.http.HttpTransport;
import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.http.RestResult;
import io.quill.platform.store.SettableClock;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.hubspot.HubSpotSwitches;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(60)
class CrmTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final SettableClock CLOCK = new SettableClock(NINE);
    private static final Sandbox SANDBOX = Sandbox.start(0, CLOCK);
    private static final JdkHttpTransport WIRE = new JdkHttpTransport();

    private final AtomicReference<String> token = new AtomicReference<>(Sandbox.HUBSPOT_TOKEN);
    private String kept = Sandbox.HUBSPOT_TOKEN;
    private final Crm crm = crm(HubSpotLimits.DEFAULT);
    private final OwnerCache ownerCache = new OwnerCache(crm, CLOCK);

    private Crm crm(HubSpotLimits hubSpotLimits) {
        return crm(hubSpotLimits, WIRE, SANDBOX.hubSpot());
    }

    private Crm crm(HubSpotLimits hubSpotLimits, HttpTransport httpTransport, URI origin) {
        AccessToken access = AccessToken.of(token::get, () -> !kept.equals(token.getAndSet(kept)));
        return new Crm(httpTransport, new ApiOrigin(origin), access, hubSpotLimits, CLOCK);
    }

    @AfterEach
    void empty() {
        SANDBOX.reset();
        SANDBOX.crm().switches(HubSpotSwitches.STRICT);
    }

    @AfterAll
    static void close() {
        WIRE.close();
        SANDBOX.close();
    }

    private static void ticket(long id, String owner) {
        SANDBOX.crm().create("tickets", Long.toString(id), Map.of("hubspot_owner_id", owner));
    }

    private static <T> T given(HubSpotResult<T> hubSpotResult) {
        assertThat(hubSpotResult).isInstanceOf(HubSpotResult.Given.class);
        return ((HubSpotResult.Given<T>) hubSpotResult).value();
    }

    private static long calls(String operation) {
        return SANDBOX.journal().count("hubspot", operation);
    }

    @Nested
    class ReadsABatch {
        @Test
        void ofTheIdsThatAreThere() {
            ticket(1, "71");
            ticket(3, "72");

            List<CrmRecord> records = given(crm.read(ObjectType.TICKET, List.of("1", "2", "3")));

            assertThat(records).extracting(CrmRecord::id).containsExactlyInAnyOrder("1", "3");
            assertThat(records.getFirst().ownerId()).isEqualTo("71");
            assertThat(records.getFirst().occurredAt()).contains(CLOCK.instant());
        }

        @Test
        void takingNoValueForABlankOne() {
            SANDBOX.crm().create("emails", "9", Map.of("hs_email_direction", "EMAIL"));

            CrmRecord record = given(crm.read(ObjectType.EMAIL, List.of("9"))).getFirst();

            assertThat(record.property("hs_email_direction")).isEqualTo("EMAIL");
            assertThat(record.property("hs_email_status")).isEmpty();
            assertThat(record.ownerId()).isEmpty();
        }

        @Test
        void countingAnEmailForWhenItWasSent() {
            SANDBOX.crm().create("emails", "9", Map.of("hs_timestamp", "2026-03-01T08:00:00Z"));

            assertThat(given(crm.read(ObjectType.EMAIL, List.of("9"))).getFirst().occurredAt())
                    .contains(Instant.parse("2026-03-01T08:00:00Z"));
        }
    }

    @Nested
    class FindsWhatWasCreated {
        @Test
        void sinceThenBehindAnIdInOrder() {
            ticket(5, "71");
            CLOCK.advance(Duration.ofDays(1));
            Instant since = CLOCK.instant();
            ticket(10, "71");
            ticket(9, "71");
            ticket(200, "71");

            List<CrmRecord> found = given(crm.created(ObjectType.TICKET, since, "9"));

            assertThat(found).extracting(CrmRecord::id).containsExactly("10", "200");
        }
    }

    @Nested
    class KnowsOwners {
        @Test
        void onManyPagesThoseWhoLeftIncluded() {
            for (int i = 1; i <= 230; i++) {
                SANDBOX.crm().put(owner(i, "Owner" + i + "@Example.com", i > 120));
            }

            Map<String, Owner> all = given(ownerCache.all());

            assertThat(all).hasSize(230);
            assertThat(all.get("7"))
                    .isEqualTo(new Owner("7", "First Last", "owner7@example.com", false));
            assertThat(all.get("200"))
                    .isEqualTo(new Owner("200", "First Last", "owner200@example.com", true));
        }

        @Test
        void forAnHourWithoutAskingAgain() {
            SANDBOX.crm().put(owner(1, "a@example.com", false));
            given(ownerCache.all());
            long before = calls("owners");

            given(ownerCache.including(Set.of("1")));
            assertThat(calls("owners")).isEqualTo(before);

            CLOCK.advance(Duration.ofHours(1));
            given(ownerCache.including(Set.of("1")));
            assertThat(calls("owners")).isGreaterThan(before);
        }

        @Test
        void whoAreNewAfterAFewMinutes() {
            SANDBOX.crm().put(owner(1, "a@example.com", false));
            given(ownerCache.all());
            SANDBOX.crm().put(owner(2, "b@example.com", false));

            assertThat(given(ownerCache.including(Set.of("2")))).doesNotContainKey("2");
            CLOCK.advance(Duration.ofMinutes(5));
            assertThat(given(ownerCache.including(Set.of("2")))).containsKey("2");
        }

        @Test
        void asTheyWereWhileHubSpotIsDown() {
            SANDBOX.crm().put(owner(1, "a@example.com", false));
            given(ownerCache.all());
            CLOCK.advance(Duration.ofHours(2));
            SANDBOX.arm(InjectedFault.status(500));

            assertThat(given(ownerCache.all())).containsKey("1");
        }

        private io.quill.sandbox.hubspot.Owner owner(int id, String email, boolean archived) {
            return new io.quill.sandbox.hubspot.Owner(
                    Integer.toString(id),
                    Integer.toString(9000 + id),
                    email,
                    "First",
                    "Last",
                    archived);
        }
    }

    @Nested
    class KnowsItsPortal {
        @Test
        void byAskingOnce() {
            Portal portal = new Portal("", crm, CLOCK);

            assertThat(given(portal.id())).isEqualTo("62515");
            assertThat(given(portal.id())).isEqualTo("62515");
            assertThat(calls("account")).isEqualTo(1);
        }

        @Test
        void byBeingTold() {
            assertThat(given(new Portal("4711", crm, CLOCK).id())).isEqualTo("4711");
            assertThat(calls("account")).isZero();
        }

        @Test
        void notYetWhenItIsRefused() {
            Portal portal = new Portal("", crm, CLOCK);
            SANDBOX.arm(InjectedFault.status(404).on("hubspot", "account", ""));

            assertThat(portal.id()).isInstanceOf(HubSpotResult.Refused.class);
            assertThat(portal.id()).isInstanceOf(HubSpotResult.Refused.class);
            assertThat(calls("account")).isEqualTo(1);
            CLOCK.advance(Duration.ofMinutes(10));
            assertThat(given(portal.id())).isEqualTo("62515");
        }
    }

    @Nested
    class KeepsToTheLimits {
        @Test
        void beforehand() {
            Crm careful = crm(new HubSpotLimits(2, 1));
            given(careful.portal());
            given(careful.portal());

            assertThat(careful.portal())
                    .isEqualTo(
                            new HubSpotResult.Withheld<String>(
                                    "HubSpot's limits leave no room", Duration.ofSeconds(10)));
            assertThat(calls("account")).isEqualTo(2);
        }

        @Test
        void thatARefusalWithoutAWordAboutTimeNames() {
            allow(2, HubSpotSwitches.RetryAfter.NEVER);
            given(crm.portal());
            given(crm.portal());

            assertWithheld(crm.portal(), Duration.ofSeconds(10), "TEN_SECONDLY_ROLLING");
            assertThat(crm.portal()).isInstanceOf(HubSpotResult.Withheld.class);
            assertThat(calls("account")).as("it is not asked again too soon").isEqualTo(3);
            CLOCK.advance(Duration.ofSeconds(10));
            given(crm.portal());
        }

        @Test
        void forAsLongAsHubSpotSays() {
            SANDBOX.arm(InjectedFault.status(429).retryAfter(Duration.ofSeconds(42)));

            assertWithheld(crm.portal(), Duration.ofSeconds(42), "limit");
        }

        private void allow(int calls, HubSpotSwitches.RetryAfter retryAfter) {
            SANDBOX.crm().switches(HubSpotSwitches.STRICT.allowing(calls, retryAfter));
        }
    }

    private static void assertWithheld(
            HubSpotResult<?> hubSpotResult, Duration pause, String word) {
        assertThat(hubSpotResult)
                .asInstanceOf(type(HubSpotResult.Withheld.class))
                .satisfies(
                        withheld -> {
                            assertThat(withheld.pause()).isEqualTo(pause);
                            assertThat(withheld.why())
                                    .contains(word)
                                    .doesNotContain(Sandbox.HUBSPOT_TOKEN);
                        });
    }

    @Nested
    class WhenItIsRefused {
        @Test
        void readsARotatedTokenOnceAndGoesOn() {
            token.set("the one of yesterday");

            assertThat(given(crm.portal())).isEqualTo("62515");
            assertThat(calls("account")).isEqualTo(2);
        }

        @Test
        void asksForAnotherTokenWhenThereIsNone() {
            kept = "never valid";
            token.set("never valid");

            assertWithheld(crm.portal(), Duration.ofMinutes(5), "HUBSPOT_PRIVATE_APP_TOKEN");
            assertThat(calls("account")).isEqualTo(1);
        }

        @ParameterizedTest
        @CsvSource({
            "403, sales-email-read",
            "530, HUBSPOT_PRIVATE_APP_TOKEN",
            "302, HUBSPOT_API_URL"
        })
        void saysWhatAnOperatorCanDo(int status, String word) {
            SANDBOX.arm(InjectedFault.status(status));

            assertWithheld(crm.portal(), Duration.ofMinutes(5), word);
        }

        @ParameterizedTest
        @CsvSource({"500", "502", "503", "504"})
        void comesAgainSoonWhenHubSpotIsDown(int status) {
            SANDBOX.arm(InjectedFault.status(status));

            assertWithheld(crm.portal(), Duration.ofSeconds(10), Integer.toString(status));
        }

        @Test
        void tellsABadRequestApart() {
            assertThat(crm.read(ObjectType.TICKET, tooMany()))
                    .asInstanceOf(type(HubSpotResult.Refused.class))
                    .satisfies(refused -> assertThat(refused.why()).contains("400", "at most"));
        }

        private List<String> tooMany() {
            List<String> ids = new ArrayList<>();
            for (int i = 1; i <= 101; i++) {
                ids.add(Integer.toString(i));
            }
            return ids;
        }

        @Test
        void comesAgainWhenNobodyIsThere() {
            Crm lost = crm(HubSpotLimits.DEFAULT, WIRE, URI.create("http://127.0.0.1:1"));

            assertWithheld(lost.portal(), Duration.ofSeconds(10), "did not answer");
        }

        @Test
        void takesNoPageForAnAnswer() {
            HttpTransport page =
                    _ ->
                            new RestResult.Answer(
                                    200, Map.of("Content-Type", "text/html"), new byte[0]);
            Crm astray = crm(HubSpotLimits.DEFAULT, page, SANDBOX.hubSpot());

            assertWithheld(astray.portal(), Duration.ofMinutes(5), "HUBSPOT_API_URL");
        }
    }
}
