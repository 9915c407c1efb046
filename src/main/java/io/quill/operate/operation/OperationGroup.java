package io.quill.operate.operation;

import io.quill.operate.rest.Operation;

import java.util.List;

/** Group of operations. */
public interface OperationGroup {
    List<Operation> all();
}
