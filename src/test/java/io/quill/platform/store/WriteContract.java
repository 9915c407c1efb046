package io.quill.platform.store;

import static io.quill.platform.store.WriteResult.APPLIED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Single writes and their conditions. */
interface WriteContract extends StoreUnderTest {
    private Item call(String outcome) {
        return Item.at(fresh("call"), "fact").with("outcome", outcome).with("tries", 1).build();
    }

    private static WriteResult refusedBy(Item current) {
        return new WriteResult.Refused(Optional.of(current));
    }

    private static WriteResult refusedByNothing() {
        return new WriteResult.Refused(Optional.empty());
    }

    @Test
    default void findsNothingWhereNothingWasPut() {
        assertThat(read(new ItemKey(fresh("call"), "fact"))).isEmpty();
    }

    @Test
    default void findsWhatWasInserted() {
        Item call = call("answered");

        assertThat(store().write(Write.insert(call))).isEqualTo(APPLIED);

        assertThat(read(call.key())).contains(call);
        assertThat(store().get(call.key(), Consistency.EVENTUAL)).contains(call);
    }

    @Test
    default void refusesASecondInsertAndShowsTheFirst() {
        Item first = call("answered");
        Item second = new Item(first.key(), call("missed").attributes());
        store().write(Write.insert(first));

        assertThat(store().write(Write.insert(second))).isEqualTo(refusedBy(first));
        assertThat(read(first.key())).contains(first);
    }

    @Test
    default void replacesTheWholeItemByAnUnconditionalPut() {
        Item first = call("answered");
        Item second = Item.at(first.key().pk(), "fact").with("other", "x").build();
        store().write(Write.insert(first));

        assertThat(store().write(new Write.Put(second, Condition.NONE))).isEqualTo(APPLIED);
        assertThat(read(first.key())).contains(second);
    }

    @Test
    default void putsWhereAConditionHoldsAndNotWhereItFails() {
        Item first = call("ringing");
        Item second = new Item(first.key(), call("answered").attributes());
        store().write(Write.insert(first));
        Write wasRinging = new Write.Put(second, Condition.is("outcome", "ringing"));

        assertThat(store().write(wasRinging)).isEqualTo(APPLIED);
        assertThat(store().write(new Write.Put(first, Condition.is("outcome", "ringing"))))
                .isEqualTo(refusedBy(second));
    }

    @Test
    default void refusesAConditionOnWhatIsNotThere() {
        Item call = call("answered");

        assertThat(store().write(new Write.Put(call, Condition.is("outcome", "answered"))))
                .isEqualTo(refusedByNothing());
        assertThat(read(call.key())).isEmpty();
    }

    @Test
    default void wantsAllOfSeveralConditions() {
        Item call = call("answered");
        store().write(Write.insert(call));
        Condition both =
                Condition.all(Condition.is("outcome", "answered"), Condition.is("tries", 1));
        Condition one =
                Condition.all(Condition.is("outcome", "answered"), Condition.is("tries", 2));

        assertThat(store().write(new Write.Delete(call.key(), one))).isEqualTo(refusedBy(call));
        assertThat(store().write(new Write.Delete(call.key(), both))).isEqualTo(APPLIED);
    }

    @Test
    default void tellsANumberFromATextInACondition() {
        Item call = call("answered");
        store().write(Write.insert(call));

        assertThat(store().write(new Write.Delete(call.key(), Condition.is("tries", "1"))))
                .isEqualTo(refusedBy(call));
    }

    @Test
    default void changesSingleAttributes() {
        Item call = call("answered");
        store().write(Write.insert(call));
        List<AttributeChange> changes =
                List.of(
                        AttributeChange.set("notes", "wants a quote"),
                        AttributeChange.remove("outcome"),
                        AttributeChange.add("tries", 2),
                        AttributeChange.add("marks", -5));

        assertThat(store().write(new Write.Update(call.key(), changes, Condition.is("tries", 1))))
                .isEqualTo(APPLIED);
        assertThat(read(call.key()))
                .contains(
                        Item.at(call.key().pk(), "fact")
                                .with("notes", "wants a quote")
                                .with("tries", 3)
                                .with("marks", -5)
                                .build());
    }

    @Test
    default void changesNothingWhereTheConditionFails() {
        Item call = call("answered");
        store().write(Write.insert(call));
        List<AttributeChange> changes = List.of(AttributeChange.set("outcome", "missed"));

        assertThat(store().write(new Write.Update(call.key(), changes, Condition.is("tries", 2))))
                .isEqualTo(refusedBy(call));
        assertThat(store().write(new Write.Update(call.key(), changes, Condition.ABSENT)))
                .isEqualTo(refusedBy(call));
        assertThat(read(call.key())).contains(call);
    }

    @Test
    default void makesTheItemThatAnUpdateDoesNotFind() {
        ItemKey itemKey = new ItemKey(fresh("counter"), "all");
        List<AttributeChange> changes =
                List.of(AttributeChange.add("n", 7), AttributeChange.remove("gone"));

        assertThat(store().write(new Write.Update(itemKey, changes, Condition.NONE)))
                .isEqualTo(APPLIED);
        assertThat(read(itemKey)).contains(Item.at(itemKey.pk(), "all").with("n", 7).build());
    }

    @Test
    default void makesNoItemForAnUpdateThatWantsOne() {
        ItemKey itemKey = new ItemKey(fresh("counter"), "all");
        List<AttributeChange> changes = List.of(AttributeChange.add("n", 7));

        assertThat(store().write(new Write.Update(itemKey, changes, Condition.is("n", 1))))
                .isEqualTo(refusedByNothing());
        assertThat(read(itemKey)).isEmpty();
    }

    @Test
    default void refusesToChangeOneAttributeTwice() {
        ItemKey itemKey = new ItemKey(fresh("counter"), "all");
        List<AttributeChange> twice =
                List.of(AttributeChange.add("n", 7), AttributeChange.set("n", 1));

        assertThatThrownBy(() -> new Write.Update(itemKey, twice, Condition.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void deletesForGood() {
        Item call = call("answered");
        store().write(Write.insert(call));

        assertThat(store().write(new Write.Delete(call.key(), Condition.is("tries", 1))))
                .isEqualTo(APPLIED);
        assertThat(read(call.key())).isEmpty();
        assertThat(all(Query.of(call.key().pk()).consistent())).isEmpty();
        assertThat(store().write(Write.insert(call))).isEqualTo(APPLIED);
    }

    @Test
    default void deletesWhatIsNotThereUnlessAskedForIt() {
        ItemKey itemKey = new ItemKey(fresh("call"), "fact");

        assertThat(store().write(new Write.Delete(itemKey, Condition.NONE))).isEqualTo(APPLIED);
        assertThat(store().write(new Write.Delete(itemKey, Condition.is("tries", 1))))
                .isEqualTo(refusedByNothing());
    }
}
