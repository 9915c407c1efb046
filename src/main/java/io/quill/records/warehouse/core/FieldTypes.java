package io.quill.records.warehouse.core;

import io.quill.records.warehouse.core.Mapping.Source;
import io.quill.records.warehouse.core.Mapping.Taken;
import io.quill.records.warehouse.sql.Type;
import io.quill.records.warehouse.sql.Types;

import java.util.List;
import java.util.Optional;

/** The type of a field that several sources fill. */
final class FieldTypes {
    private static final Type HASHED = new Type.Text(32);

    private FieldTypes() {}

    /** Wide enough for all of them; none where they do not fit together. */
    static Optional<Type> common(String field, List<Source> sources) {
        return sources.stream()
                .flatMap(each -> each.taken(field).stream())
                .map(taken -> Optional.of(type(taken)))
                .reduce((one, other) -> one.flatMap(a -> other.flatMap(b -> wider(a, b))))
                .flatMap(type -> type);
    }

    static Type type(Taken taken) {
        return switch (taken.rule()) {
            case AS_IT_IS -> taken.type();
            case MASK -> Types.TEXT;
            case HASH -> HASHED;
        };
    }

    private static Optional<Type> wider(Type one, Type other) {
        if (one.equals(other) || holds(one, other)) {
            return Optional.of(one);
        }
        return holds(other, one) ? Optional.of(other) : Optional.empty();
    }

    private static boolean holds(Type wide, Type narrow) {
        return switch (wide) {
            case Type.Text(int length) -> narrow instanceof Type.Text(int other) && length >= other;
            case Type.Whole(var size) ->
                    narrow instanceof Type.Whole(var other) && size.compareTo(other) >= 0;
            case Type.Decimal(int precision, int scale) ->
                    narrow instanceof Type.Decimal(int digits, int behind)
                            && scale >= behind
                            && precision - scale >= digits - behind;
            case Type.Real _, Type.Flag _, Type.Moment _ -> false;
        };
    }

    /** Whether every value of a type can be written as one of another, as a file may ask for. */
    static boolean becomes(Type from, Type to) {
        return switch (to) {
            case Type.Text _ -> true;
            case Type.Decimal _, Type.Real _ -> isNumber(from);
            case Type.Whole _ -> holds(to, from);
            case Type.Flag _, Type.Moment _ -> to.equals(from);
        };
    }

    private static boolean isNumber(Type type) {
        return type instanceof Type.Whole
                || type instanceof Type.Decimal
                || type instanceof Type.Real;
    }
}
