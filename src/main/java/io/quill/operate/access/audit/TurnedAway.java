package io.quill.operate.access.audit;

import io.quill.operate.access.Caller;
import io.quill.operate.access.Refusal;
import io.quill.operate.access.Request;
import io.quill.platform.logging.Tally;

import org.slf4j.event.Level;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * Audits those who were turned away. Strangers can make that happen as often as they please, so of
 * an hour only the first get an entry each; the others are counted, by reason, in one more.
 */
public final class TurnedAway {
    static final int MOST_AN_HOUR = 60;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MEMORY = Duration.ofDays(90);
    private static final int LONGEST_PATH = 200;
    private static final String ACTION = "refused";

    private final Audit audit;
    private final Tally tally;
    private final InstantSource clock;
    private final Map<Refusal, Long> uncounted = new EnumMap<>(Refusal.class);
    private Instant hour = Instant.MIN;
    private int written;

    public TurnedAway(Audit audit, Tally tally, InstantSource clock) {
        this.audit = audit;
        this.tally = tally;
        this.clock = clock;
    }

    public synchronized void count(Request request, Refusal why, String address) {
        tally.count(Level.WARN, "/admin let somebody not in: " + why.word(), address);
        tellLastHour();
        if (written < MOST_AN_HOUR) {
            written++;
            write(address, target(request), request.id(), why.status(), why.word(), Map.of());
        } else {
            uncounted.merge(why, 1L, Long::sum);
        }
    }

    /** Tells what an hour that is over left to tell. */
    public synchronized void tellLastHour() {
        if (clock.instant().isBefore(hour.plus(HOUR))) {
            return;
        }
        tell();
        hour = clock.instant();
        written = 0;
    }

    /** Tells what is left to tell, for no later chance may come. */
    public synchronized void tell() {
        uncounted.forEach(
                (why, many) ->
                        write(
                                "several",
                                "",
                                "",
                                why.status(),
                                why.word() + ", as many more times as counted since " + hour,
                                Map.of("refused", many)));
        uncounted.clear();
    }

    private void write(
            String address,
            String target,
            String request,
            int status,
            String words,
            Map<String, Long> counts) {
        Caller nobody = new Caller("nobody", Caller.Way.KEY, address);
        audit.turnedAway(
                new Deed(nobody, ACTION, target, request),
                new Result(status, words, counts, ""),
                clock.instant().plus(MEMORY));
    }

    /** A stranger chose it, so it is cut short and holds nothing that a terminal would obey. */
    private static String target(Request request) {
        String path = request.path().replaceAll("[^\\x21-\\x7e]", "?");
        return request.method() + " " + path.substring(0, Math.min(LONGEST_PATH, path.length()));
    }
}
