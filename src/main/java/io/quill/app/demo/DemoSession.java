package io.quill.app.demo;

import io.quill.app.QuillApplication;
import io.quill.app.cli.ExitCode;
import io.quill.platform.settings.Settings;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Session of the demo, as the terminal shows it. */
final class DemoSession {
    private static final Duration MORNING = Duration.ofSeconds(25);
    private static final Duration SHORT_MORNING = Duration.ofSeconds(2);
    private static final Duration BREATH = Duration.ofSeconds(3);
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(6);
    private static final DemoGoals ALL = new DemoGoals(1);
    private static final DemoGoals FEW = new DemoGoals(5);
    private static final int BREATHS_A_LINE = 20;

    private final DemoEnvironment demoEnvironment;
    private final Settings settings;
    private final PrintStream out;
    private final InstantSource clock = InstantSource.system();
    private volatile boolean ending;

    DemoSession(DemoEnvironment demoEnvironment, Settings settings, PrintStream out) {
        this.demoEnvironment = demoEnvironment;
        this.settings = settings;
        this.out = out;
    }

    /** Runs until it is stopped. */
    ExitCode on(int port) {
        greet(port);
        try (WebhookPoster webhookPoster = new WebhookPoster(port)) {
            new DemoSetup(webhookPoster, demoEnvironment.key).open(demoEnvironment.today(), ALL);
            DemoPlayer demoPlayer = demoEnvironment.play(webhookPoster, settings, ALL);
            demoPlayer.catchUp(MORNING);
            for (int breaths = 0; ; breaths++) {
                if (breaths % BREATHS_A_LINE == 0) {
                    tell(demoPlayer);
                }
                Thread.sleep(BREATH);
                demoPlayer.runLive();
            }
        } catch (IOException | InterruptedException e) {
            return stopped(e);
        }
    }

    /** A few seconds, and what came of them. */
    ExitCode once(int port) {
        greet(port);
        try (WebhookPoster webhookPoster = new WebhookPoster(port)) {
            new DemoSetup(webhookPoster, demoEnvironment.key).open(demoEnvironment.today(), FEW);
            DemoPlayer demoPlayer = demoEnvironment.play(webhookPoster, settings, FEW);
            demoPlayer.catchUp(SHORT_MORNING);
            demoPlayer.assignRemainingOwners();
            awaitAll(demoPlayer);
            tell(demoPlayer);
        } catch (IOException | InterruptedException e) {
            return stopped(e);
        }
        return ExitCode.FINE;
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
                port,
                demoEnvironment.key,
                demoEnvironment.powerBi(),
                time(),
                demoEnvironment.zone());
        out.flush();
    }

    private LocalTime time() {
        return LocalTime.ofInstant(clock.instant(), demoEnvironment.zone())
                .truncatedTo(ChronoUnit.MINUTES);
    }

    private void tell(DemoPlayer demoPlayer) {
        out.printf(
                "%s: agents did %d things that count, and %d facts are in Power BI%n",
                time(), demoPlayer.eventCount(), demoEnvironment.pushed());
        out.flush();
    }

    private void awaitAll(DemoPlayer demoPlayer) throws InterruptedException {
        var end = clock.instant().plus(MOST_PATIENCE);
        while (demoEnvironment.pushed() < demoPlayer.eventCount()
                && clock.instant().isBefore(end)) {
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    /** Whoever stops the demo closes the doors before which it stands. */
    private ExitCode stopped(Exception why) {
        if (ending) {
            return ExitCode.FINE;
        }
        out.printf("The demo could not go on: %s%n", why);
        return ExitCode.FAILED;
    }

    /** Ends the demo; a second caller waits for the first. */
    void end(QuillApplication quillApplication) {
        ending = true;
        synchronized (this) {
            quillApplication.close();
            demoEnvironment.close();
        }
    }
}
