package io.quill.operate.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.dimension.sync.DimensionService;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncRequest;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.RequestBody;

import java.util.List;
import java.util.regex.Pattern;

/** Operations to sync dimensions. */
public final class DimensionOperations implements OperationGroup {
    /** No members are sent, so they are read. */
    private static final Pattern EMPTY = Pattern.compile("\\s*(\\{\\s*})?\\s*");

    private final DimensionService dimensionService;
    private final SyncExecutor syncExecutor;

    public DimensionOperations(DimensionService dimensionService, JobExecutor jobExecutor) {
        this.dimensionService = dimensionService;
        this.syncExecutor = new SyncExecutor(jobExecutor);
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
                .takes(
                        new RequestBody.Payload(
                                id + "Payload", dimensionService.schema(subject), needed))
                .query(SyncExecutor.options())
                .on(table)
                .byWebhooks(needed)
                .answersInARun(SyncTold.class, operationCall -> sync(operationCall, subject));
    }

    private static String summary(Subject subject) {
        return switch (subject) {
            case AGENTS -> "Takes over the ring group's members, read at the source or as sent";
            case GOALS -> "Takes over a month's metrics and goals";
            case DATES -> "Adds the dates that a window lacks";
            case SHIFTS -> "Takes over the rules of shifts";
        };
    }

    private AdminReply sync(OperationCall operationCall, Subject subject) {
        SyncRequest syncRequest = SyncExecutor.ask(operationCall);
        String payload = new String(operationCall.request().body(), UTF_8);
        return syncExecutor.execute(
                operationCall,
                subject,
                () -> {
                    if (subject == Subject.AGENTS && EMPTY.matcher(payload).matches()) {
                        return dimensionService.readAgents(syncRequest);
                    }
                    return dimensionService.sync(
                            subject, operationCall.hasBody() ? payload : "{}", syncRequest);
                });
    }
}
