package io.quill.events.dimension.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads schemas from the class path, beside the classes that use them. */
public final class SchemaResources {
    private SchemaResources() {}

    public static String load(Class<?> reader, String name) {
        try (InputStream text = reader.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
