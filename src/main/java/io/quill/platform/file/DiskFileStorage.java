package io.quill.platform.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * File storage on this machine's disk. A file is written under another name, flushed, and moved
 * into place.
 */
public final class DiskFileStorage implements FileStorage {
    private static final String HALF_WRITTEN = ".tmp";

    private final Path root;

    public DiskFileStorage(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public void put(String name, byte[] content) {
        put(name, () -> new ByteArrayInputStream(content));
    }

    @Override
    public void put(String name, Path file) {
        put(name, () -> Files.newInputStream(file));
    }

    /** Content that may fail to be read. */
    private interface Content {
        InputStream open() throws IOException;
    }

    private void put(String name, Content content) {
        Path place = resolve(name);
        Path folder = place.resolveSibling("");
        Path beside = place.resolveSibling(place.getFileName() + HALF_WRITTEN);
        try {
            Files.createDirectories(folder);
            write(beside, content);
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
            for (Path each = folder; each.startsWith(root); each = each.resolveSibling("")) {
                flush(each);
            }
            flush(root.resolveSibling(""));
        } catch (IOException e) {
            throw fault("cannot be written", e);
        }
    }

    private static void write(Path file, Content content) throws IOException {
        try (InputStream bytes = content.open();
                FileChannel channel = FileChannel.open(file, CREATE, WRITE, TRUNCATE_EXISTING)) {
            bytes.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    /** Flushes a directory, without which a new name does not survive a power failure. */
    private static void flush(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    @Override
    public List<Kept> list(String prefix) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> new Kept(name(file), file.toFile().length()))
                    .filter(file -> file.name().startsWith(prefix))
                    .filter(file -> !file.name().endsWith(HALF_WRITTEN))
                    .sorted(Comparator.comparing(Kept::name))
                    .toList();
        } catch (IOException e) {
            throw fault("cannot be listed", e);
        }
    }

    @Override
    public InputStream open(String name) {
        try {
            return Files.newInputStream(resolve(name));
        } catch (IOException e) {
            throw fault("cannot be read", e);
        }
    }

    @Override
    public void delete(String name) {
        try {
            Files.deleteIfExists(resolve(name));
        } catch (IOException e) {
            throw fault("cannot be tidied", e);
        }
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private Path resolve(String name) {
        Path place = root.resolve(name).normalize();
        if (!place.startsWith(root)) {
            throw new IllegalArgumentException("A file name must stay in its directory: " + name);
        }
        return place;
    }

    private ArchiveException fault(String what, IOException cause) {
        return new ArchiveException(
                root
                        + " "
                        + what
                        + " ("
                        + cause.getClass().getSimpleName()
                        + "): make room there, and let the user that runs Quill write to it",
                cause);
    }
}
