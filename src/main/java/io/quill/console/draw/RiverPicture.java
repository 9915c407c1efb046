package io.quill.console.draw;

import static io.quill.console.html.Html.html;
import static io.quill.console.html.Html.joined;

import io.quill.console.html.Address;
import io.quill.console.html.Html;
import io.quill.console.html.Words;
import io.quill.console.view.Standing;

import java.util.stream.Stream;

/**
 * The river of events with its counts: along a wide screen from left to right, and down a narrow
 * one. The bed lies still under what changes, so that its current is not interrupted.
 */
public final class RiverPicture {
    private RiverPicture() {}

    private record Point(int x, int y) {}

    /** A place in the river, on a wide and on a narrow screen. */
    private record Place(Point wide, Point narrow) {}

    private static final Place RECEIVED = new Place(new Point(196, 150), new Point(44, 92));
    private static final Place UNRESOLVED = new Place(new Point(408, 150), new Point(44, 192));
    private static final Place READY = new Place(new Point(604, 150), new Point(44, 292));
    private static final Place IN_FLIGHT = new Place(new Point(800, 150), new Point(44, 392));
    private static final Place SETTLED = new Place(new Point(1000, 150), new Point(44, 492));

    private static final Place DUPLICATES = new Place(new Point(350, 44), new Point(262, 142));
    private static final Place PARKED = new Place(new Point(490, 268), new Point(262, 242));
    private static final Place GATED = new Place(new Point(690, 268), new Point(262, 342));
    private static final Place DEAD = new Place(new Point(886, 268), new Point(262, 442));

    /** What never changes: the water. */
    public static Html bed() {
        return html(
                """
                <svg class="bed wide" viewBox="0 0 1120 306" aria-hidden="true">
                  <g class="water">
                    <path d="M0 96C90 96 90 150 196 150H1120"/>
                    <path d="M0 204C90 204 90 150 196 150"/>
                  </g>
                  <g class="side">
                    <path d="M236 150C290 150 262 44 310 44"/>
                    <path d="M408 158C408 232 412 268 440 268"/>
                    <path d="M604 158C604 232 608 268 640 268"/>
                    <path d="M800 158C800 232 804 268 836 268"/>
                  </g>
                  <path class="current" d="M0 96C90 96 90 150 196 150H1120"/>
                  <path class="current other" d="M0 204C90 204 90 150 196 150H1120"/>
                  <text class="source" x="0" y="70">Aloware</text>
                  <text class="source" x="0" y="244">HubSpot</text>
                  <text class="source end" x="1120" y="124">Power BI</text>
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

    /** What changes: the counts, each a way to the events behind it. */
    public static Html counts(Standing now) {
        return html(
                """
                <svg class="counts wide" viewBox="0 0 1120 306" role="group" \
                aria-label="The river of events"{}>{}</svg>
                <svg class="counts narrow" viewBox="0 0 358 540" role="group" \
                aria-label="The river of events"{}>{}</svg>
                """,
                still(now),
                stations(now).map(each -> each.wide()).collect(joined()),
                still(now),
                stations(now).map(each -> each.narrow()).collect(joined()));
    }

    /** The current rests while something waits and nothing moves. */
    private static Html still(Standing now) {
        boolean stuck = now.oldestAge().filter(age -> age.toMinutes() >= 2).isPresent();
        return html(" data-still=\"\"").when(stuck);
    }

    private static Stream<Station> stations(Standing now) {
        return Stream.of(
                new OnRiver(RECEIVED, "received", "Received today", now.received(), all()),
                new Aside(DUPLICATES, "duplicates", "duplicates", now.duplicates(), all(), false),
                new OnRiver(
                        UNRESOLVED, "unresolved", "Unresolved", now.unresolved(), in("unresolved")),
                new Aside(PARKED, "parked", "parked", now.parked(), in("parked"), false),
                new OnRiver(READY, "ready", "Waiting", now.ready(), in("ready")),
                new Aside(GATED, "gated", "gated", now.gated(), in("gated"), false),
                new OnRiver(IN_FLIGHT, "batched", "In flight", now.inFlight(), in("batched")),
                new Aside(DEAD, "dead", "dead", now.dead(), Address.of("/letters"), now.dead() > 0),
                new OnRiver(SETTLED, "settled", "Settled today", now.settled(), in("settled")));
    }

    private static Address in(String state) {
        return all().with("state", state);
    }

    private static Address all() {
        return Address.of("/events");
    }

    private sealed interface Station {
        Html wide();

        Html narrow();
    }

    private record OnRiver(Place place, String id, String label, long count, Address where)
            implements Station {
        @Override
        public Html wide() {
            Point at = place.wide();
            return html(
                    """
                    <a id="wide-{}" href="{}" class="station"><circle cx="{}" cy="{}" r="8"/>\
                    <text class="figure" x="{}" y="{}">{}</text>\
                    <text class="label" x="{}" y="{}">{}</text></a>
                    """,
                    id,
                    where,
                    at.x(),
                    at.y(),
                    at.x(),
                    at.y() - 36,
                    Words.count(count),
                    at.x(),
                    at.y() + 44,
                    label);
        }

        @Override
        public Html narrow() {
            Point at = place.narrow();
            return html(
                    """
                    <a id="narrow-{}" href="{}" class="station"><circle cx="{}" cy="{}" r="8"/>\
                    <text class="figure" x="{}" y="{}">{}</text>\
                    <text class="label" x="{}" y="{}">{}</text></a>
                    """,
                    id,
                    where,
                    at.x(),
                    at.y(),
                    at.x() + 38,
                    at.y() + 2,
                    Words.count(count),
                    at.x() + 38,
                    at.y() + 21,
                    label);
        }
    }

    private record Aside(
            Place place, String id, String label, long count, Address where, boolean alarming)
            implements Station {
        @Override
        public Html wide() {
            return drawn("wide", place.wide());
        }

        @Override
        public Html narrow() {
            return drawn("narrow", place.narrow());
        }

        private Html drawn(String prefix, Point at) {
            return html(
                    """
                    <a id="{}-{}" href="{}" class="{}"><rect x="{}" y="{}" width="150" height="40" \
                    rx="20"/><text x="{}" y="{}"><tspan class="figure">{}</tspan> \
                    <tspan class="label">{}</tspan></text></a>
                    """,
                    prefix,
                    id,
                    where,
                    alarming ? "pool alarm" : count == 0 ? "pool empty" : "pool",
                    at.x() - 50,
                    at.y() - 20,
                    at.x() + 25,
                    at.y() + 6,
                    Words.count(count),
                    label);
        }
    }
}
