package io.quill.events.history.backfill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an import came to, or would come to. */
public final class Report {
    private static final int MOST_SHOWN = 50;

    private long held;
    private long known;
    private long refusals;
    private final Map<String, Long> ofNoInterest = new TreeMap<>();
    private final List<Line.Refused> refused = new ArrayList<>();

    public void holds(long more) {
        held += more;
    }

    public void knows(long more) {
        known += more;
    }

    public void ignores(String reason, long lines) {
        ofNoInterest.merge(reason, lines, Long::sum);
    }

    public void refuses(Line.Refused line) {
        refusals++;
        if (refused.size() < MOST_SHOWN) {
            refused.add(line);
        }
    }

    /** Lines of which no more is known. */
    public void refuses(long more) {
        refusals += more;
    }

    public long held() {
        return held;
    }

    /** Those that a webhook had brought, or another import. */
    public long known() {
        return known;
    }

    public long refusals() {
        return refusals;
    }

    /** The first of them. */
    public List<Line.Refused> refused() {
        return List.copyOf(refused);
    }

    public Map<String, Long> ofNoInterest() {
        return Map.copyOf(ofNoInterest);
    }
}
