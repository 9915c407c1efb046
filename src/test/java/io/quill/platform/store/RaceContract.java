package io.quill.platform.store;

import static io.quill.platform.store.WriteResult.APPLIED;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many writers at once. */
interface RaceContract extends StoreUnderTest {
    int WRITERS = 32;

    private static <T> List<T> race(IntFunction<Callable<T>> runner) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> runs =
                    IntStream.range(0, WRITERS)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    () -> {
                                                        start.await();
                                                        return runner.apply(i).call();
                                                    }))
                            .toList();
            start.countDown();
            return runs.stream().map(RaceContract::outcome).toList();
        }
    }

    private static <T> T outcome(Future<T> run) {
        try {
            return run.get(PATIENCE.toSeconds() * 4, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private Item runner(String pk, int number) {
        return Item.at(pk, "k").with("runner", number).build();
    }

    private void assertOneWinnerWhomAllKnow(ItemKey itemKey, List<WriteResult> results) {
        Item winner = read(itemKey).orElseThrow();
        assertThat(results).filteredOn(APPLIED::equals).hasSize(1);
        assertThat(results)
                .filteredOn(result -> !result.equals(APPLIED))
                .hasSize(results.size() - 1)
                .containsOnly(new WriteResult.Refused(Optional.of(winner)));
    }

    @Test
    default void letsOneOfManyInsertersWin() throws Exception {
        String pk = fresh("race");

        List<WriteResult> results = race(i -> () -> store().write(Write.insert(runner(pk, i))));

        assertOneWinnerWhomAllKnow(new ItemKey(pk, "k"), results);
    }

    @Test
    default void letsOneInsertWinAcrossManyBatches() throws Exception {
        String pk = fresh("race");

        List<WriteResult> results =
                race(
                                i ->
                                        () ->
                                                store().writeAll(
                                                                List.of(
                                                                        Write.insert(runner(pk, i)),
                                                                        Write.insert(
                                                                                runner(pk, -i)))))
                        .stream()
                        .flatMap(Collection::stream)
                        .toList();

        assertOneWinnerWhomAllKnow(new ItemKey(pk, "k"), results);
    }

    @Test
    default void letsOneOfManyTakersHaveALease() throws Exception {
        ItemKey lease = new ItemKey(fresh("lease"), "lease");
        store().write(Write.insert(Item.at(lease.pk(), lease.sk()).with("number", 1).build()));

        List<WriteResult> results =
                race(
                        i ->
                                () ->
                                        store().write(
                                                        new Write.Update(
                                                                lease,
                                                                List.of(
                                                                        AttributeChange.add(
                                                                                "number", 1),
                                                                        AttributeChange.set(
                                                                                "owner", i)),
                                                                Condition.is("number", 1))));

        assertOneWinnerWhomAllKnow(lease, results);
    }

    @Test
    default void losesNoAdditionOfManyWriters() throws Exception {
        ItemKey counter = new ItemKey(fresh("counter"), "n");
        Write one = new Write.Update(counter, List.of(AttributeChange.add("n", 1)), Condition.NONE);

        assertThat(race(_ -> () -> store().write(one))).containsOnly(APPLIED);
        assertThat(read(counter).flatMap(item -> item.number("n"))).contains((long) WRITERS);
    }

    @Test
    default void letsOneInsertWinUnderOneGuard() throws Exception {
        String pk = fresh("race");
        ItemKey lease = new ItemKey(fresh("lease"), "lease");
        store().write(Write.insert(Item.at(lease.pk(), lease.sk()).with("number", 1).build()));
        Guard guard = new Guard(lease, "number", 1);

        List<WriteResult> results =
                race(i -> () -> store().writeAll(List.of(Write.insert(runner(pk, i))), guard))
                        .stream()
                        .flatMap(Collection::stream)
                        .toList();

        assertOneWinnerWhomAllKnow(new ItemKey(pk, "k"), results);
    }
}
