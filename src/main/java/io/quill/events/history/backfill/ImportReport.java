package io.quill.events.history.backfill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Report of an import, or of a dry run. */
public final class ImportReport {
    private static final int MOST_SHOWN = 50;

    private long held;
    private long known;
    private long refusals;
    private final Map<String, Long> ignored = new TreeMap<>();
    private final List<ExportLine.Refused> refused = new ArrayList<>();

    public void addHeld(long more) {
        held += more;
    }

    public void addKnown(long more) {
        known += more;
    }

    public void addIgnored(String reason, long lines) {
        ignored.merge(reason, lines, Long::sum);
    }

    public void addRefused(ExportLine.Refused line) {
        refusals++;
        if (refused.size() < MOST_SHOWN) {
            refused.add(line);
        }
    }

    /** Lines of which no more is known. */
    public void addRefused(long more) {
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
    public List<ExportLine.Refused> refused() {
        return List.copyOf(refused);
    }

    public Map<String, Long> ignored() {
        return Map.copyOf(ignored);
    }
}
