package io.quill.platform.store.sqlite;

import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Checks a log before SQLite does, which would drop silently everything behind a broken frame. A
 * broken last commit is harmless, since nobody was told of it; complete commits behind a broken
 * frame mean that acknowledged data was lost.
 */
final class WriteAheadLog {
    private static final Logger LOG = LoggerFactory.getLogger(WriteAheadLog.class);
    private static final int MAGIC = 0x377f0682;
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int USUAL_PAGE = 4096;

    /** The running checksum of all that came before. */
    private record Sum(int first, int second) {
        Sum over(ByteBuffer bytes, int from, int size) {
            int a = first;
            int b = second;
            for (int at = from; at < from + size; at += 8) {
                a += bytes.getInt(at) + b;
                b += bytes.getInt(at + 4) + a;
            }
            return new Sum(a, b);
        }
    }

    private final Path log;
    private final FileChannel channel;
    private final ByteBuffer header = ByteBuffer.allocate(HEADER);
    private final ByteOrder words;
    private final boolean headerIsSound;
    private final ByteBuffer frame;
    private final long frames;

    private WriteAheadLog(Path log, FileChannel channel) throws IOException {
        this.log = log;
        this.channel = channel;
        read(header, 0);
        int magic = header.getInt(0);
        this.words = (magic & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Sum sum = new Sum(0, 0).over(header.duplicate().order(words), 0, 24);
        this.headerIsSound = (magic & ~1) == MAGIC && sum.equals(sum(header, 24));
        this.frame =
                ByteBuffer.allocate(FRAME_HEADER + (headerIsSound ? header.getInt(8) : USUAL_PAGE));
        this.frames = (channel.size() - HEADER) / frame.capacity();
    }

    /**
     * Throws if SQLite would drop acknowledged commits; the message says what an operator can do.
     */
    static void requireIntact(Path log) throws IOException {
        if (!Files.exists(log) || Files.size(log) <= HEADER) {
            return;
        }
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            new WriteAheadLog(log, channel).check();
        }
    }

    private void check() throws IOException {
        Sum sum = sum(header, 24);
        long committed = 0;
        long at = 0;
        while (headerIsSound && at < frames && belongs(at) && follows(sum)) {
            sum = sum(frame, 16);
            at++;
            committed = ends() ? at : committed;
        }
        long behind = behind(at);
        if (behind > 0) {
            throw damaged(at, behind, committed);
        }
        if (at > committed) {
            LOG.info(
                    "{} ends in an unfinished write that was never acknowledged; "
                            + "SQLite drops it",
                    log);
        }
    }

    /** Returns how many frames lie behind a commit that comes after this frame and goes on. */
    private long behind(long broken) throws IOException {
        boolean afterCommit = false;
        Sum sum = new Sum(0, 0);
        for (long at = broken; at < frames; at++) {
            boolean belongs = belongs(at);
            if (belongs && afterCommit && follows(sum)) {
                return frames - at;
            }
            sum = sum(frame, 16);
            afterCommit = belongs && ends();
        }
        return 0;
    }

    /** Reads a frame and returns whether it is of this log and not of an earlier one. */
    private boolean belongs(long at) throws IOException {
        read(frame, HEADER + at * frame.capacity());
        return frame.getInt(0) != 0 && frame.getLong(8) == header.getLong(16);
    }

    private boolean follows(Sum before) {
        ByteBuffer bytes = frame.duplicate().order(words);
        Sum sum =
                before.over(bytes, 0, 8).over(bytes, FRAME_HEADER, frame.capacity() - FRAME_HEADER);
        return sum.equals(sum(frame, 16));
    }

    /** Returns whether the frame is the last of a commit. */
    private boolean ends() {
        return frame.getInt(4) != 0;
    }

    private static Sum sum(ByteBuffer bytes, int at) {
        return new Sum(bytes.getInt(at), bytes.getInt(at + 4));
    }

    private void read(ByteBuffer into, long from) throws IOException {
        into.clear();
        while (into.hasRemaining() && channel.read(into, from + into.position()) >= 0) {
            // the rest follows
        }
    }

    private StoreException damaged(long at, long behind, long committed) {
        return new StoreException(
                Reason.DAMAGED,
                """
                %s is damaged at page %d of %d: SQLite would drop up to %d pages behind it without a word, \
                and the events in them were acknowledged. Quill does not start. \
                Copy DATA_DIR first. Then restore it from a backup, or accept the loss with \
                `truncate -s %d %s`, start Quill, and import the lost hours again (operating.md, "A damaged log")"""
                        .formatted(
                                log,
                                at + 1,
                                frames,
                                behind,
                                committed == 0 ? 0 : HEADER + committed * frame.capacity(),
                                log));
    }
}
