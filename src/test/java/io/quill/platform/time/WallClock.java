package io.quill.platform.time;

import io.quill.NativeLibrary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/**
 * The wall clock of a process that was started with {@link #environment}, set forward and back. The
 * clocks of this process, and the clock for waits of that one, stay as they are.
 */
public final class WallClock {
    private final Path library;
    private final Path offset;
    private Duration ahead = Duration.ZERO;

    private WallClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /**
     * Compiles the library.
     *
     * @param directory for the library and the offset
     */
    public static WallClock in(Path directory) throws IOException {
        WallClock clock =
                new WallClock(
                        NativeLibrary.compile("wallclock", directory),
                        directory.resolve("wallclock.offset"));
        clock.step(Duration.ZERO);
        return clock;
    }

    /** What a process has to be started with. */
    public Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "WALL_CLOCK_OFFSET", offset.toString());
    }

    /** Sets it forward by so much from where it stands, or back by a negative time. */
    public void step(Duration by) {
        ahead = ahead.plus(by);
        ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        seconds.putLong(ahead.toSeconds()).flip();
        try (FileChannel file =
                FileChannel.open(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(seconds, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The clock cannot be set", e);
        }
    }
}
