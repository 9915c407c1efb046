package io.quill.sandbox.powerbi;

import io.quill.sandbox.desk.Window;

/**
 * What no source settles about the service, each as a choice. The strict choice is the default,
 * because a client that bears it bears the other one too.
 *
 * @param sequenceNumbers whether rows may carry a number, see {@link SequenceNumbers}
 * @param numbersAtDelete what clearing a table does to its numbers: unknown
 * @param windows whether quotas slide or start anew: unknown
 * @param refusedPosts whether a POST that got 429 counts itself: unknown
 * @param retryAfter which 429 carry the header: documented for rows an hour only
 * @param rowRefusal how rows of a wrong type or with an unknown column are refused: unknown
 * @param tooManyRows the status above 10,000 rows: 413 or 400, unknown
 * @param longText what happens to strings above 4,000 characters: unknown
 * @param unknownColumn what happens to a column that the table has not: an error, from memory
 * @param coercion whether a value of another JSON type is taken: observed for strings
 * @param offsets a DateTime with an offset that is not Z: converted or refused, unknown
 * @param fullTable the status when a table holds 5,000,000 rows: unknown
 * @param oneSide a doubled key on the one side of a relationship: unknown
 * @param relationshipTypes columns of different types in a relationship: unknown
 * @param schemaChange what PutTable may do beside adding columns: unknown
 * @param creation the status of a new dataset: 201 and 202 are both documented
 * @param tableList what GetTables tells of a table: clients rely on the name only
 * @param expiredToken the two bodies seen with an expired token
 * @param myWorkspace "My workspace is not supported" for service principals; how, unknown
 * @param queries DAX on push datasets: not excluded by the documents, nor confirmed
 * @param queryLagMillis how late a query sees what was posted: unknown
 */
public record Switches(
        SequenceNumbers sequenceNumbers,
        NumbersAtDelete numbersAtDelete,
        Window.Kind windows,
        RefusedPosts refusedPosts,
        RetryAfter retryAfter,
        RowRefusal rowRefusal,
        TooManyRows tooManyRows,
        LongText longText,
        UnknownColumn unknownColumn,
        Coercion coercion,
        Offsets offsets,
        FullTable fullTable,
        OneSide oneSide,
        RelationshipTypes relationshipTypes,
        SchemaChange schemaChange,
        Creation creation,
        TableList tableList,
        ExpiredToken expiredToken,
        MyWorkspace myWorkspace,
        Queries queries,
        long queryLagMillis) {
    public static final Switches STRICT =
            new Switches(
                    SequenceNumbers.MONOTONIC_412,
                    NumbersAtDelete.KEPT,
                    Window.Kind.ROLLING,
                    RefusedPosts.FREE,
                    RetryAfter.ROWS_PER_HOUR_ONLY,
                    RowRefusal.BAD_REQUEST,
                    TooManyRows.TOO_LARGE,
                    LongText.REFUSED,
                    UnknownColumn.REFUSED,
                    Coercion.NONE,
                    Offsets.REFUSED,
                    FullTable.BAD_REQUEST,
                    OneSide.REFUSED_AT_POST,
                    RelationshipTypes.MUST_MATCH,
                    SchemaChange.COLUMNS_ADDED,
                    Creation.CREATED,
                    TableList.NAMES,
                    ExpiredToken.EMPTY_BODY,
                    MyWorkspace.REFUSED,
                    Queries.ANSWERED,
                    0);

    /**
     * The header {@code X-PowerBI-PushData-SequenceNumber} and its GET are in no current document.
     * Seen live in 2018: the list starts empty, the first number need not be 1. That a number which
     * does not grow gets 412 and adds no rows is from memory only.
     */
    public enum SequenceNumbers {
        MONOTONIC_412,
        UNSUPPORTED,
        IGNORED
    }

    public enum NumbersAtDelete {
        KEPT,
        RESET
    }

    public enum RefusedPosts {
        FREE,
        COUNTED
    }

    public enum RetryAfter {
        ROWS_PER_HOUR_ONLY,
        ALWAYS,
        NEVER
    }

    /** One source saw a 404 {@code RequestedResourceNotFound} for a wrong type, others a 400. */
    public enum RowRefusal {
        BAD_REQUEST,
        NOT_FOUND
    }

    public enum TooManyRows {
        TOO_LARGE,
        BAD_REQUEST
    }

    public enum LongText {
        REFUSED,
        TRUNCATED
    }

    public enum UnknownColumn {
        REFUSED,
        IGNORED
    }

    /** A client in production posts every value as a string, so those were coerced. */
    public enum Coercion {
        NONE,
        STRINGS
    }

    public enum Offsets {
        REFUSED,
        CONVERTED
    }

    public enum FullTable {
        BAD_REQUEST,
        TOO_MANY_REQUESTS
    }

    /** The engine refuses such keys in import models; where it does so after a push is unknown. */
    public enum OneSide {
        REFUSED_AT_POST,
        BREAKS_THE_MODEL
    }

    public enum RelationshipTypes {
        MUST_MATCH,
        MAY_DIFFER
    }

    public enum SchemaChange {
        COLUMNS_ADDED,
        ANY
    }

    public enum Creation {
        CREATED,
        ACCEPTED
    }

    public enum TableList {
        NAMES,
        COLUMNS
    }

    /** Measured: an empty body and {@code x-powerbi-error-info}. Documented: a body with a code. */
    public enum ExpiredToken {
        EMPTY_BODY,
        WITH_BODY
    }

    public enum MyWorkspace {
        REFUSED,
        OPEN
    }

    public enum Queries {
        ANSWERED,
        REFUSED
    }
}
