package io.quill.records.pull.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;

/** Reads an answer while it comes; it may be asked to do so again, from the beginning. */
public interface Ear<T> {
    T hear(HttpHeaders headers, InputStream body) throws IOException;
}
