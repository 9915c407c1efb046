package io.quill.operate.console.draw;

import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.view.PipelineCounts;

import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Diagram of the event pipeline with its counts; the background is drawn apart from what changes.
 */
public final class PipelineDiagram {
    private PipelineDiagram() {}

    private record Point(int x, int y) {}

    /** A place in the river, on a wide and on a narrow screen. */
    private record Place(Point wide, Point narrow) {}

    /** Layout of the diagram, with the positions of each step's words. */
    private record Screen(String name, Function<Place, Point> where, Point figure, Point label) {}

    private static final Screen WIDE =
            new Screen("wide", Place::wide, new Point(0, -54), new Point(0, -28));
    private static final Screen NARROW =
            new Screen("narrow", Place::narrow, new Point(38, 2), new Point(38, 21));

    private static final Place RECEIVED = new Place(new Point(196, 150), new Point(44, 92));
    private static final Place UNRESOLVED = new Place(new Point(440, 150), new Point(44, 192));
    private static final Place READY = new Place(new Point(624, 150), new Point(44, 292));
    private static final Place IN_FLIGHT = new Place(new Point(808, 150), new Point(44, 392));
    private static final Place SETTLED = new Place(new Point(992, 150), new Point(44, 492));

    private static final Place DUPLICATES = new Place(new Point(340, 250), new Point(262, 142));
    private static final Place PARKED = new Place(new Point(524, 250), new Point(262, 242));
    private static final Place GATED = new Place(new Point(708, 250), new Point(262, 342));
    private static final Place DEAD = new Place(new Point(892, 250), new Point(262, 442));

    /** Draws the background, which never changes. */
    public static Html background() {
        return html(
                """
                <svg class="bed wide" viewBox="0 40 1120 236" aria-hidden="true">
                  <g class="water">
                    <path d="M0 96C90 96 90 150 196 150H1120"/>
                    <path d="M0 204C90 204 90 150 196 150"/>
                  </g>
                  <g class="side">
                    <path d="M256 158C256 214 260 250 290 250"/>
                    <path d="M440 158C440 214 444 250 474 250"/>
                    <path d="M624 158C624 214 628 250 658 250"/>
                    <path d="M808 158C808 214 812 250 842 250"/>
                  </g>
                  <path class="current" d="M0 96C90 96 90 150 196 150H1120"/>
                  <path class="current other" d="M0 204C90 204 90 150 196 150H1120"/>
                  <text class="source" x="0" y="70">Aloware</text>
                  <text class="source" x="0" y="244">HubSpot</text>
                  <text class="source end" x="1120" y="188">Power BI</text>
                </svg>
                <svg class="bed narrow" viewBox="0 0 358 540" aria-hidden="true">
                  <g class="water">
                    <path d="M14 0C14 44 44 44 44 92V540"/>
                    <path d="M74 0C74 44 44 44 44 92"/>
                  </g>
                  <g class="side">
                    <path d="M44 100C44 142 150 142 222 142"/>
                    <path d="M44 200C44 242 150 242 222 242"/>
                    <path d="M44 300C44 342 150 342 222 342"/>
                    <path d="M44 400C44 442 150 442 222 442"/>
                  </g>
                  <path class="current" d="M14 0C14 44 44 44 44 92V540"/>
                  <path class="current other" d="M74 0C74 44 44 44 44 92V540"/>
                  <text class="source" x="102" y="24">Aloware, HubSpot</text>
                  <text class="source" x="82" y="532">Power BI</text>
                </svg>
                """);
    }

    /** Draws the counts, each a link to its events. */
    public static Html counts(PipelineCounts now) {
        return html(
                """
                <svg class="counts wide" viewBox="0 40 1120 236" role="group" \
                aria-label="The river of events"{}>{}</svg>
                <svg class="counts narrow" viewBox="0 0 358 540" role="group" \
                aria-label="The river of events"{}>{}</svg>
                """,
                still(now),
                stations(now).map(each -> each.on(WIDE)).collect(joined()),
                still(now),
                stations(now).map(each -> each.on(NARROW)).collect(joined()));
    }

    /** The current rests while something waits and nothing moves. */
    private static Html still(PipelineCounts now) {
        boolean stuck = now.oldestAge().filter(age -> age.toMinutes() >= 2).isPresent();
        return html(" data-still=\"\"").when(stuck);
    }

    private static Stream<Station> stations(PipelineCounts now) {
        return Stream.of(
                new OnRiver(RECEIVED, "received", "Received today", now.received(), all()),
                new Aside(DUPLICATES, "duplicates", "duplicates", now.duplicates(), all(), false),
                new OnRiver(
                        UNRESOLVED, "unresolved", "Unresolved", now.unresolved(), in("unresolved")),
                new Aside(PARKED, "parked", "parked", now.parked(), in("parked"), false),
                new OnRiver(READY, "ready", "Waiting", now.ready(), in("ready")),
                new Aside(GATED, "gated", "gated", now.gated(), in("gated"), false),
                new OnRiver(IN_FLIGHT, "batched", "In flight", now.inFlight(), in("batched")),
                new Aside(
                        DEAD,
                        "dead",
                        "dead",
                        now.dead(),
                        ConsoleLink.of("/letters"),
                        now.dead() > 0),
                new OnRiver(SETTLED, "settled", "Settled today", now.settled(), in("settled")));
    }

    private static ConsoleLink in(String state) {
        return all().with("state", state);
    }

    private static ConsoleLink all() {
        return ConsoleLink.of("/events");
    }

    private sealed interface Station {
        Html on(Screen screen);
    }

    private record OnRiver(Place place, String id, String label, long count, ConsoleLink where)
            implements Station {
        @Override
        public Html on(Screen screen) {
            Point at = screen.where().apply(place);
            return html(
                    """
                    <a id="{}-{}" href="{}" class="station"><circle cx="{}" cy="{}" r="8"/>\
                    <text class="figure" x="{}" y="{}">{}</text>\
                    <text class="label" x="{}" y="{}">{}</text></a>
                    """,
                    screen.name(),
                    id,
                    where,
                    at.x(),
                    at.y(),
                    at.x() + screen.figure().x(),
                    at.y() + screen.figure().y(),
                    DisplayFormat.count(count),
                    at.x() + screen.label().x(),
                    at.y() + screen.label().y(),
                    label);
        }
    }

    private record Aside(
            Place place, String id, String label, long count, ConsoleLink where, boolean alarming)
            implements Station {
        @Override
        public Html on(Screen screen) {
            Point at = screen.where().apply(place);
            return html(
                    """
                    <a id="{}-{}" href="{}" class="{}"><rect x="{}" y="{}" width="150" height="40" \
                    rx="20"/><text x="{}" y="{}"><tspan class="figure">{}</tspan> \
                    <tspan class="label">{}</tspan></text></a>
                    """,
                    screen.name(),
                    id,
                    where,
                    alarming ? "pool alarm" : count == 0 ? "pool empty" : "pool",
                    at.x() - 50,
                    at.y() - 20,
                    at.x() + 25,
                    at.y() + 6,
                    DisplayFormat.count(count),
                    label);
        }
    }
}
