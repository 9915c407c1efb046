package io.quill.sandbox.powerbi;

import io.quill.sandbox.dax.Relation;
import io.quill.sandbox.web.Reply;

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
    final Retention retention;
    final Schema.Mode mode;

    private final Limits limits;
    private final Quota quota;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();

    Dataset(String id, String workspace, Schema schema, Retention retention, Limits limits) {
        this.id = id;
        this.name = schema.name();
        this.workspace = workspace;
        this.retention = retention;
        this.mode = schema.mode();
        this.limits = limits;
        this.quota = new Quota(limits);
        for (Schema.TableSchema table : schema.tables()) {
            tables.put(table.name(), new Table(table, schema.relationships()));
        }
    }

    /** Whether one more POST of rows may be under way; who was let in must leave. */
    boolean enter() {
        if (pending.incrementAndGet() <= limits.pendingPosts()) {
            return true;
        }
        pending.decrementAndGet();
        return false;
    }

    void leave() {
        pending.decrementAndGet();
    }

    /** The name is matched with its case. */
    Table table(String wanted) {
        Table table = tables.get(wanted);
        if (table == null) {
            throw new Refused(Shapes.noTable(wanted));
        }
        return table;
    }

    List<Table> tables() {
        return List.copyOf(tables.values());
    }

    void countPost(Instant now, Switches switches) {
        locked(
                () -> {
                    boolean large =
                            retention == Retention.NONE
                                    && tables.values().stream()
                                            .anyMatch(each -> each.size() >= limits.largeTable());
                    quota.post(now, large, switches);
                    return true;
                });
    }

    void add(Table table, Posted posted, Instant now, Switches switches) {
        locked(
                () -> {
                    mayAdd(table, posted, switches);
                    quota.rows(now, posted.rows().size(), switches);
                    table.add(now, posted.rows());
                    posted.number().ifPresent(each -> table.number(posted.clientId(), each));
                    if (retention == Retention.BASIC_FIFO && table.size() > limits.fifoMost()) {
                        table.keep(limits.fifoKept());
                    }
                    return true;
                });
    }

    private void mayAdd(Table table, Posted posted, Switches switches) {
        posted.number()
                .ifPresent(
                        number -> {
                            if (!table.advances(posted.clientId(), number)) {
                                throw new Refused(stale());
                            }
                        });
        if (switches.oneSide() == Switches.OneSide.REFUSED_AT_POST) {
            table.clash(posted.rows())
                    .ifPresent(
                            words -> {
                                throw new Refused(Shapes.invalid("rows", words));
                            });
        }
        boolean full = table.size() + posted.rows().size() > limits.rowsPerTable();
        if (retention == Retention.NONE && full) {
            throw new Refused(full(switches));
        }
    }

    private static Reply.Answer stale() {
        return Shapes.plain(
                412, "PreconditionFailed", "The sequence number does not follow the last one.");
    }

    private static Reply.Answer full(Switches switches) {
        String words = "The table holds as many rows as it may.";
        return switch (switches.fullTable()) {
            case BAD_REQUEST -> Shapes.invalid("rows", words);
            case TOO_MANY_REQUESTS -> Shapes.throttled(words, switches.throttleShape());
        };
    }

    void clear(Table table, Switches switches) {
        locked(
                () -> {
                    table.clear();
                    if (switches.numbersAtDelete() == Switches.NumbersAtDelete.RESET) {
                        table.forgetNumbers();
                    }
                    return true;
                });
    }

    void change(Table table, List<Column> columns, Instant now, Switches switches) {
        locked(
                () -> {
                    quota.change(now, switches);
                    boolean onlyAdds = columns.containsAll(table.columns());
                    boolean keyGoes =
                            table.columns().stream()
                                    .anyMatch(
                                            each ->
                                                    table.isOneSide(each)
                                                            && !columns.contains(each));
                    boolean free = switches.schemaChange() == Switches.SchemaChange.ANY;
                    if (keyGoes || (!onlyAdds && !free)) {
                        throw new Refused(
                                Shapes.invalid("table", "Columns cannot be removed or retyped."));
                    }
                    table.change(columns);
                    return true;
                });
    }

    Map<String, Long> numbers(Table table) {
        return locked(table::numbers);
    }

    long size(Table table) {
        return locked(table::size);
    }

    List<Relation> views(Instant until) {
        return locked(() -> tables.values().stream().map(each -> each.view(until)).toList());
    }

    /** Why no query can be answered, where a key on a one side is doubled. */
    Optional<String> broken() {
        return locked(
                () ->
                        tables.values().stream()
                                .filter(Table::isBroken)
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
