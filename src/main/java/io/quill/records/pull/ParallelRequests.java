package io.quill.records.pull;

import io.quill.records.pull.http.PullException;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs requests at the same time and returns the answers in order. */
final class ParallelRequests {
    private ParallelRequests() {}

    static <T, R> List<R> map(List<T> each, Function<T, R> question) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> asked =
                    each.stream().map(one -> threads.submit(() -> question.apply(one))).toList();
            try {
                List<R> answers = new ArrayList<>(asked.size());
                for (Future<R> answer : asked) {
                    answers.add(answer.get());
                }
                return answers;
            } catch (ExecutionException e) {
                threads.shutdownNow();
                Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
                throw new PullException(String.valueOf(cause.getMessage()), cause);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new PullException("The pull was interrupted.", e);
            }
        }
    }
}
