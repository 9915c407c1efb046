package io.quill.records.pull.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;

/** Reads an answer while it arrives; it may be called again from the beginning. */
public interface ResponseReader<T> {
    T read(HttpHeaders headers, InputStream body) throws IOException;
}
