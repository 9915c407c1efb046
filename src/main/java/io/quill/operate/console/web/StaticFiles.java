package io.quill.operate.console.web;

import io.quill.operate.console.html.ConsoleLink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Static files: stylesheet, script and icon. */
final class StaticFiles {
    private static final Map<String, String> TYPES =
            Map.of(
                    "quill.css", "text/css; charset=utf-8",
                    "quill.js", "text/javascript; charset=utf-8",
                    "quill.svg", "image/svg+xml");

    private final Map<String, byte[]> contents = new HashMap<>();

    StaticFiles() {
        TYPES.keySet().forEach(name -> contents.put(name, read(name)));
    }

    Optional<ConsoleReply> named(String name) {
        return Optional.ofNullable(contents.get(name))
                .map(content -> new ConsoleReply.File(TYPES.getOrDefault(name, ""), content));
    }

    /** Returns a link that changes with the file's content, so that it may be cached for ever. */
    ConsoleLink address(String name) {
        byte[] content = contents.getOrDefault(name, new byte[0]);
        return ConsoleLink.of("/files")
                .to(name)
                .with("v", Integer.toHexString(Arrays.hashCode(content)));
    }

    private static byte[] read(String name) {
        try (InputStream file = StaticFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The build left out " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The build holds an unreadable " + name, e);
        }
    }
}
