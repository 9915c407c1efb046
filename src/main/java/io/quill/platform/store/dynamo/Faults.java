package io.quill.platform.store.dynamo;

import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

import java.util.Objects;
import java.util.concurrent.CancellationException;

/** Says what a fault of the SDK means to an operator. */
final class Faults {
    private static final int SERVER_FAULT = 500;

    private Faults() {}

    static StoreException of(SdkException e, String table) {
        return switch (e) {
            case ResourceNotFoundException _ -> misconfigured(noTable(table), e);
            case TransactionConflictException _ -> unavailable(table, e);
            case TransactionInProgressException _ -> unavailable(table, e);
            case AwsServiceException service when passing(service) -> unavailable(table, e);
            case AwsServiceException service -> staying(service, table);
            case SdkException _ when words(e).startsWith("Unable to load credentials") ->
                    misconfigured("There are no AWS credentials to reach " + table + " with", e);
            case SdkException _ -> unavailable(table, e);
        };
    }

    static String noTable(String table) {
        return "There is no DynamoDB table '"
                + table
                + "' in this region: run 'quill provision', or correct DYNAMO_TABLE_NAME and"
                + " DYNAMO_REGION";
    }

    /**
     * What a statement, or a part of a transaction, says of itself when it may go through later.
     */
    static boolean passing(String code) {
        return switch (code) {
            case "TransactionConflict",
                    "ProvisionedThroughputExceeded",
                    "RequestLimitExceeded",
                    "ThrottlingError",
                    "InternalServerError" ->
                    true;
            default -> false;
        };
    }

    static StoreException passed(String code, String table) {
        return new StoreException(
                Reason.UNAVAILABLE, "DynamoDB is overloaded at table '" + table + "': " + code);
    }

    static StoreException refused(String code, String words, String table) {
        return words.contains("size has exceeded") || words.contains("maximum allowed size")
                ? new StoreException(Reason.TOO_LARGE, words)
                : new StoreException(Reason.MISCONFIGURED, refusal(code, words, table));
    }

    /** An item that grew too large is found out by DynamoDB alone, which does not say which. */
    static StoreException naming(Key key, StoreException e) {
        return e.reason() == Reason.TOO_LARGE
                ? new StoreException(
                        Reason.TOO_LARGE,
                        "%s/%s would take more than %,d bytes: cut it into chunks"
                                .formatted(key.pk(), key.sk(), Item.MOST_BYTES),
                        e)
                : e;
    }

    /** Whether DynamoDB did not like the request as a whole, though its parts may be fine. */
    static boolean malformed(StoreException e) {
        return e.getCause() instanceof AwsServiceException service
                && "ValidationException".equals(code(service));
    }

    private static boolean passing(AwsServiceException e) {
        return e.statusCode() >= SERVER_FAULT
                || RetryUtils.isThrottlingException(e)
                || RetryUtils.isClockSkewException(e)
                || RetryUtils.isRetryableException(e);
    }

    private static StoreException staying(AwsServiceException e, String table) {
        StoreException fault = refused(code(e), words(e), table);
        fault.initCause(e);
        return fault;
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null
                ? ""
                : Objects.requireNonNullElse(e.awsErrorDetails().errorCode(), "");
    }

    private static String refusal(String code, String words, String table) {
        String advice =
                switch (code) {
                    case "AccessDeniedException", "AccessDenied" ->
                            "the role lacks a permission on the table and its index";
                    case "ValidationException", "ValidationError" ->
                            "'quill provision' says how the table differs from what is needed";
                    default -> "check the credentials and DYNAMO_REGION";
                };
        return "DynamoDB refuses table '%s' (%s): %s; %s".formatted(table, code, words, advice);
    }

    private static StoreException misconfigured(String message, SdkException e) {
        return new StoreException(Reason.MISCONFIGURED, message, e);
    }

    static StoreException cancelled(String table, CancellationException e) {
        return new StoreException(
                Reason.UNAVAILABLE,
                "DynamoDB gave no connection in time for table '" + table + "'",
                e);
    }

    private static StoreException unavailable(String table, SdkException e) {
        return new StoreException(
                Reason.UNAVAILABLE,
                "DynamoDB did not answer for table '" + table + "': " + words(e),
                e);
    }

    private static String words(SdkException e) {
        return String.valueOf(e.getMessage());
    }
}
