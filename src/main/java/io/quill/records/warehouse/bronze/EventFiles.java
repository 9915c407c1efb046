package io.quill.records.warehouse.bronze;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.quill.platform.file.FileStorage;
import io.quill.records.landing.WarehouseException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files of the event archive, named with the folder of their day. */
sealed interface EventFiles {
    String SUFFIX = ".jsonl.gz";

    List<String> names();

    /** Makes some files readable on this machine's disk. */
    OnDisk onDisk(List<String> names);

    /** Files that can be read until this is closed. */
    interface OnDisk extends AutoCloseable {
        List<Path> paths();

        @Override
        void close();
    }

    /** Archive on this disk. */
    record Near(Path facts) implements EventFiles {
        @Override
        public List<String> names() {
            if (!Files.isDirectory(facts)) {
                return List.of();
            }
            try (Stream<Path> files = Files.find(facts, 2, (file, _) -> isFacts(file.toString()))) {
                return files.sorted().map(file -> facts.relativize(file).toString()).toList();
            } catch (IOException e) {
                throw new WarehouseException("The archive " + facts + " cannot be read", e);
            }
        }

        @Override
        public OnDisk onDisk(List<String> names) {
            return new Lying(names.stream().map(facts::resolve).filter(Files::exists).toList());
        }
    }

    /** Elsewhere, such as in a bucket: what is read is copied here first. */
    record Far(FileStorage shelf) implements EventFiles {
        private static final String FACTS = "facts/";

        @Override
        public List<String> names() {
            return shelf.list(FACTS).stream()
                    .map(kept -> kept.name().substring(FACTS.length()))
                    .filter(EventFiles::isFacts)
                    .toList();
        }

        @Override
        public OnDisk onDisk(List<String> names) {
            Copied copied = new Copied(new ArrayList<>());
            try {
                for (String name : names) {
                    Path copy = Files.createTempFile("quill-facts", SUFFIX);
                    copied.paths().add(copy);
                    try (InputStream file = shelf.open(FACTS + name)) {
                        Files.copy(file, copy, REPLACE_EXISTING);
                    }
                }
                return copied;
            } catch (IOException e) {
                copied.close();
                throw new WarehouseException("The archive cannot be copied to read it", e);
            } catch (RuntimeException e) {
                copied.close();
                throw e;
            }
        }
    }

    /** Files in their place. */
    record Lying(List<Path> paths) implements OnDisk {
        @Override
        public void close() {}
    }

    /** Copies, which go when they were read. */
    record Copied(List<Path> paths) implements OnDisk {
        @Override
        public void close() {
            try {
                for (Path path : paths) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                throw new WarehouseException("Copies of the archive cannot be removed", e);
            }
        }
    }

    private static boolean isFacts(String name) {
        return name.endsWith(SUFFIX);
    }
}
