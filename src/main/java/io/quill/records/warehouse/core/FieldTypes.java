package io.quill.records.warehouse.core;

import io.quill.records.warehouse.core.Mapping.Source;
import io.quill.records.warehouse.core.Mapping.Taken;
import io.quill.records.warehouse.sql.SqlType;
import io.quill.records.warehouse.sql.SqlTypes;

import java.util.List;
import java.util.Optional;

/** Chooses the type of a field that several sources fill. */
final class FieldTypes {
    private static final SqlType HASHED = new SqlType.Text(32);

    private FieldTypes() {}

    /** Returns a type wide enough for all sources, empty where they do not fit together. */
    static Optional<SqlType> common(String field, List<Source> sources) {
        return sources.stream()
                .flatMap(each -> each.taken(field).stream())
                .map(taken -> Optional.of(type(taken)))
                .reduce((one, other) -> one.flatMap(a -> other.flatMap(b -> wider(a, b))))
                .flatMap(type -> type);
    }

    static SqlType type(Taken taken) {
        return switch (taken.rule()) {
            case AS_IT_IS -> taken.type();
            case MASK -> SqlTypes.TEXT;
            case HASH -> HASHED;
        };
    }

    private static Optional<SqlType> wider(SqlType one, SqlType other) {
        if (one.equals(other) || holds(one, other)) {
            return Optional.of(one);
        }
        return holds(other, one) ? Optional.of(other) : Optional.empty();
    }

    private static boolean holds(SqlType wide, SqlType narrow) {
        return switch (wide) {
            case SqlType.Text(int length) ->
                    narrow instanceof SqlType.Text(int other) && length >= other;
            case SqlType.Whole(var size) ->
                    narrow instanceof SqlType.Whole(var other) && size.compareTo(other) >= 0;
            case SqlType.Decimal(int precision, int scale) ->
                    narrow instanceof SqlType.Decimal(int digits, int behind)
                            && scale >= behind
                            && precision - scale >= digits - behind;
            case SqlType.Real _, SqlType.Flag _, SqlType.Moment _ -> false;
        };
    }

    /** Returns whether every value of one type can be written as another. */
    static boolean canBecome(SqlType from, SqlType to) {
        return switch (to) {
            case SqlType.Text _ -> true;
            case SqlType.Decimal _, SqlType.Real _ -> isNumber(from);
            case SqlType.Whole _ -> holds(to, from);
            case SqlType.Flag _, SqlType.Moment _ -> to.equals(from);
        };
    }

    private static boolean isNumber(SqlType sqlType) {
        return sqlType instanceof SqlType.Whole
                || sqlType instanceof SqlType.Decimal
                || sqlType instanceof SqlType.Real;
    }
}
