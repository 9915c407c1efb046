package io.quill.app.demo;

import io.quill.app.House;
import io.quill.app.cli.Exit;
import io.quill.platform.settings.Settings;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** What is seen of the demo where it was started. */
final class Showing {
    private static final Duration MORNING = Duration.ofSeconds(25);
    private static final Duration SHORT_MORNING = Duration.ofSeconds(2);
    private static final Duration BREATH = Duration.ofSeconds(3);
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(6);
    private static final Goals ALL = new Goals(1);
    private static final Goals FEW = new Goals(5);
    private static final int BREATHS_A_LINE = 20;

    private final Demo demo;
    private final Settings settings;
    private final PrintStream out;
    private final InstantSource clock = InstantSource.system();
    private volatile boolean ending;

    Showing(Demo demo, Settings settings, PrintStream out) {
        this.demo = demo;
        this.settings = settings;
        this.out = out;
    }

    /** Until it is stopped. */
    Exit on(int port) {
        greet(port);
        try (Post post = new Post(port)) {
            new Office(post, demo.key).open(demo.today(), ALL);
            Play play = demo.play(post, settings, ALL);
            play.catchUp(MORNING);
            for (int breaths = 0; ; breaths++) {
                if (breaths % BREATHS_A_LINE == 0) {
                    tell(play);
                }
                Thread.sleep(BREATH);
                play.goOn();
            }
        } catch (IOException | InterruptedException e) {
            return stopped(e);
        }
    }

    /** A few seconds, and what came of them. */
    Exit once(int port) {
        greet(port);
        try (Post post = new Post(port)) {
            new Office(post, demo.key).open(demo.today(), FEW);
            Play play = demo.play(post, settings, FEW);
            play.catchUp(SHORT_MORNING);
            play.tidyUp();
            awaitAll(play);
            tell(play);
        } catch (IOException | InterruptedException e) {
            return stopped(e);
        }
        return Exit.FINE;
    }

    private void greet(int port) {
        out.printf(
                """
                This is a demo: nothing of it is real, and nothing of it is kept.
                See it at http://127.0.0.1:%d/console
                Its admin key, for the command line, is %s
                What was pushed is at %s/sandbox/powerbi/datasets
                It is %s in %s, and the day so far is told at speed.
                """,
                port, demo.key, demo.powerBi(), time(), demo.zone());
        out.flush();
    }

    private LocalTime time() {
        return LocalTime.ofInstant(clock.instant(), demo.zone()).truncatedTo(ChronoUnit.MINUTES);
    }

    private void tell(Play play) {
        out.printf(
                "%s: agents did %d things that count, and %d facts are in Power BI%n",
                time(), play.happened(), demo.pushed());
        out.flush();
    }

    private void awaitAll(Play play) throws InterruptedException {
        var end = clock.instant().plus(MOST_PATIENCE);
        while (demo.pushed() < play.happened() && clock.instant().isBefore(end)) {
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    /** Whoever stops the demo closes the doors before which it stands. */
    private Exit stopped(Exception why) {
        if (ending) {
            return Exit.FINE;
        }
        out.printf("The demo could not go on: %s%n", why);
        return Exit.FAILED;
    }

    /** Whoever ends it second waits for the first, so that nothing is taken away too early. */
    void end(House house) {
        ending = true;
        synchronized (this) {
            house.close();
            demo.close();
        }
    }
}
