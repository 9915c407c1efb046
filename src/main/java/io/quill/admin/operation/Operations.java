package io.quill.admin.operation;

import io.quill.admin.rest.Operation;

import java.util.List;

/** Some of what can be asked. */
public interface Operations {
    List<Operation> all();
}
