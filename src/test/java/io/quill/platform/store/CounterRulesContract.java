package io.quill.platform.store;

import static io.quill.platform.store.StoreUnderTest.PATIENCE;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Numbers that follow from writes, here how many balls there are of each colour in a box. */
interface CounterRulesContract extends StoreUnderTest {
    CounterRules COLOURS =
            new CounterRules() {
                @Override
                public boolean concerns(ItemKey itemKey) {
                    return itemKey.sk().startsWith("ball");
                }

                @Override
                public List<CounterIncrement> written(Optional<Item> before, Optional<Item> after) {
                    List<CounterIncrement> counts = new ArrayList<>();
                    before.filter(this::isBall).ifPresent(ball -> counts.add(count(ball, -1)));
                    after.filter(this::isBall).ifPresent(ball -> counts.add(count(ball, 1)));
                    return counts;
                }

                @Override
                public List<CounterIncrement> refused(Item item, Item there) {
                    return isBall(item)
                            ? List.of(new CounterIncrement(sums(item.key().pk()), "refused", 1))
                            : List.of();
                }

                private boolean isBall(Item item) {
                    return concerns(item.key());
                }

                private CounterIncrement count(Item ball, long number) {
                    return new CounterIncrement(
                            sums(ball.key().pk()), ball.text("colour").orElseThrow(), number);
                }
            };

    private static ItemKey sums(String box) {
        return new ItemKey(box, "sums");
    }

    private static Write ball(String box, int number, String colour) {
        return Write.insert(Item.at(box, "ball" + number).with("colour", colour).build());
    }

    private static Write paint(String box, int number, String from, String to) {
        return new Write.Update(
                new ItemKey(box, "ball" + number),
                List.of(AttributeChange.set("colour", to)),
                Condition.is("colour", from));
    }

    private void eventuallyCounts(String box, String name, long number) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long counted = counted(box, name);
        while (counted != number && System.nanoTime() < end) {
            Thread.onSpinWait();
            counted = counted(box, name);
        }
        assertThat(counted).as(name).isEqualTo(number);
    }

    private long counted(String box, String name) {
        return read(sums(box)).flatMap(sums -> sums.number(name)).orElse(0L);
    }

    private Guard lease() {
        ItemKey itemKey = new ItemKey(fresh("lease"), "lease");
        store().write(Write.insert(Item.at(itemKey.pk(), itemKey.sk()).with("number", 7).build()));
        return new Guard(itemKey, "number", 7);
    }

    @Test
    default void countsWhatIsPutIn() {
        String box = fresh("box");
        store().writeAll(
                        IntStream.range(0, 40)
                                .mapToObj(i -> ball(box, i, i < 30 ? "red" : "blue"))
                                .toList());

        eventuallyCounts(box, "red", 30);
        eventuallyCounts(box, "blue", 10);
    }

    @Test
    default void countsWhatWasRefused() {
        String box = fresh("box");
        store().write(ball(box, 1, "red"));
        store().write(ball(box, 1, "blue"));

        eventuallyCounts(box, "refused", 1);
        eventuallyCounts(box, "red", 1);
        eventuallyCounts(box, "blue", 0);
    }

    @Test
    default void movesWithAChangeAndGoesWithADeletion() {
        String box = fresh("box");
        store().writeAll(List.of(ball(box, 1, "red"), ball(box, 2, "red"), ball(box, 3, "red")));
        store().write(paint(box, 1, "red", "blue"));
        store().write(paint(box, 2, "green", "blue"));
        store().write(new Write.Delete(new ItemKey(box, "ball3"), Condition.is("colour", "red")));

        eventuallyCounts(box, "red", 1);
        eventuallyCounts(box, "blue", 1);
    }

    @Test
    default void countsUnderAGuardToo() {
        String box = fresh("box");
        Guard guard = lease();
        List<Write> balls = IntStream.range(0, 120).mapToObj(i -> ball(box, i, "red")).toList();
        List<Write> painted =
                IntStream.range(0, 120)
                        .mapToObj(i -> paint(box, i, i == 5 ? "green" : "red", "blue"))
                        .toList();

        store().writeAll(balls, guard);
        eventuallyCounts(box, "red", 120);
        store().writeAll(painted, guard);

        eventuallyCounts(box, "red", 1);
        eventuallyCounts(box, "blue", 119);
    }

    @Test
    default void takesWhatFollowsFromNoWrite() {
        String box = fresh("box");
        store().count(
                        List.of(
                                new CounterIncrement(sums(box), "lost", 2),
                                new CounterIncrement(sums(box), "lost", 3),
                                new CounterIncrement(sums(box), "found", 1)));

        eventuallyCounts(box, "lost", 5);
        eventuallyCounts(box, "found", 1);
    }

    @Test
    default void countsNothingOfWhatDoesNotConcernIt() {
        String box = fresh("box");
        store().write(Write.insert(Item.at(box, "cube1").with("colour", "red").build()));
        store().write(ball(box, 1, "blue"));

        eventuallyCounts(box, "blue", 1);
        assertThat(counted(box, "red")).isZero();
    }

    @Test
    default void scansAllThereIs() {
        String pk = fresh("scan");
        store().writeAll(StoreUnderTest.inserts(pk, 23));

        List<Item> seen = new ArrayList<>();
        Optional<ItemPage> page = Optional.of(store().scan(5, Optional.empty()));
        while (page.isPresent()) {
            seen.addAll(page.get().items());
            page = page.get().next().map(cursor -> store().scan(50, Optional.of(cursor)));
        }

        assertThat(seen.stream().map(Item::key)).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(item -> item.key().pk().equals(pk))).hasSize(23);
    }
}
