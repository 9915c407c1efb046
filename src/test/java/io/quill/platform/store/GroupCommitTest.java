package io.quill.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

@Timeout(30)
class GroupCommitTest {
    private final Queue<List<Integer>> groups = new ConcurrentLinkedQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        gate.countDown();
        callers.close();
    }

    private List<Integer> negated(List<Integer> group) {
        groups.add(group);
        return group.stream().map(each -> -each).toList();
    }

    private List<Integer> negatedBehindTheGate(List<Integer> group) {
        List<Integer> answers = negated(group);
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return answers;
    }

    @Test
    void answersALoneCallerAtOnce() {
        try (var commit = new GroupCommit<>("lone", 1, 25, this::negated)) {
            assertThat(commit.submit(7)).isEqualTo(-7);
            assertThat(groups).containsExactly(List.of(7));
        }
    }

    @Test
    void answersManyInTheOrderAsked() {
        try (var commit = new GroupCommit<>("many", 3, 4, this::negated)) {
            List<Integer> inputs = IntStream.range(0, 100).boxed().toList();

            assertThat(commit.submitAll(inputs)).isEqualTo(inputs.stream().map(i -> -i).toList());
            assertThat(groups).allMatch(group -> group.size() <= 4);
        }
    }

    @Test
    void gathersWhatArrivesWhileItIsBusy() throws Exception {
        try (var commit = new GroupCommit<>("busy", 1, 25, this::negatedBehindTheGate)) {
            Future<Integer> first = callers.submit(() -> commit.submit(0));
            until(() -> groups.size() == 1);
            List<Future<Integer>> rest =
                    IntStream.rangeClosed(1, 10)
                            .mapToObj(i -> callers.submit(() -> commit.submit(i)))
                            .toList();
            until(() -> commit.waiting() == 10);
            gate.countDown();

            assertThat(first.get()).isZero();
            for (int i = 0; i < 10; i++) {
                assertThat(rest.get(i).get()).isEqualTo(-i - 1);
            }
            assertThat(groups).hasSize(2).first().isEqualTo(List.of(0));
        }
    }

    @Test
    void throwsAFaultToEverybodyInTheGroupAndGoesOn() {
        try (var commit = new GroupCommit<>("faulty", 1, 25, this::refusingThirteen)) {
            assertThatThrownBy(() -> commit.submitAll(List.of(1, 13)))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("thirteen");
            assertThat(commit.submit(2)).isEqualTo(-2);
        }
    }

    private List<Integer> refusingThirteen(List<Integer> group) {
        if (group.contains(13)) {
            throw new StoreException(StoreException.Reason.UNAVAILABLE, "thirteen");
        }
        return negated(group);
    }

    @Test
    void noticesAnAnswerThatIsMissing() {
        try (var commit = new GroupCommit<Integer, Integer>("short", 1, 25, _ -> List.of())) {
            assertThatThrownBy(() -> commit.submit(1)).hasMessage("0 answers to a group of 1");
        }
    }

    @Test
    void answersWhoeverWaitsBeforeItCloses() throws Exception {
        var commit = new GroupCommit<>("closing", 1, 1, this::negatedBehindTheGate);
        List<Future<Integer>> waiting =
                IntStream.range(0, 3)
                        .mapToObj(i -> callers.submit(() -> commit.submit(i)))
                        .toList();
        until(() -> commit.waiting() == 2);
        Future<?> closing = callers.submit(commit::close);
        gate.countDown();
        closing.get();

        assertThat(waiting).allMatch(Future::isDone);
        assertThat(waiting.get(2).get()).isEqualTo(-2);
        assertThatThrownBy(() -> commit.submit(4)).isInstanceOf(IllegalStateException.class);
    }

    private static void until(BooleanSupplier reached) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
