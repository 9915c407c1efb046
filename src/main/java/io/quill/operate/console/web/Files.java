package io.quill.operate.console.web;

import io.quill.operate.console.html.Address;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Stylesheet, script and icon, as they lie beside this class. */
final class Files {
    private static final Map<String, String> TYPES =
            Map.of(
                    "quill.css", "text/css; charset=utf-8",
                    "quill.js", "text/javascript; charset=utf-8",
                    "quill.svg", "image/svg+xml");

    private final Map<String, byte[]> contents = new HashMap<>();

    Files() {
        TYPES.keySet().forEach(name -> contents.put(name, read(name)));
    }

    Optional<Reply> named(String name) {
        return Optional.ofNullable(contents.get(name))
                .map(content -> new Reply.File(TYPES.getOrDefault(name, ""), content));
    }

    /** Another one as soon as the file is another one, so that it may be kept for ever. */
    Address address(String name) {
        byte[] content = contents.getOrDefault(name, new byte[0]);
        return Address.of("/files")
                .to(name)
                .with("v", Integer.toHexString(Arrays.hashCode(content)));
    }

    private static byte[] read(String name) {
        try (InputStream file = Files.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The build left out " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The build holds an unreadable " + name, e);
        }
    }
}
