package io.quill.events.dimension.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.dimension.sync.SyncOutcome;
import io.quill.events.dimension.sync.SyncRequest.Option;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Two agents under any rules, in any zone, beginning on any day of two years. */
class ShiftPropertyTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> ZONES =
            List.of(
                    "UTC",
                    "Europe/Vienna",
                    "America/New_York",
                    "Australia/Lord_Howe",
                    "Asia/Kathmandu",
                    "America/Santiago",
                    "Pacific/Apia",
                    "Africa/Cairo");

    record Rule(Set<DayOfWeek> days, int start, int length, String zone) {
        String json(String name, String who) {
            String weekdays =
                    days.stream()
                            .map(day -> "'" + day.name().substring(0, 3) + "'")
                            .collect(Collectors.joining(","));
            int end = (start + length) % 1_440;
            return "{'name':'%s',%s'weekdays':[%s],'start':'%s','end':'%s','timeZone':'%s'}"
                    .formatted(name, who, weekdays, time(start), time(end), zone);
        }

        private static String time(int minute) {
            return "%02d:%02d".formatted(minute / 60, minute % 60);
        }
    }

    /** The most hours that a change of the clocks adds to a shift, or takes from it. */
    private static final double CLOCK_CHANGE = 1.0;

    @Provide
    Arbitrary<Rule> rules() {
        return Combinators.combine(
                        Arbitraries.of(DayOfWeek.class).set().ofMinSize(1),
                        Arbitraries.integers().between(0, 1_439),
                        Arbitraries.integers().between(1, 1_439),
                        Arbitraries.of(ZONES))
                .as(Rule::new);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers()
                .between(0, 730)
                .map(day -> LocalDate.of(2026, 1, 1).plusDays(day));
    }

    @Property(tries = 150)
    void givesEachAgentOneRowADay(
            @ForAll("rules") Rule everyone,
            @ForAll("rules") Rule own,
            @ForAll("days") LocalDate day)
            throws IOException {
        ShiftFixture shiftFixture = new ShiftFixture(day + "T12:00:00Z", ZoneId.of("UTC"));
        shiftFixture.agent("a", "");
        shiftFixture.agent("b", "");
        LocalDate off = day.plusDays(3);

        assertThat(
                        shiftFixture.rules(
                                "{'rules':[%s,%s],'daysOff':[{'name':'off','date':'%s'}]}"
                                        .formatted(
                                                everyone.json("all", ""),
                                                own.json("own", "'agent':'a',"),
                                                off)))
                .isInstanceOf(SyncOutcome.Accepted.class);

        Set<String> seen = new HashSet<>();
        for (String row : shiftFixture.rows().values()) {
            JsonNode json = MAPPER.readTree(row);
            assertThat(seen.add(json.path("AgentID") + " " + json.path("LocalDate"))).isTrue();
            check(json, json.path("AgentID").asText().equals("a") ? own : everyone, off);
        }
        assertThat(daysOf("a", shiftFixture, day)).isEqualTo(daysOf("b", shiftFixture, day));
        assertThat(daysOf("a", shiftFixture, day)).hasSize(ShiftFixture.DAYS_AHEAD);
    }

    /** Today may be over in a zone that is ahead, so it is left out. */
    private static Set<String> daysOf(String agent, ShiftFixture shiftFixture, LocalDate today) {
        return shiftFixture.rows().keySet().stream()
                .filter(key -> key.endsWith("#" + agent))
                .map(key -> key.substring(0, key.indexOf('#')))
                .filter(key -> LocalDate.parse(key).isAfter(today))
                .collect(Collectors.toSet());
    }

    private static void check(JsonNode row, Rule rule, LocalDate off) {
        LocalDate date = LocalDate.parse(row.path("LocalDate").asText().substring(0, 10));
        Duration utc =
                Duration.between(
                        Instant.parse(row.path("ShiftStartUtc").asText()),
                        Instant.parse(row.path("ShiftEndUtc").asText()));
        double hours = row.path("ShiftHours").asDouble();
        assertThat(hours).isCloseTo(utc.toSeconds() / 3_600.0, within(1e-9));
        boolean works = rule.days().contains(date.getDayOfWeek()) && !date.equals(off);
        if (works) {
            assertThat(hours).isCloseTo(rule.length() / 60.0, within(CLOCK_CHANGE + 1e-9));
        } else {
            assertThat(hours).isZero();
        }
    }

    @Property(tries = 100)
    void changesNoDayThatIsOver(
            @ForAll("rules") Rule before,
            @ForAll("rules") Rule after,
            @ForAll("days") LocalDate day) {
        ShiftFixture shiftFixture = new ShiftFixture(day + "T12:00:00Z", ZoneId.of("UTC"));
        shiftFixture.agent("a", "");
        shiftFixture.rules("{'rules':[%s]}".formatted(before.json("all", "")));
        String first = shiftFixture.row("a", day.plusDays(1));

        shiftFixture.clock.advance(Duration.ofDays(4));
        shiftFixture.rules("{'rules':[%s]}".formatted(after.json("all", "")));
        assertThat(shiftFixture.row("a", day.plusDays(1))).isEqualTo(first);

        shiftFixture.rules("{'rules':[%s]}".formatted(after.json("all", "")), Option.REWRITE_PAST);
        ShiftFixture fresh = new ShiftFixture(day + "T12:00:00Z", ZoneId.of("UTC"));
        fresh.agent("a", "");
        fresh.rules("{'rules':[%s]}".formatted(after.json("all", "")));
        assertThat(shiftFixture.row("a", day.plusDays(1)))
                .isEqualTo(fresh.row("a", day.plusDays(1)));
    }
}
