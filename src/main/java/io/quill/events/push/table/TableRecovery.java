package io.quill.events.push.table;

import io.quill.events.dimension.WantedRowsVersion;
import io.quill.events.sink.SequenceProof;

import java.util.Map;
import java.util.Optional;

/**
 * Finds out what a table holds when a process begins with it, from the store and the sink's
 * sequence number.
 */
final class TableRecovery {
    private final String table;
    private final TableContext tableContext;
    private final TableStateStore tableStateStore;
    private final PendingRows pendingRows;

    /** State from which a table's sync resumes. */
    sealed interface Found {
        /** A table that nobody has begun with is left alone as long as no row is wanted. */
        record Nothing() implements Found {}

        /** It holds just what the gap was told. */
        record Known(TableState.Level level) implements Found {}

        /** It does not hold what we knew, or never knew: it is loaded with higher numbers. */
        record Strange(long number) implements Found {}

        /**
         * A predecessor was at it.
         *
         * @param rows of its post, where it was a post
         */
        record UnderWay(TableState state, Map<String, String> rows) implements Found {}
    }

    TableRecovery(
            String table,
            TableContext tableContext,
            TableStateStore tableStateStore,
            PendingRows pendingRows) {
        this.table = table;
        this.tableContext = tableContext;
        this.tableStateStore = tableStateStore;
        this.pendingRows = pendingRows;
    }

    Found recover(WantedRowsVersion wantedRowsVersion) {
        if (wantedRowsVersion.equals(WantedRowsVersion.NONE)) {
            return new Found.Nothing();
        }
        Optional<TableState> found = tableStateStore.state();
        if (found.isEmpty()) {
            pendingRows.refresh(wantedRowsVersion);
            return pendingRows.nextRows(1).isEmpty() ? new Found.Nothing() : new Found.Strange(0);
        }
        pendingRows.setAside(tableStateStore.aside());
        Map<Long, Map<String, String>> batches = tableStateStore.batches();
        return switch (found.get()) {
            case TableState.Level level -> {
                taken(batches, level.base(), level.number());
                yield level.number() > level.base() ? verify(level) : new Found.Known(level);
            }
            case TableState.Appending appending -> {
                taken(batches, appending.base(), appending.number());
                yield new Found.UnderWay(
                        appending, batches.getOrDefault(appending.next(), Map.of()));
            }
            case TableState.Clearing clearing -> new Found.UnderWay(clearing, Map.of());
        };
    }

    private void taken(Map<Long, Map<String, String>> batches, long base, long number) {
        batches.forEach(
                (each, rows) -> {
                    if (each > base && each <= number) {
                        pendingRows.taken(rows);
                    }
                });
        tableContext.quota().setRowCount(table, pendingRows.taken());
    }

    /** Checks the sequence number, which can show that it is not the table that we knew. */
    private Found verify(TableState.Level level) {
        return switch (tableContext.sink().proof(table, level.number())) {
            case SequenceProof.Taken _, SequenceProof.Unknown _, SequenceProof.Unanswered _ ->
                    new Found.Known(level);
            case SequenceProof.NotTaken _ -> new Found.Strange(level.number());
            case SequenceProof.Overtaken(long by) -> new Found.Strange(by);
        };
    }
}
