package io.quill.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.ledger.Books;
import io.quill.store.DataStore;
import io.quill.store.SettableClock;
import io.quill.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class BookRecountTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final MemoryStore memory = new MemoryStore(clock);
    private final DataStore store = losingAnswers();
    private final Runs runs = new Runs(store, clock);
    private final BookRecount recount =
            new BookRecount(store, new Books(store, clock, Duration.ofDays(14)), runs, clock);
    private boolean lost;

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
                            return method.invoke(memory, arguments);
                        });
    }

    private List<Run> done() {
        return runs.list(Wanted.between(Instant.EPOCH, clock.instant().plusSeconds(1), 100));
    }

    @Test
    void isDoneOnceADay() {
        recount.tick();
        recount.tick();
        assertThat(done()).hasSize(1);

        clock.advance(Duration.ofHours(15));
        recount.tick();
        recount.tick();
        assertThat(done()).hasSize(2).allMatch(run -> run.state() == State.FINISHED);
    }

    @Test
    void isDoneAgainAfterALostAnswer() {
        recount.tick();
        lost = true;

        recount.tick();
        recount.tick();

        assertThat(done()).hasSize(2);
    }
}
