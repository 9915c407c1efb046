package io.quill.sandbox.powerbi;

import io.quill.sandbox.dax.TableData;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of a table, in the order of their arrival. Its dataset's lock guards it. */
final class PushTable {
    private record Chunk(Instant at, List<@Nullable Object[]> rows) {}

    /** The rows as they were when they were looked at. */
    private record View(String name, List<String> columns, List<Chunk> chunks)
            implements TableData {
        @Override
        public Iterable<@Nullable Object[]> rows() {
            return () -> chunks.stream().flatMap(chunk -> chunk.rows.stream()).iterator();
        }
    }

    final String name;
    private volatile List<PushColumn> columns;
    private final Map<String, UniqueKeys> oneSides = new HashMap<>();
    private final Map<String, Long> numbers = new TreeMap<>();
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private long size;

    PushTable(DatasetDefinition.TableSchema schema, List<Relationship> relationships) {
        this.name = schema.name();
        this.columns = schema.columns();
        for (Relationship each : relationships) {
            if (each.toTable().equals(name)) {
                oneSides.put(each.toColumn(), new UniqueKeys(names().indexOf(each.toColumn())));
            }
        }
    }

    List<PushColumn> columns() {
        return columns;
    }

    List<String> names() {
        return columns.stream().map(PushColumn::name).toList();
    }

    long size() {
        return size;
    }

    Map<String, Long> numbers() {
        return new TreeMap<>(numbers);
    }

    boolean advances(String clientId, long number) {
        Long last = numbers.get(clientId);
        return last == null || number > last;
    }

    void number(String clientId, long number) {
        numbers.put(clientId, number);
    }

    void forgetNumbers() {
        numbers.clear();
    }

    /** Error of the engine about the first key that would be doubled on a one side. */
    Optional<String> clash(List<@Nullable Object[]> rows) {
        return oneSides.entrySet().stream()
                .flatMap(
                        side ->
                                side
                                        .getValue()
                                        .clash(rows)
                                        .map(value -> doubled(side.getKey(), value))
                                        .stream())
                .findFirst();
    }

    private String doubled(String column, Object value) {
        return "Column '"
                + column
                + "' in Table '"
                + name
                + "' contains a duplicate value '"
                + value
                + "' and this is not allowed for columns on the one side of a many-to-one"
                + " relationship.";
    }

    boolean isBroken() {
        return oneSides.values().stream().anyMatch(UniqueKeys::hasDoubled);
    }

    void add(Instant now, List<@Nullable Object[]> rows) {
        oneSides.values().forEach(uniqueKeys -> uniqueKeys.add(rows));
        chunks.addLast(new Chunk(now, rows));
        size += rows.size();
    }

    /** Lets the oldest rows go until so many are left. */
    void keep(long most) {
        while (size > most) {
            Chunk oldest = chunks.removeFirst();
            int leaving = (int) Math.min(oldest.rows.size(), size - most);
            List<@Nullable Object[]> staying =
                    List.copyOf(oldest.rows.subList(leaving, oldest.rows.size()));
            oldest.rows
                    .subList(0, leaving)
                    .forEach(
                            row -> oneSides.values().forEach(uniqueKeys -> uniqueKeys.remove(row)));
            if (!staying.isEmpty()) {
                chunks.addFirst(new Chunk(oldest.at, staying));
            }
            size -= leaving;
        }
    }

    void clear() {
        chunks.clear();
        oneSides.values().forEach(UniqueKeys::clear);
        size = 0;
    }

    /** Takes other columns; what a row held under a name and type that stay, it keeps. */
    void change(List<PushColumn> wanted) {
        int[] from = wanted.stream().mapToInt(columns::indexOf).toArray();
        List<Chunk> before = List.copyOf(chunks);
        clear();
        columns = wanted;
        oneSides.replaceAll((column, _) -> new UniqueKeys(names().indexOf(column)));
        for (Chunk chunk : before) {
            add(chunk.at, chunk.rows.stream().map(row -> laidOut(row, from)).toList());
        }
    }

    boolean isOneSide(PushColumn pushColumn) {
        return oneSides.containsKey(pushColumn.name());
    }

    private static @Nullable Object[] laidOut(@Nullable Object[] row, int[] from) {
        @Nullable Object[] laidOut = new @Nullable Object[from.length];
        for (int place = 0; place < from.length; place++) {
            laidOut[place] = from[place] < 0 ? null : row[from[place]];
        }
        return laidOut;
    }

    /** Rows that a reader sees, of those that came no later than this. */
    TableData view(Instant until) {
        return new View(
                name, names(), chunks.stream().filter(chunk -> !chunk.at.isAfter(until)).toList());
    }
}
