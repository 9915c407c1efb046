package io.quill.sandbox.powerbi;

import io.quill.sandbox.dax.TableData;
import io.quill.sandbox.web.SandboxReply;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A push dataset: its tables, its quotas, and what it lets happen to them. */
final class Dataset {
    final String id;
    final String name;
    final String workspace;
    final RowRetention retention;
    final DatasetDefinition.Mode mode;

    private final PushLimits pushLimits;
    private final PushQuotaWindows pushQuotaWindows;
    private final Map<String, PushTable> tables = new LinkedHashMap<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();

    Dataset(
            String id,
            String workspace,
            DatasetDefinition datasetDefinition,
            RowRetention rowRetention,
            PushLimits pushLimits) {
        this.id = id;
        this.name = datasetDefinition.name();
        this.workspace = workspace;
        this.retention = rowRetention;
        this.mode = datasetDefinition.mode();
        this.pushLimits = pushLimits;
        this.pushQuotaWindows = new PushQuotaWindows(pushLimits);
        for (DatasetDefinition.TableSchema table : datasetDefinition.tables()) {
            tables.put(table.name(), new PushTable(table, datasetDefinition.relationships()));
        }
    }

    /** Returns whether one more POST of rows may be under way; one that was let in must leave. */
    boolean enter() {
        if (pending.incrementAndGet() <= pushLimits.pendingPosts()) {
            return true;
        }
        pending.decrementAndGet();
        return false;
    }

    void leave() {
        pending.decrementAndGet();
    }

    /** The name is matched with its case. */
    PushTable table(String wanted) {
        PushTable pushTable = tables.get(wanted);
        if (pushTable == null) {
            throw new RefusedException(PowerBiErrors.noTable(wanted));
        }
        return pushTable;
    }

    List<PushTable> tables() {
        return List.copyOf(tables.values());
    }

    void countPost(Instant now, PowerBiSwitches powerBiSwitches) {
        locked(
                () -> {
                    boolean large =
                            retention == RowRetention.NONE
                                    && tables.values().stream()
                                            .anyMatch(
                                                    each -> each.size() >= pushLimits.largeTable());
                    pushQuotaWindows.post(now, large, powerBiSwitches);
                    return true;
                });
    }

    void add(
            PushTable pushTable,
            PostedRows postedRows,
            Instant now,
            PowerBiSwitches powerBiSwitches) {
        locked(
                () -> {
                    mayAdd(pushTable, postedRows, powerBiSwitches);
                    pushQuotaWindows.rows(now, postedRows.rows().size(), powerBiSwitches);
                    pushTable.add(now, postedRows.rows());
                    postedRows
                            .number()
                            .ifPresent(each -> pushTable.number(postedRows.clientId(), each));
                    if (retention == RowRetention.BASIC_FIFO
                            && pushTable.size() > pushLimits.fifoMost()) {
                        pushTable.keep(pushLimits.fifoKept());
                    }
                    return true;
                });
    }

    private void mayAdd(
            PushTable pushTable, PostedRows postedRows, PowerBiSwitches powerBiSwitches) {
        postedRows
                .number()
                .ifPresent(
                        number -> {
                            if (!pushTable.advances(postedRows.clientId(), number)) {
                                throw new RefusedException(stale());
                            }
                        });
        if (powerBiSwitches.oneSide() == PowerBiSwitches.OneSide.REFUSED_AT_POST) {
            pushTable
                    .clash(postedRows.rows())
                    .ifPresent(
                            words -> {
                                throw new RefusedException(PowerBiErrors.invalid("rows", words));
                            });
        }
        boolean full = pushTable.size() + postedRows.rows().size() > pushLimits.rowsPerTable();
        if (retention == RowRetention.NONE && full) {
            throw new RefusedException(full(powerBiSwitches));
        }
    }

    private static SandboxReply.Answer stale() {
        return PowerBiErrors.plain(
                412, "PreconditionFailed", "The sequence number does not follow the last one.");
    }

    private static SandboxReply.Answer full(PowerBiSwitches powerBiSwitches) {
        String words = "The table holds as many rows as it may.";
        return switch (powerBiSwitches.fullTable()) {
            case BAD_REQUEST -> PowerBiErrors.invalid("rows", words);
            case TOO_MANY_REQUESTS ->
                    PowerBiErrors.throttled(words, powerBiSwitches.throttleShape());
        };
    }

    void clear(PushTable pushTable, PowerBiSwitches powerBiSwitches) {
        locked(
                () -> {
                    pushTable.clear();
                    if (powerBiSwitches.numbersAtDelete()
                            == PowerBiSwitches.NumbersAtDelete.RESET) {
                        pushTable.forgetNumbers();
                    }
                    return true;
                });
    }

    void change(
            PushTable pushTable,
            List<PushColumn> columns,
            Instant now,
            PowerBiSwitches powerBiSwitches) {
        locked(
                () -> {
                    pushQuotaWindows.change(now, powerBiSwitches);
                    boolean onlyAdds = columns.containsAll(pushTable.columns());
                    boolean keyGoes =
                            pushTable.columns().stream()
                                    .anyMatch(
                                            each ->
                                                    pushTable.isOneSide(each)
                                                            && !columns.contains(each));
                    boolean free =
                            powerBiSwitches.schemaChange() == PowerBiSwitches.SchemaChange.ANY;
                    if (keyGoes || (!onlyAdds && !free)) {
                        throw new RefusedException(
                                PowerBiErrors.invalid(
                                        "table", "Columns cannot be removed or retyped."));
                    }
                    pushTable.change(columns);
                    return true;
                });
    }

    Map<String, Long> numbers(PushTable pushTable) {
        return locked(pushTable::numbers);
    }

    long size(PushTable pushTable) {
        return locked(pushTable::size);
    }

    List<TableData> views(Instant until) {
        return locked(() -> tables.values().stream().map(each -> each.view(until)).toList());
    }

    /** Reason why no query can be answered: a doubled key on a one side. */
    Optional<String> broken() {
        return locked(
                () ->
                        tables.values().stream()
                                .filter(PushTable::isBroken)
                                .map(each -> "Table '" + each.name + "' contains a duplicate key.")
                                .findFirst());
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
