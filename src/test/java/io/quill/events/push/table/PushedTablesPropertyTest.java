package io.quill.events.push.table;

import io.quill.events.push.table.TwoPushersFixture.Deed;
import io.quill.events.push.table.TwoPushersFixture.Move;
import io.quill.events.sink.PushResult;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;

/**
 * Whatever the far side answers or fails to, and wherever a pusher dies: no key is ever there
 * twice, what is said to be in line is, and in the end the tables are as wanted.
 */
class PushedTablesPropertyTest {
    @Provide
    Arbitrary<List<Move>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Deed.values()),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.of(FakeTableSink.Mood.values()))
                .as(Move::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(80);
    }

    @Property(tries = 1500)
    void makesTheTablesEqualWhereNumbersAreKept(@ForAll("histories") List<Move> history) {
        play(new TwoPushersFixture(true), history);
    }

    @Property(tries = 1500)
    void makesTheTablesEqualWhereNoNumbersAreKept(@ForAll("histories") List<Move> history) {
        play(new TwoPushersFixture(false), history);
    }

    /** Once a number was read back, a post may be on its way for long: its number stops it. */
    @Property(tries = 300)
    void makesTheTablesEqualHoweverLateAPostArrives(@ForAll("histories") List<Move> history) {
        TwoPushersFixture world = new TwoPushersFixture(true);
        world.letPostsBeLate();
        play(world, history);
    }

    /**
     * A request that was held up on its way, between the last look at the lease and the far side,
     * may spoil a table for a moment: whoever sent it sees that, and it is loaded again.
     */
    @Property(tries = 1000)
    void mendsWhatALateRequestSpoiledWhereNumbersAreKept(@ForAll("histories") List<Move> history) {
        playWithDelays(new TwoPushersFixture(true), history);
    }

    @Property(tries = 1000)
    void mendsWhatALateRequestSpoiledWhereNoNumbersAreKept(
            @ForAll("histories") List<Move> history) {
        playWithDelays(new TwoPushersFixture(false), history);
    }

    /** What Power BI answers to a row that it does not take, and which it never takes. */
    @Provide
    Arbitrary<PushResult> refusals() {
        return Arbitraries.of(
                new PushResult.Refused("A value is refused.", "r"),
                new PushResult.Denied("Forbidden.", "Ask somebody."),
                new PushResult.Doubt("500"));
    }

    @Property(tries = 200)
    void makesTheTablesEqualButForBadRowsWhereNumbersAreKept(
            @ForAll("histories") List<Move> history, @ForAll("refusals") PushResult answer) {
        TwoPushersFixture world = new TwoPushersFixture(true);
        world.letRowsBeBad(answer);
        play(world, history);
    }

    @Property(tries = 200)
    void makesTheTablesEqualButForBadRowsWhereNoNumbersAreKept(
            @ForAll("histories") List<Move> history, @ForAll("refusals") PushResult answer) {
        TwoPushersFixture world = new TwoPushersFixture(false);
        world.letRowsBeBad(answer);
        play(world, history);
    }

    @Property(tries = 200)
    void mendsWhatCameNineSecondsLate(
            @ForAll("histories") List<Move> history,
            @ForAll("refusals") PushResult answer,
            @ForAll boolean numbered) {
        TwoPushersFixture world = new TwoPushersFixture(numbered);
        world.letRequestsBeNineSecondsLate();
        world.letRowsBeBad(answer);
        finish(world, history);
    }

    @Property(tries = 200)
    void makesTheTablesEqualWherePostsAreFew(
            @ForAll("histories") List<Move> history,
            @ForAll("refusals") PushResult answer,
            @ForAll boolean numbered) {
        TwoPushersFixture world = new TwoPushersFixture(numbered);
        world.letPostsBeFew();
        world.letRowsBeBad(answer);
        play(world, history);
    }

    private static void playWithDelays(TwoPushersFixture world, List<Move> history) {
        world.letAnyRequestBeDelayed();
        finish(world, history);
    }

    private static void finish(TwoPushersFixture world, List<Move> history) {
        history.forEach(world::perform);
        world.finish();
        world.check();
    }

    private static void play(TwoPushersFixture world, List<Move> history) {
        for (Move move : history) {
            world.perform(move);
            world.check();
        }
        world.finish();
        world.check();
    }
}
