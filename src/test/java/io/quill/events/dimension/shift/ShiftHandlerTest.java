package io.quill.events.dimension.shift;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.roster.AgentOverride;
import io.quill.events.dimension.sync.PayloadError;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncOutcome;
import io.quill.events.dimension.sync.SyncRequest;
import io.quill.events.dimension.sync.SyncRequest.Option;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;

/** It is Monday, 2 March 2026, 10:00 in Vienna. */
class ShiftHandlerTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final String WEEKDAYS = "'weekdays':['MON','TUE','WED','THU','FRI']";
    private static final String NINE_TO_FIVE =
            "{'rules':[{'name':'office'," + WEEKDAYS + ",'start':'09:00','end':'17:00'}]}";

    private final ShiftFixture shiftFixture =
            new ShiftFixture("2026-03-02T09:00:00Z", ZoneId.of("Europe/Vienna"));

    @Nested
    class LaysOut {
        @Test
        void eachDayOfTheWindowDaysOffIncluded() {
            shiftFixture.agent("a", "");

            shiftFixture.rules(NINE_TO_FIVE);

            assertThat(shiftFixture.rows()).hasSize(ShiftFixture.DAYS_AHEAD + 1);
            assertThat(shiftFixture.row("a", MONDAY))
                    .isEqualTo(
                            """
                            {"AgentID":"a","LocalDate":"2026-03-02T00:00:00.000Z",\
                            "ShiftStartLocal":"2026-03-02T09:00:00.000Z",\
                            "ShiftEndLocal":"2026-03-02T17:00:00.000Z",\
                            "ShiftStartUtc":"2026-03-02T08:00:00.000Z",\
                            "ShiftEndUtc":"2026-03-02T16:00:00.000Z","ShiftHours":8.0}""");
            assertThat(shiftFixture.row("a", MONDAY.plusDays(5))).contains("\"ShiftHours\":0.0");
        }

        @Test
        void breaksAsTimeThatIsNotWorked() {
            shiftFixture.agent("a", "");

            shiftFixture.rules(
                    "{'rules':[{'name':'night',"
                            + WEEKDAYS
                            + ",'start':'22:00','end':'06:00','breaks':["
                            + "{'start':'23:45','end':'00:15'},{'start':'03:00','end':'03:30'}]}]}");

            assertThat(shiftFixture.row("a", MONDAY))
                    .contains("\"ShiftEndUtc\":\"2026-03-03T05:00:00.000Z\"")
                    .contains("\"ShiftHours\":7.0");
        }

        @Test
        void nothingForWhomNothingIsSaid() {
            shiftFixture.agent("a", "East");
            shiftFixture.agent("b", "West");

            shiftFixture.rules(
                    "{'rules':[{'name':'east','team':'EAST',"
                            + WEEKDAYS
                            + ",'start':'09:00','end':'17:00'}]}");

            assertThat(shiftFixture.row("b", MONDAY)).isEqualTo("none");
            assertThat(shiftFixture.row("a", MONDAY)).contains("\"ShiftHours\":8.0");
        }

        @Test
        void nothingMoreForALeaver() {
            shiftFixture.agent("a", "");
            shiftFixture.rules(NINE_TO_FIVE);

            shiftFixture.leaves("a");
            shiftFixture.syncs.catchUp();

            assertThat(shiftFixture.rows()).containsOnlyKeys(MONDAY + "#a");
        }
    }

    @Nested
    class WeighsRules {
        private static final String THREE =
                """
                {'rules':[
                 {'name':'all','weekdays':['MON','TUE'],'start':'09:00','end':'17:00'},
                 {'name':'east','team':'East','weekdays':['MON','TUE'],'start':'10:00','end':'17:00'},
                 {'name':'ann','agent':'A','weekdays':['MON'],'start':'11:00','end':'17:00'}],
                'exceptions':[
                 {'name':'late','date':'2026-03-03','start':'16:00','end':'17:00'},
                 {'name':'ann late','agent':'a','date':'2026-03-09','start':'15:00','end':'17:00'}],
                'daysOff':[{'name':'holiday','from':'2026-03-09','until':'2026-03-10'}]}""";

        private String hours(String agent, LocalDate date) {
            return shiftFixture.row(agent, date).replaceFirst(".*ShiftHours\":", "");
        }

        @Test
        void agentsBeforeTeamsBeforeEveryone() {
            shiftFixture.agent("a", "East");
            shiftFixture.agent("b", "East");
            shiftFixture.agent("c", "");

            shiftFixture.rules(THREE);

            assertThat(hours("a", MONDAY)).isEqualTo("6.0}");
            assertThat(hours("b", MONDAY)).isEqualTo("7.0}");
            assertThat(hours("c", MONDAY)).isEqualTo("8.0}");
        }

        @Test
        void singleDaysBeforeThemAll() {
            shiftFixture.agent("a", "East");
            shiftFixture.agent("b", "East");

            shiftFixture.rules(THREE);

            assertThat(hours("b", MONDAY.plusDays(1))).isEqualTo("1.0}");
            assertThat(hours("a", MONDAY.plusDays(7))).isEqualTo("2.0}");
            assertThat(hours("b", MONDAY.plusDays(7))).isEqualTo("0.0}");
            assertThat(hours("a", MONDAY.plusDays(8))).isEqualTo("0.0}");
        }

        /** Who works on Mondays only is off on Tuesday, whatever the team does. */
        @Test
        void anAgentsOwnOnAllDaysOfTheWeek() {
            shiftFixture.agent("a", "East");

            shiftFixture.rules(THREE.replace("2026-03-03", "2026-03-20"));

            assertThat(hours("a", MONDAY.plusDays(1))).isEqualTo("0.0}");
        }
    }

    @Nested
    class KeepsThePast {
        @Test
        void whateverNewRulesSay() {
            shiftFixture.agent("a", "");
            shiftFixture.rules(NINE_TO_FIVE);
            shiftFixture.clock.advance(Duration.ofDays(1));

            shiftFixture.rules(NINE_TO_FIVE.replace("09:00", "10:00"));

            assertThat(shiftFixture.row("a", MONDAY)).contains("\"ShiftHours\":8.0");
            assertThat(shiftFixture.row("a", MONDAY.plusDays(1))).contains("\"ShiftHours\":7.0");
        }

        @Test
        void unlessItIsToBeRewritten() {
            shiftFixture.agent("a", "");
            shiftFixture.rules(NINE_TO_FIVE);
            shiftFixture.clock.advance(Duration.ofDays(1));

            shiftFixture.rules(NINE_TO_FIVE.replace("09:00", "10:00"), Option.REWRITE_PAST);

            assertThat(shiftFixture.row("a", MONDAY)).contains("\"ShiftHours\":7.0");
        }

        @Test
        void whenItGoesBackToOlderRules() {
            shiftFixture.agent("a", "");
            shiftFixture.rules(NINE_TO_FIVE);
            shiftFixture.rules(NINE_TO_FIVE.replace("09:00", "10:00"));
            shiftFixture.clock.advance(Duration.ofDays(1));

            shiftFixture.syncs.rollback(Subject.SHIFTS, 1, SyncRequest.by("ann", "test"));

            assertThat(shiftFixture.row("a", MONDAY)).contains("\"ShiftHours\":7.0");
            assertThat(shiftFixture.row("a", MONDAY.plusDays(1))).contains("\"ShiftHours\":8.0");
        }
    }

    @Nested
    class MovesOn {
        @Test
        void withTheDay() {
            shiftFixture.agent("a", "");
            shiftFixture.rules(NINE_TO_FIVE);

            shiftFixture.clock.advance(Duration.ofDays(3));
            shiftFixture.syncs.catchUp();

            assertThat(shiftFixture.rows())
                    .hasSize(ShiftFixture.DAYS_AHEAD + 4)
                    .containsKey(MONDAY + "#a")
                    .containsKey(MONDAY.plusDays(ShiftFixture.DAYS_AHEAD + 3) + "#a");
        }

        @Test
        void withANewAgent() {
            shiftFixture.agent("a", "");
            shiftFixture.rules(NINE_TO_FIVE);

            shiftFixture.agent("b", "");
            shiftFixture.syncs.catchUp();

            assertThat(shiftFixture.row("b", MONDAY)).contains("\"ShiftHours\":8.0");
        }
    }

    @Nested
    class GivesTimeZones {
        private static final String TOKYO =
                NINE_TO_FIVE.replace("{'rules'", "{'timeZone':'Asia/Tokyo','rules'");

        private String zone(String agent) {
            return shiftFixture
                    .wanted
                    .row(Dimension.AGENT, agent)
                    .map(AgentRow::of)
                    .map(AgentRow::timeZone)
                    .orElseThrow();
        }

        @Test
        void fromTheRules() {
            shiftFixture.agent("a", "");

            shiftFixture.rules(TOKYO);

            assertThat(zone("a")).isEqualTo("Asia/Tokyo");
            assertThat(shiftFixture.row("a", MONDAY))
                    .contains("\"ShiftStartUtc\":\"2026-03-02T00:00:00.000Z\"");
            shiftFixture.rules(NINE_TO_FIVE);
            assertThat(zone("a")).isEmpty();
        }

        @Test
        void butNotAgainstAnOperator() {
            shiftFixture.agent("a", "");
            shiftFixture.roster.override(
                    new AgentOverride("a", AgentOverride.Door.AS_ROSTER, "", "America/New_York"));

            shiftFixture.rules(TOKYO);

            assertThat(zone("a")).isEqualTo("America/New_York");
        }
    }

    @Nested
    class Refuses {
        @Test
        void rulesOfEqualRankThatOverlap() {
            assertThat(
                            faults(
                                    """
                                    {'rules':[
                                     {'name':'early','team':'East','weekdays':['MON'],'start':'06:00','end':'14:00'},
                                     {'name':'late','team':'east','weekdays':['SUN','MON'],'start':'14:00','end':'22:00'}]}"""))
                    .singleElement()
                    .satisfies(
                            payloadError -> {
                                assertThat(payloadError.pointer()).isEqualTo("/rules/1");
                                assertThat(payloadError.words())
                                        .contains("'early'")
                                        .contains("'late'")
                                        .contains("/rules/0");
                            });
        }

        @Test
        void anEarlyShiftIntoWhichANightRuns() {
            assertThat(
                            faults(
                                    """
                                    {'rules':[
                                     {'name':'early','weekdays':['TUE'],'start':'05:00','end':'14:00'},
                                     {'name':'night','weekdays':['MON'],'start':'22:00','end':'06:00'}]}"""))
                    .hasSize(1);
        }

        @Test
        void notRulesThatNeverMeet() {
            assertThat(
                            shiftFixture.rules(
                                    """
                                    {'rules':[
                                     {'name':'spring','weekdays':['MON'],'start':'05:00','end':'14:00','until':'2026-05-31'},
                                     {'name':'summer','weekdays':['MON'],'start':'06:00','end':'14:00','from':'2026-06-01'},
                                     {'name':'night','weekdays':['WED'],'start':'22:00','end':'06:00'},
                                     {'name':'east','team':'east','weekdays':['MON'],'start':'06:00','end':'14:00'}]}"""))
                    .isInstanceOf(SyncOutcome.Accepted.class);
        }

        @Test
        void allThatIsWrongAtOnce() {
            assertThat(
                            faults(
                                    """
                                    {'timeZone':'Mars/Phobos','rules':[
                                     {'name':'a','weekdays':['MON'],'start':'05:00','end':'05:00'},
                                     {'name':'b','agent':'1','team':'2','weekdays':['MON'],'start':'05:00','end':'06:00'},
                                     {'name':'c','agent':'1','weekdays':['MON'],'start':'5','end':'06:00'},
                                     {'name':'d','agent':'2','weekdays':['MON'],'start':'05:00','end':'06:00',
                                      'breaks':[{'start':'05:30','end':'06:30'}]},
                                     {'name':'e','agent':'3','weekdays':['MON'],'start':'05:00','end':'06:00',
                                      'from':'2026-02-30'},
                                     {'name':'f','agent':'4','weekdays':['MON'],'start':'05:00','end':'06:00',
                                      'from':'2026-03-02','until':'2026-03-01'}],
                                     'daysOff':[{'name':'g'}]}"""))
                    .extracting(PayloadError::pointer)
                    .contains(
                            "/timeZone",
                            "/rules/0",
                            "/rules/1",
                            "/rules/2/start",
                            "/rules/3",
                            "/rules/4/from",
                            "/rules/5/until",
                            "/daysOff/0");
        }

        private java.util.List<PayloadError> faults(String json) {
            return ((SyncOutcome.Invalid) shiftFixture.rules(json)).faults();
        }
    }

    @Test
    void remarksThatNobodyIsMeant() {
        assertThat(
                        shiftFixture.rules(
                                "{'rules':[{'name':'x','team':'Nord',"
                                        + WEEKDAYS
                                        + ",'start':'09:00','end':'17:00'}]}"))
                .isInstanceOfSatisfying(
                        SyncOutcome.Accepted.class,
                        accepted ->
                                assertThat(accepted.remarks())
                                        .containsExactly("team nord: nobody is known yet"));
    }
}
