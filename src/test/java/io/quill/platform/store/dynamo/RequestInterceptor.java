package io.quill.platform.store.dynamo;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Sits between the client and the table: counts the requests, fails them, loses their answers. */
public final class RequestInterceptor implements ExecutionInterceptor {
    private final List<SdkRequest> requests = new ArrayList<>();
    private final Queue<RuntimeException> faults = new ArrayDeque<>();
    private int answersToLose;
    private Runnable meanwhile = () -> {};

    /** The next request does not arrive; several calls, several requests. */
    public synchronized void fail(RuntimeException fault) {
        faults.add(fault);
    }

    /** The next request is done, but nobody hears of it. */
    public synchronized void loseTheAnswer() {
        answersToLose++;
    }

    /** The same, and something happens before it is sent again. */
    public synchronized void loseTheAnswer(Runnable meanwhile) {
        loseTheAnswer();
        this.meanwhile = meanwhile;
    }

    synchronized int count(Class<? extends SdkRequest> kind) {
        return (int) requests.stream().filter(kind::isInstance).count();
    }

    @Override
    public synchronized void beforeTransmission(
            Context.BeforeTransmission context, ExecutionAttributes attributes) {
        requests.add(context.request());
        if (!faults.isEmpty()) {
            throw faults.remove();
        }
    }

    @Override
    public synchronized void beforeUnmarshalling(
            Context.BeforeUnmarshalling context, ExecutionAttributes attributes) {
        if (answersToLose > 0) {
            answersToLose--;
            meanwhile.run();
            throw ApiCallAttemptTimeoutException.create(1);
        }
    }
}
