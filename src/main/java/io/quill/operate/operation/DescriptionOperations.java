package io.quill.operate.operation;

import io.quill.operate.rest.Catalogue;
import io.quill.operate.rest.Json;
import io.quill.operate.rest.OpenApi;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Reply;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The document of all that is served, itself included. */
public final class DescriptionOperations {
    private static final String MEDIA_TYPE = "application/json";

    private DescriptionOperations() {}

    /** A catalogue of these and of its own description. */
    public static Catalogue added(List<Operation> operations, String version) {
        AtomicReference<byte[]> document = new AtomicReference<>(new byte[0]);
        List<Operation> all = new ArrayList<>(operations);
        all.add(
                Operation.get("/admin/openapi.json", "getOpenApi", "This document, OpenAPI 3.1")
                        .answers(
                                new Operation.Returns.Raw(MEDIA_TYPE),
                                _ -> Reply.raw(MEDIA_TYPE, document.get())));
        Catalogue catalogue = new Catalogue(all);
        document.set(Json.bytes(OpenApi.of(catalogue, version)));
        return catalogue;
    }
}
