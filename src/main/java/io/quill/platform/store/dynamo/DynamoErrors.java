package io.quill.platform.store.dynamo;

import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
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

/** Translates exceptions of the SDK for an operator. */
final class DynamoErrors {
    private static final int SERVER_FAULT = 500;

    private DynamoErrors() {}

    static StoreException of(SdkException e, String table) {
        return switch (e) {
            case ResourceNotFoundException _ -> misconfigured(noTable(table), e);
            case TransactionConflictException _ -> unavailable(table, e);
            case TransactionInProgressException _ -> unavailable(table, e);
            case AwsServiceException service when isTransient(service) -> unavailable(table, e);
            case AwsServiceException service -> permanent(service, table);
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

    /** Returns whether a statement or a transaction's part may succeed later, by its error code. */
    static boolean isTransient(String code) {
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

    static StoreException overloaded(String code, String table) {
        return new StoreException(
                Reason.UNAVAILABLE, "DynamoDB is overloaded at table '" + table + "': " + code);
    }

    static StoreException refused(String code, String words, String table) {
        return words.contains("size has exceeded") || words.contains("maximum allowed size")
                ? new StoreException(Reason.TOO_LARGE, words)
                : new StoreException(Reason.MISCONFIGURED, refusal(code, words, table));
    }

    /** Adds the key to an error about size, since DynamoDB does not say which item is too large. */
    static StoreException withKey(ItemKey itemKey, StoreException e) {
        return e.reason() == Reason.TOO_LARGE
                ? new StoreException(
                        Reason.TOO_LARGE,
                        "%s/%s would take more than %,d bytes: cut it into chunks"
                                .formatted(itemKey.pk(), itemKey.sk(), Item.MOST_BYTES),
                        e)
                : e;
    }

    /** Returns whether DynamoDB refused the request as a whole, though its parts may be valid. */
    static boolean malformed(StoreException e) {
        return e.getCause() instanceof AwsServiceException service
                && "ValidationException".equals(code(service));
    }

    private static boolean isTransient(AwsServiceException e) {
        return e.statusCode() >= SERVER_FAULT
                || RetryUtils.isThrottlingException(e)
                || RetryUtils.isClockSkewException(e)
                || RetryUtils.isRetryableException(e);
    }

    private static StoreException permanent(AwsServiceException e, String table) {
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
