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

class HandoverTest {
    private final Rig rig = new Rig(InDoubt.RESEND);
    private final Logger logger = (Logger) LoggerFactory.getLogger(Aftermath.class);
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
        Handover.of(rig.store, new MemoryStore(rig.clock));
        Handover.lend(rig.store);
        rig.sink.number = 40;
        rig.hold(1);

        rig.run();

        assertThat(rig.sink.rows).containsExactly("ALOWARE:1");
        assertThat(rig.sink.number).isGreaterThan(40);
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
        assertThat(lines.list.getFirst().getFormattedMessage()).contains("rebuild");
    }

    @Test
    void blamesAStrangerOnceTheNumbersWereHandedBack() {
        Handover.lend(rig.store);
        Handover.giveBack(rig.store);
        rig.sink.number = 40;
        rig.hold(1);

        rig.run();

        assertThat(rig.sink.rows).containsExactly("ALOWARE:1");
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR);
    }
}
