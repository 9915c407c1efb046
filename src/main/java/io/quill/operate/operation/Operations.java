package io.quill.operate.operation;

import io.quill.operate.rest.Operation;

import java.util.List;

/** Some of what can be asked. */
public interface Operations {
    List<Operation> all();
}
