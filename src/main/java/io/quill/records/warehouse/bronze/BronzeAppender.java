package io.quill.records.warehouse.bronze;

import io.quill.records.landing.RawRecord;
import io.quill.records.warehouse.bronze.BronzeTable.Change;
import io.quill.records.warehouse.sql.BulkLoader;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.SqlSession;
import io.quill.records.warehouse.sql.SqlType;
import io.quill.records.warehouse.sql.SqlTypes;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares a chunk of records with bronze, and appends those that are new or changed. */
final class BronzeAppender {
    private static final String INCOMING = "incoming";

    private final SqlSession sqlSession;
    private final BronzeTable table;
    private final UUID run;
    private long highest;

    BronzeAppender(SqlSession sqlSession, BronzeTable table, UUID run) {
        this.sqlSession = sqlSession;
        this.table = table;
        this.run = run;
        highest = sqlSession.number("SELECT max(id) FROM " + table.name());
    }

    /** Result of a chunk. */
    record Appended(long appended, long unchanged, long restored) {
        static final Appended NONE = new Appended(0, 0, 0);

        Appended plus(Appended other) {
            return new Appended(
                    appended + other.appended,
                    unchanged + other.unchanged,
                    restored + other.restored);
        }
    }

    /** A record that is not, to the byte, what is known of it; head is the row that is known. */
    private record Differing(int n, Optional<Head> head) {}

    private record Head(long id, boolean deleted, Optional<Instant> changedAt) {}

    Appended append(Chunk chunk, Instant now) {
        List<Differing> differing = highest == 0 ? all(chunk) : compare(chunk);
        Set<Integer> same = sameContent(chunk, differing);
        long appended = 0;
        long restored = 0;
        try (BulkLoader rows = sqlSession.load(table.name(), table.names())) {
            for (Differing each : differing) {
                if (same.contains(each.n())) {
                    continue;
                }
                RawRecord record = chunk.record(each.n());
                Change change = each.head().map(head -> change(head, record)).orElse(Change.SEEN);
                rows.row(row(record, change, chunk.hash(each.n()), chunk.text(each.n()), now));
                appended++;
                restored += change == Change.RESTORED ? 1 : 0;
            }
        }
        return new Appended(appended, chunk.size() - appended, restored);
    }

    private @Nullable Object[] row(
            RawRecord record, Change change, String hash, String text, Instant now) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(++highest);
        row.add(record.sourceId());
        row.add(change.word());
        row.add(hash);
        row.add(text);
        row.add(record.changedAt().orElse(null));
        row.add(now);
        row.add(run.toString());
        table.extracted().forEach(each -> row.add(each.value(record)));
        return row.toArray();
    }

    private static Change change(Head head, RawRecord record) {
        if (head.deleted()) {
            return Change.RESTORED;
        }
        boolean sameTime =
                record.changedAt().isPresent() && record.changedAt().equals(head.changedAt());
        return sameTime ? Change.TOUCHED : Change.SEEN;
    }

    /** Returns all records of a chunk, when bronze is empty. */
    private static List<Differing> all(Chunk chunk) {
        return IntStream.range(0, chunk.size())
                .mapToObj(n -> new Differing(n, Optional.empty()))
                .toList();
    }

    private List<Differing> compare(Chunk chunk) {
        Dialect dialect = sqlSession.dialect();
        sqlSession.run(
                dialect.createTemporary(
                        INCOMING,
                        List.of(
                                ColumnDef.of(
                                        "n", dialect.type(new SqlType.Whole(SqlType.Size.INT))),
                                ColumnDef.of("source_id", dialect.type(new SqlType.Text(128))),
                                ColumnDef.of("payload_hash", dialect.type(new SqlType.Text(64))))));
        String incoming = dialect.temporary(INCOMING);
        try (BulkLoader rows =
                sqlSession.load(incoming, List.of("n", "source_id", "payload_hash"))) {
            for (int n = 0; n < chunk.size(); n++) {
                rows.row(n, chunk.record(n).sourceId(), chunk.hash(n));
            }
        }
        return sqlSession.list(
                """
                SELECT n, id, change, source_changed_at
                FROM (SELECT i.n, b.id, b.change, b.source_changed_at,
                        CASE WHEN b.payload_hash = i.payload_hash THEN 1 ELSE 0 END AS same,
                        row_number() OVER (PARTITION BY i.n ORDER BY b.id DESC) AS place
                      FROM %1$s i LEFT JOIN %2$s b ON b.source_id = i.source_id) AS known
                WHERE place = 1 AND (id IS NULL OR change = 'deleted' OR same = 0)
                ORDER BY n
                """
                        .formatted(incoming, table.name()),
                BronzeAppender::differing);
    }

    private static Differing differing(ResultSet row) throws SQLException {
        int n = row.getInt("n");
        long id = row.getLong("id");
        if (row.wasNull()) {
            return new Differing(n, Optional.empty());
        }
        boolean deleted = Change.DELETED.word().equals(row.getString("change"));
        return new Differing(
                n,
                Optional.of(new Head(id, deleted, SqlSession.instant(row, "source_changed_at"))));
    }

    /**
     * Returns those that differ in bytes but not in content; a different time of change is a
     * difference.
     */
    private Set<Integer> sameContent(Chunk chunk, List<Differing> differing) {
        Map<Long, Integer> known = new HashMap<>();
        for (Differing each : differing) {
            RawRecord record = chunk.record(each.n());
            each.head()
                    .filter(head -> !head.deleted() && head.changedAt().equals(record.changedAt()))
                    .ifPresent(head -> known.put(head.id(), each.n()));
        }
        Set<Integer> same = new HashSet<>();
        if (known.isEmpty()) {
            return same;
        }
        sqlSession.run(
                sqlSession
                        .dialect()
                        .createTemporary(
                                "heads",
                                List.of(
                                        ColumnDef.of(
                                                "id", sqlSession.dialect().type(SqlTypes.LONG)))));
        String heads = sqlSession.dialect().temporary("heads");
        try (BulkLoader rows = sqlSession.load(heads, List.of("id"))) {
            known.keySet().forEach(rows::row);
        }
        sqlSession.each(
                "SELECT b.id, b.raw_json FROM "
                        + table.name()
                        + " b JOIN "
                        + heads
                        + " h ON h.id = b.id",
                row -> {
                    int n = known.getOrDefault(row.getLong(1), -1);
                    if (JsonEquality.same(row.getString(2), chunk.record(n).json())) {
                        same.add(n);
                    }
                });
        return same;
    }

    /** Appends a row to each of the listed ids that is in one state and gets into another. */
    long appendChange(String ids, String condition, Change change, Instant now) {
        long marked =
                sqlSession.update(
                        """
                        INSERT INTO %1$s (%7$s)
                        SELECT %2$d + row_number() OVER (ORDER BY l.id), l.source_id, '%3$s',
                          l.payload_hash, l.raw_json, l.source_changed_at, ?, ?%8$s
                        FROM %4$s l WHERE %5$s AND l.source_id %6$s
                        """
                                .formatted(
                                        table.name(),
                                        highest,
                                        change.word(),
                                        table.latest(),
                                        condition,
                                        ids,
                                        String.join(", ", table.names()),
                                        table.extracted().stream()
                                                .map(each -> ", l." + each.name())
                                                .collect(Collectors.joining())),
                        now,
                        run.toString());
        highest += marked;
        return marked;
    }
}
