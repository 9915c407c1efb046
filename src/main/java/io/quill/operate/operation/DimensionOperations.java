package io.quill.operate.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.dimension.sync.Ask;
import io.quill.events.dimension.sync.Dimensions;
import io.quill.events.dimension.sync.Subject;
import io.quill.operate.rest.Body;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Reply;

import java.util.List;
import java.util.regex.Pattern;

/** What the dimensions shall be. */
public final class DimensionOperations implements Operations {
    /** No members are sent, so they are read. */
    private static final Pattern EMPTY = Pattern.compile("\\s*(\\{\\s*})?\\s*");

    private final Dimensions dimensions;
    private final Syncing syncing;

    public DimensionOperations(Dimensions dimensions, Jobs jobs) {
        this.dimensions = dimensions;
        this.syncing = new Syncing(jobs);
    }

    @Override
    public List<Operation> all() {
        return List.of(
                sync("/admin/dim-agent/sync", "syncAgents", Subject.AGENTS, "DimAgent"),
                sync("/admin/dim-metric/sync", "syncMetrics", Subject.GOALS, "DimMetric, DimGoal"),
                sync("/admin/dim-date/seed", "seedDates", Subject.DATES, "DimDate"),
                sync("/admin/dim-shift/sync", "syncShifts", Subject.SHIFTS, "DimShift"));
    }

    private Operation sync(String path, String id, Subject subject, String table) {
        boolean needed = subject == Subject.GOALS || subject == Subject.SHIFTS;
        return Operation.post(path, id, summary(subject))
                .takes(new Body.Payload(id + "Payload", dimensions.schema(subject), needed))
                .query(Syncing.options())
                .on(table)
                .byWebhooks(needed)
                .answersInARun(SyncTold.class, call -> sync(call, subject));
    }

    private static String summary(Subject subject) {
        return switch (subject) {
            case AGENTS -> "Takes over the ring group's members, read at the source or as sent";
            case GOALS -> "Takes over a month's metrics and goals";
            case DATES -> "Adds the dates that a window lacks";
            case SHIFTS -> "Takes over the rules of shifts";
        };
    }

    private Reply sync(Call call, Subject subject) {
        Ask ask = Syncing.ask(call);
        String payload = new String(call.request().body(), UTF_8);
        return syncing.inARun(
                call,
                subject,
                () -> {
                    if (subject == Subject.AGENTS && EMPTY.matcher(payload).matches()) {
                        return dimensions.readAgents(ask);
                    }
                    return dimensions.sync(subject, call.hasBody() ? payload : "{}", ask);
                });
    }
}
