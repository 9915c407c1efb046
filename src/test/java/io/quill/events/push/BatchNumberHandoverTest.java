package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BatchNumberHandoverTest {
    private final PusherFixture pusherFixture = new PusherFixture(DoubtPolicy.RESEND);
    private final Logger logger = (Logger) LoggerFactory.getLogger(ResultHandler.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    @Test
    void blamesNobodyForTheNumbersOfARebuildThatWasKilled() {
        BatchNumberHandover.copyNumbers(pusherFixture.store, new MemoryStore(pusherFixture.clock));
        BatchNumberHandover.markLent(pusherFixture.store);
        pusherFixture.sink.number = 40;
        pusherFixture.hold(1);

        pusherFixture.run();

        assertThat(pusherFixture.sink.rows).containsExactly("ALOWARE:1");
        assertThat(pusherFixture.sink.number).isGreaterThan(40);
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
        assertThat(lines.list.getFirst().getFormattedMessage()).contains("rebuild");
    }

    @Test
    void blamesAStrangerOnceTheNumbersWereHandedBack() {
        BatchNumberHandover.markLent(pusherFixture.store);
        BatchNumberHandover.clearLent(pusherFixture.store);
        pusherFixture.sink.number = 40;
        pusherFixture.hold(1);

        pusherFixture.run();

        assertThat(pusherFixture.sink.rows).containsExactly("ALOWARE:1");
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR);
    }
}
