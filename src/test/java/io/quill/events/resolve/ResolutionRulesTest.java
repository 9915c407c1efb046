package io.quill.events.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.Direction;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.source.hubspot.CrmRecord;
import io.quill.events.source.hubspot.ObjectKey;
import io.quill.events.source.hubspot.ObjectType;
import io.quill.events.source.hubspot.Owner;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

class ResolutionRulesTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant SENT = Instant.parse("2026-03-02T08:30:00Z");

    private static final ResolutionRules COUNTING = counting(CountingOptions.DEFAULT);

    private static ResolutionRules counting(CountingOptions countingOptions) {
        return new ResolutionRules(
                Map.of(
                        "71", new Owner("71", "Ada", "ada@example.com", false),
                        "72", new Owner("72", "Ben", "ben@example.com", true),
                        "73", new Owner("73", "Nobody", "", false)),
                email -> email.equals("ada@example.com") ? Optional.of("11") : Optional.empty(),
                countingOptions);
    }

    private static FactEvent held(ObjectType type) {
        return new ObjectKey("62515", type, "5").creationFact(Optional.of(NINE), NINE);
    }

    private static Resolution ticket(String owner) {
        Map<String, String> properties = new HashMap<>();
        properties.put("createdate", SENT.toString());
        properties.put("hubspot_owner_id", owner);
        return COUNTING.decide(
                held(ObjectType.TICKET), new CrmRecord(ObjectType.TICKET, "5", properties));
    }

    private static Resolution email(String direction, String status) {
        return email(direction, status, "71");
    }

    private static Resolution email(String direction, String status, String owner) {
        Map<String, String> properties =
                Map.of(
                        "hs_email_direction",
                        direction,
                        "hs_email_status",
                        status,
                        "hs_timestamp",
                        SENT.toString(),
                        "hubspot_owner_id",
                        owner);
        return COUNTING.decide(
                held(ObjectType.EMAIL), new CrmRecord(ObjectType.EMAIL, "5", properties));
    }

    private static FactEvent complete(Resolution resolution) {
        assertThat(resolution).isInstanceOf(Resolution.Complete.class);
        return ((Resolution.Complete) resolution).event();
    }

    @Nested
    class ATicket {
        @Test
        void countsAsACaseOfItsOwner() {
            FactEvent fact = complete(ticket("71"));

            assertThat(fact.key().value()).isEqualTo("HUBSPOT:62515:0-5:5:created");
            assertThat(fact.metric()).isEqualTo(Metric.CASES);
            assertThat(fact.agentId()).isEqualTo("11");
            assertThat(fact.direction()).isEqualTo(Direction.NONE);
            assertThat(fact.outcome()).isEqualTo("created");
            assertThat(fact.occurredAt()).isEqualTo(SENT);
        }

        @Test
        void countsForOneWhoLeft() {
            assertThat(complete(ticket("72")).agentId()).isEqualTo("hubspot:72");
        }

        @Test
        void countsForOneWhomAlowareCannotKnow() {
            assertThat(complete(ticket("73")).agentId()).isEqualTo("hubspot:73");
        }

        @Test
        void waitsForAnOwner() {
            assertThat(ticket("")).isEqualTo(new Resolution.NotYet("it has no owner"));
        }

        @Test
        void waitsForAnOwnerThatIsListed() {
            assertThat(ticket("99"))
                    .isEqualTo(new Resolution.NotYet("HubSpot does not list its owner 99"));
        }
    }

    @Nested
    class AnEmail {
        @ParameterizedTest
        @ValueSource(strings = {"SENT", "sent", ""})
        void countsWhenItsOwnerSentIt(String status) {
            FactEvent fact = complete(email("EMAIL", status));

            assertThat(fact.metric()).isEqualTo(Metric.EMAILS);
            assertThat(fact.agentId()).isEqualTo("11");
            assertThat(fact.direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(fact.outcome()).isEqualTo("sent");
            assertThat(fact.occurredAt()).isEqualTo(SENT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"SCHEDULED", "SENDING", "PAUSED"})
        void waitsUntilItIsSent(String status) {
            assertThat(email("EMAIL", status)).isInstanceOf(Resolution.NotYet.class);
        }

        @ParameterizedTest
        @CsvSource({
            "INCOMING_EMAIL, SENT, incoming-email",
            "FORWARDED_EMAIL, '', forwarded-email",
            "DRAFT_EMAIL, '', draft-email",
            "EMAIL, BOUNCED, bounced-email",
            "EMAIL, FAILED, failed-email"
        })
        void neverCountsOtherwise(String direction, String status, String reason) {
            assertThat(email(direction, status)).isEqualTo(new Resolution.NeverCounts(reason));
        }

        @Test
        void thatCameInNeedsNoOwner() {
            assertThat(email("INCOMING_EMAIL", "", ""))
                    .isEqualTo(new Resolution.NeverCounts("incoming-email"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "SIDEWAYS"})
        void waitsForADirectionThatIsKnown(String direction) {
            assertThat(email(direction, "SENT")).isInstanceOf(Resolution.NotYet.class);
        }
    }

    @Property
    void whateverHubSpotSaysIsDecided(
            @ForAll String direction, @ForAll String status, @ForAll String when) {
        CrmRecord odd =
                new CrmRecord(
                        ObjectType.EMAIL,
                        "5",
                        Map.of(
                                "hs_email_direction",
                                direction,
                                "hs_email_status",
                                status,
                                "hs_timestamp",
                                when,
                                "hubspot_owner_id",
                                "71"));

        assertThat(COUNTING.decide(held(ObjectType.EMAIL), odd)).isNotNull();
    }

    @Test
    void keepsTheTimeOfTheEventWhereTheRecordHasNone() {
        CrmRecord timeless =
                new CrmRecord(ObjectType.TICKET, "5", Map.of("hubspot_owner_id", "71"));

        assertThat(complete(COUNTING.decide(held(ObjectType.TICKET), timeless)).occurredAt())
                .isEqualTo(NINE);
    }

    @Test
    void leavesOutWhatWasOnlyLoggedWhereABusinessSaysSo() {
        Map<String, String> properties =
                Map.of("hs_email_direction", "EMAIL", "hubspot_owner_id", "71");
        CrmRecord logged = new CrmRecord(ObjectType.EMAIL, "5", properties);

        assertThat(counting(new CountingOptions(false)).decide(held(ObjectType.EMAIL), logged))
                .isEqualTo(new Resolution.NeverCounts("logged-email"));
        assertThat(COUNTING.decide(held(ObjectType.EMAIL), logged))
                .isInstanceOf(Resolution.Complete.class);
    }
}
