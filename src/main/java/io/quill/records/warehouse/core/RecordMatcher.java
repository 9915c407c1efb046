package io.quill.records.warehouse.core;

import io.quill.records.warehouse.core.Mapping.Source;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.SqlType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Groups records of several sources that are the same thing: the first record of each source with
 * the same key. The result does not depend on the order of the records.
 */
final class RecordMatcher {
    private final Mapping mapping;
    private final Dialect dialect;

    RecordMatcher(Mapping mapping, Dialect dialect) {
        this.mapping = mapping;
        this.dialect = dialect;
    }

    /** Statements that find the groups the taken records belong to, now or before. */
    List<String> affectedGroups(Source source) {
        return mapping.isMerged() ? regrouped(source) : plain(source);
    }

    private List<String> plain(Source source) {
        return dialect.createTemporary(
                Timeline.TOUCHED,
                "SELECT DISTINCT '"
                        + source.name()
                        + "' AS primary_source, source_id AS primary_source_id FROM "
                        + dialect.temporary(CoreMerge.TAKEN));
    }

    private List<String> regrouped(Source source) {
        String members = mapping.members();
        String keys = dialect.temporary("keys");
        String affected = dialect.temporary("affected");
        String groups = dialect.temporary("groups");
        List<String> all = new ArrayList<>(dialect.createTemporary("keys", keys(source)));
        all.addAll(
                dialect.createTemporary(
                        "affected",
                        "SELECT match_key FROM %1$s WHERE match_key IS NOT NULL UNION SELECT"
                                        .formatted(keys)
                                + " m.match_key FROM %s m JOIN %s k ON k.source_id = m.source_id"
                                        .formatted(members, keys)
                                + " WHERE m.source = '%s' AND m.match_key IS NOT NULL"
                                        .formatted(source.name())));
        all.addAll(dialect.createTemporary("groups", groups(source, keys, affected)));
        all.addAll(
                dialect.createTemporary(
                        Timeline.TOUCHED,
                        ("SELECT primary_source, primary_source_id FROM %2$s UNION SELECT"
                                        + " m.primary_source, m.primary_source_id FROM %1$s m JOIN"
                                        + " %2$s g ON g.source = m.source AND g.source_id ="
                                        + " m.source_id")
                                .formatted(members, groups)));
        all.add(
                ("DELETE FROM %1$s WHERE EXISTS (SELECT 1 FROM %2$s g WHERE g.source = %1$s.source"
                                + " AND g.source_id = %1$s.source_id)")
                        .formatted(members, groups));
        all.add(
                ("INSERT INTO %s (source, source_id, match_key, primary_source, primary_source_id)"
                                + " SELECT source, source_id, match_key, primary_source,"
                                + " primary_source_id FROM %s")
                        .formatted(members, groups));
        return all;
    }

    /** Query for the match keys of the taken records, from their newest versions. */
    private String keys(Source source) {
        String key =
                mapping.match()
                        .filter(field -> source.taken(field).isPresent())
                        .map(field -> "nullif(lower(trim(v." + field + ")), '')")
                        .orElse("CAST(NULL AS " + dialect.type(new SqlType.Text(512)) + ")");
        return """
        SELECT source_id, match_key FROM (
          SELECT v.source_id, %s AS match_key, row_number() OVER (PARTITION BY v.source_id
            ORDER BY v.sequence_at DESC, v.observed_at DESC, v.row_hash DESC) AS place
          FROM %s v WHERE v.source = '%s' AND v.source_id IN (SELECT source_id FROM %s)) AS newest
        WHERE place = 1
        """
                .formatted(
                        key, mapping.versions(), source.name(), dialect.temporary(CoreMerge.TAKEN));
    }

    private String groups(Source source, String keys, String affected) {
        String first = " OVER (PARTITION BY match_key, place ORDER BY priority)";
        return """
        SELECT source, source_id, match_key,
          CASE WHEN match_key IS NULL OR place > 1 THEN source
            ELSE first_value(source)%1$s END AS primary_source,
          CASE WHEN match_key IS NULL OR place > 1 THEN source_id
            ELSE first_value(source_id)%1$s END AS primary_source_id
        FROM (SELECT source, source_id, match_key, %2$s AS priority,
                row_number() OVER (PARTITION BY match_key, source ORDER BY source_id) AS place
              FROM (SELECT '%3$s' AS source, source_id, match_key FROM %4$s
                    UNION ALL
                    SELECT m.source, m.source_id, m.match_key FROM %5$s m
                    WHERE m.match_key IN (SELECT match_key FROM %6$s)
                      AND NOT (m.source = '%3$s' AND m.source_id IN (SELECT source_id FROM %4$s))
                   ) AS everybody) AS placed
        """
                .formatted(first, priority(), source.name(), keys, mapping.members(), affected);
    }

    private String priority() {
        return IntStream.range(0, mapping.sources().size())
                .mapToObj(n -> "WHEN '" + mapping.sources().get(n).name() + "' THEN " + n)
                .collect(Collectors.joining(" ", "CASE source ", " END"));
    }
}
