package io.quill.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.ledger.BookRecount;
import io.quill.events.ledger.LedgerBooks;
import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.Write;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class BookRecountTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final MemoryStore memory = new MemoryStore(clock);
    private final DataStore store = losingAnswers();
    private final RunRegistry runRegistry = new RunRegistry(store, clock);
    private final BookRecount recount = recount(runRegistry);
    private boolean lost;
    private boolean exclusive = true;

    private BookRecount recount(RunRegistry under) {
        return new BookRecount(
                store,
                new LedgerBooks(store, clock, Duration.ofDays(14)),
                under,
                _ -> "",
                new BookRecount.Schedule(Optional.of(Duration.ofDays(1)), clock));
    }

    /** A store that says so, once, when an answer was lost. */
    private DataStore losingAnswers() {
        return (DataStore)
                Proxy.newProxyInstance(
                        DataStore.class.getClassLoader(),
                        new Class<?>[] {DataStore.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("mayHaveMiscounted")) {
                                boolean told = lost;
                                lost = false;
                                return told;
                            }
                            if (method.getName().equals("isExclusive")) {
                                return exclusive;
                            }
                            return method.invoke(memory, arguments);
                        });
    }

    private List<Run> done() {
        return runRegistry.list(
                RunFilter.between(Instant.EPOCH, clock.instant().plusSeconds(1), 100));
    }

    @Test
    void isDoneOnceADay() {
        recount.tick();
        recount.tick();
        assertThat(done()).hasSize(1);

        clock.advance(Duration.ofHours(15));
        recount.tick();
        recount.tick();
        assertThat(done()).hasSize(2).allMatch(run -> run.state() == RunState.FINISHED);
    }

    @Test
    void isDoneAgainAfterALostAnswer() {
        recount.tick();
        lost = true;

        recount.tick();
        recount.tick();

        assertThat(done()).hasSize(2);
    }

    @Test
    void isDoneAgainAfterAnUncleanEnd() {
        recount.open();
        recount.tick();

        BookRecount next = recount(new RunRegistry(store, clock));
        next.open();
        next.tick();
        next.tick();

        assertThat(done()).hasSize(2);
    }

    @Test
    void isNotDoneAgainAfterAnEndThatLostNothing() {
        recount.open();
        recount.tick();
        recount.close();

        recount(new RunRegistry(store, clock)).tick();

        assertThat(done()).hasSize(1);
    }

    /** An answer was lost, and the process ended before the recount that was due to it. */
    @Test
    void isDoneByTheNextProcessWhereThisOneEndsBefore() {
        recount.tick();
        lost = true;
        recount.close();

        recount(new RunRegistry(store, clock)).tick();

        assertThat(done()).hasSize(2);
    }

    @Test
    void isDoneWhereAnotherReplicaFellSilent() {
        exclusive = false;
        BookRecount other = recount(new RunRegistry(store, clock));
        other.open();
        recount.tick();
        for (int minute = 0; minute < 10; minute++) {
            other.tick();
            recount.tick();
        }
        assertThat(done()).as("both are heard of").hasSize(1);

        for (int minute = 0; minute < 10; minute++) {
            recount.tick();
        }
        assertThat(done()).as("one fell silent").hasSize(2);
    }

    @Test
    void provesWhatItHasCorrected() {
        memory.write(
                new Write.Update(
                        new ItemKey("BOOK#2026-03-02", "ALOWARE#0"),
                        List.of(AttributeChange.add("waiting", -156)),
                        Condition.NONE));

        recount.tick();
        recount.tick();
        recount.tick();

        assertThat(done())
                .extracting(Run::words)
                .containsExactlyInAnyOrder(
                        "0 accounts agree; corrected waiting of aloware on 2026-03-02 by 156",
                        "every account agrees with its events");
        assertThat(done().stream().mapToLong(run -> run.counts().get("corrections")).sum())
                .isEqualTo(1);
    }
}
