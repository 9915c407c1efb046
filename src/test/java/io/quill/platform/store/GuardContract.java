package io.quill.platform.store;

import static io.quill.platform.store.StoreUnderTest.insert;
import static io.quill.platform.store.StoreUnderTest.inserts;
import static io.quill.platform.store.WriteResult.APPLIED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writing under a guard. */
interface GuardContract extends StoreUnderTest {
    private Guard leaseAt(long number) {
        ItemKey itemKey = new ItemKey(fresh("lease"), "lease");
        store().write(
                        Write.insert(
                                Item.at(itemKey.pk(), itemKey.sk())
                                        .with("number", number)
                                        .build()));
        return new Guard(itemKey, "number", number);
    }

    private void takeOver(Guard guard) {
        List<AttributeChange> next = List.of(AttributeChange.add(guard.name(), 1));
        store().write(new Write.Update(guard.key(), next, guard.condition()));
    }

    private void assertNothingIsWrittenUnder(Guard guard) {
        String pk = fresh("fact");
        assertThatThrownBy(() -> store().writeAll(inserts(pk, 3), guard))
                .isInstanceOf(GuardLostException.class);
        assertThat(all(Query.of(pk).consistent())).isEmpty();
    }

    @Test
    default void writesManyUnderAGuard() {
        String pk = fresh("fact");
        Guard guard = leaseAt(4);

        assertThat(store().writeAll(inserts(pk, 130), guard)).hasSize(130).containsOnly(APPLIED);
        assertThat(all(Query.of(pk).consistent())).hasSize(130);
        assertThat(store().writeAll(List.of(), guard)).isEmpty();
    }

    @Test
    default void letsRefusedWritesAnswerForThemselves() {
        String pk = fresh("fact");
        Item taken = Item.at(pk, "00001").with("n", 99).build();
        store().write(Write.insert(taken));
        ItemKey missing = new ItemKey(pk, "missing");
        List<Write> writes =
                List.of(
                        insert(pk, 0),
                        insert(pk, 1),
                        insert(pk, 2),
                        new Write.Delete(missing, Condition.is("n", 1)));

        assertThat(store().writeAll(writes, leaseAt(1)))
                .containsExactly(
                        APPLIED,
                        new WriteResult.Refused(Optional.of(taken)),
                        APPLIED,
                        new WriteResult.Refused(Optional.empty()));
        assertThat(all(Query.of(pk).consistent())).hasSize(3).contains(taken);
    }

    @Test
    default void writesOneKeySeveralTimesUnderAGuard() {
        String pk = fresh("fact");
        ItemKey itemKey = new ItemKey(pk, "00001");
        List<AttributeChange> more = List.of(AttributeChange.add("n", 1));
        List<Write> writes =
                List.of(
                        insert(pk, 1),
                        new Write.Update(itemKey, more, Condition.is("n", 1)),
                        insert(pk, 2),
                        new Write.Update(itemKey, more, Condition.is("n", 2)),
                        insert(pk, 1));
        Item last = Item.at(pk, "00001").with("n", 3).build();

        assertThat(store().writeAll(writes, leaseAt(1)))
                .containsExactly(
                        APPLIED,
                        APPLIED,
                        APPLIED,
                        APPLIED,
                        new WriteResult.Refused(Optional.of(last)));
        assertThat(read(itemKey)).contains(last);
    }

    @Test
    default void writesNothingOnceTheGuardIsLost() {
        Guard guard = leaseAt(7);
        takeOver(guard);

        assertNothingIsWrittenUnder(guard);
    }

    @Test
    default void writesNothingUnderAGuardThatNeverWas() {
        assertNothingIsWrittenUnder(new Guard(new ItemKey(fresh("lease"), "lease"), "number", 1));
    }

    @Test
    default void writesNothingUnderAGuardThatExpired() {
        Guard guard = leaseAt(1);
        List<AttributeChange> brief = List.of(AttributeChange.set(Item.EXPIRES_AT, inSeconds(10)));
        store().write(new Write.Update(guard.key(), brief, Condition.NONE));
        clock().advance(Duration.ofSeconds(10));

        assertNothingIsWrittenUnder(guard);
    }

    @Test
    default void updatesExpiredItemsFromNothingUnderAGuard() {
        Item old = Item.at(fresh("fact"), "x").with("old", 1).with(Item.EXPIRES_AT, 5).build();
        store().write(Write.insert(old));
        List<AttributeChange> changes = List.of(AttributeChange.set("young", 1));
        Write update = new Write.Update(old.key(), changes, Condition.NONE);
        Write insert = Write.insert(Item.at(fresh("fact"), "y").build());

        assertThat(store().writeAll(List.of(update, insert), leaseAt(1)))
                .containsExactly(APPLIED, APPLIED);
        assertThat(read(old.key())).contains(Item.at(old.key().pk(), "x").with("young", 1).build());
    }

    @Test
    default void refusesToWriteTheGuardsOwnItemUnderIt() {
        Guard guard = leaseAt(1);
        List<Write> writes = List.of(new Write.Delete(guard.key(), Condition.NONE));

        assertThatThrownBy(() -> store().writeAll(writes, guard))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(read(guard.key())).isPresent();
    }
}
