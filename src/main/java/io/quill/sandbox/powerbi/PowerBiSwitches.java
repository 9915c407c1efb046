package io.quill.sandbox.powerbi;

import io.quill.sandbox.desk.RateWindow;

/**
 * Choices about undocumented behaviour of the service. The strict choice is the default, because a
 * client that bears it bears the other one too.
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
 * @param columnLimit what the 75 columns are counted in: a table, from memory
 * @param schemaChangesPerMinute "too many schema change requests", which is how many: unknown
 * @param bigWholes whether an Int64 beyond 2^53 keeps its last digits: from memory
 * @param dateTable a table by the name of Date "hits a service bug": which, unknown
 * @param retirement the status of a creation that is blocked by retirement: "likely 400/403"
 * @param lockTimeout the status of a lock that was not had in time: not given
 * @param throttleShape the body of a 429, of which two shapes were seen
 * @param rowsWording the words above 1,000,000 rows an hour, of which two were seen
 */
public record PowerBiSwitches(
        SequenceNumbers sequenceNumbers,
        NumbersAtDelete numbersAtDelete,
        RateWindow.Kind windows,
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
        long queryLagMillis,
        ColumnLimit columnLimit,
        int schemaChangesPerMinute,
        BigWholes bigWholes,
        DateTable dateTable,
        Retirement retirement,
        LockTimeout lockTimeout,
        ThrottleShape throttleShape,
        RowsWording rowsWording) {
    public static final PowerBiSwitches STRICT =
            new PowerBiSwitches(
                    SequenceNumbers.MONOTONIC_412,
                    NumbersAtDelete.KEPT,
                    RateWindow.Kind.ROLLING,
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
                    0,
                    ColumnLimit.PER_TABLE,
                    75,
                    BigWholes.EXACT,
                    DateTable.REFUSED,
                    Retirement.BAD_REQUEST,
                    LockTimeout.SERVER_ERROR,
                    ThrottleShape.ODATA_ERROR,
                    RowsWording.OVER_YOUR_LIMIT);

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

    /** "75 columns" a dataset by the documents; that each table has as many is from memory. */
    public enum ColumnLimit {
        PER_TABLE,
        PER_DATASET
    }

    public enum BigWholes {
        EXACT,
        ROUNDED
    }

    /** "A table literally named Date hits a service bug (workaround Dates)". */
    public enum DateTable {
        REFUSED,
        TAKEN
    }

    public enum Retirement {
        BAD_REQUEST,
        FORBIDDEN
    }

    /** A 400 would be taken for a fault of the rows by a client that reads the status alone. */
    public enum LockTimeout {
        SERVER_ERROR,
        BAD_REQUEST
    }

    /** Documented for rows an hour: an OData error. Seen at another endpoint: a bare message. */
    public enum ThrottleShape {
        ODATA_ERROR,
        BARE_MESSAGE
    }

    public enum RowsWording {
        OVER_YOUR_LIMIT,
        TIME_WINDOW
    }
}
