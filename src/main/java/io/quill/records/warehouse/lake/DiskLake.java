package io.quill.records.warehouse.lake;

import io.quill.records.landing.WarehouseException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Lake in a directory. */
public final class DiskLake implements Lake {
    private final Path root;

    public DiskLake(Path root) {
        this.root = root;
    }

    /** Copies the file beside its place first, so that readers see no half files. */
    @Override
    public void put(String key, Path file) {
        Path place = root.resolve(key);
        try {
            Files.createDirectories(place.getParent());
            Path half = place.resolveSibling(place.getFileName() + ".part");
            Files.copy(file, half, StandardCopyOption.REPLACE_EXISTING);
            Files.move(half, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new WarehouseException("Could not write a lake file at " + place, e);
        }
    }
}
