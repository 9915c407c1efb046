package io.quill.operate.operation;

import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.OpenApi;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCatalogue;
import io.quill.operate.rest.RecordJson;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Operation that returns the OpenAPI document, itself included. */
public final class DescriptionOperations {
    private static final String MEDIA_TYPE = "application/json";

    private DescriptionOperations() {}

    /** A catalogue of these and of its own description. */
    public static OperationCatalogue added(List<Operation> operations, String version) {
        AtomicReference<byte[]> document = new AtomicReference<>(new byte[0]);
        List<Operation> all = new ArrayList<>(operations);
        all.add(
                Operation.get("/admin/openapi.json", "getOpenApi", "This document, OpenAPI 3.1")
                        .answers(
                                new Operation.Returns.Raw(MEDIA_TYPE),
                                _ -> AdminReply.raw(MEDIA_TYPE, document.get())));
        OperationCatalogue operationCatalogue = new OperationCatalogue(all);
        document.set(RecordJson.bytes(OpenApi.of(operationCatalogue, version)));
        return operationCatalogue;
    }
}
