package io.quill.platform.store.dynamo;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Keeps some statements of a batch from arriving, and answers that they were throttled. */
final class PartialFailureInterceptor implements ExecutionInterceptor {
    private final SortedSet<Integer> throttled = new TreeSet<>();

    synchronized void throttle(Integer... places) {
        throttled.addAll(List.of(places));
    }

    @Override
    public synchronized SdkRequest modifyRequest(
            Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (!(context.request() instanceof BatchExecuteStatementRequest batch)) {
            return context.request();
        }
        List<BatchStatementRequest> statements = new ArrayList<>(batch.statements());
        throttled.reversed().forEach(place -> statements.remove(place.intValue()));
        return batch.toBuilder().statements(statements).build();
    }

    @Override
    public synchronized SdkResponse modifyResponse(
            Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (!(context.response() instanceof BatchExecuteStatementResponse batch)) {
            return context.response();
        }
        List<BatchStatementResponse> responses = new ArrayList<>(batch.responses());
        throttled.forEach(place -> responses.add(place, throttling()));
        return batch.toBuilder().responses(responses).build();
    }

    private static BatchStatementResponse throttling() {
        return BatchStatementResponse.builder()
                .error(error -> error.code(BatchStatementErrorCodeEnum.THROTTLING_ERROR))
                .build();
    }
}
