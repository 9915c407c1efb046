package io.quill.operate.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Describes a catalogue as an OpenAPI 3.1 document. */
public final class OpenApi {
    private static final List<Integer> PROBLEMS = List.of(400, 401, 403, 429, 500, 503);

    private final RecordSchemas recordSchemas = new RecordSchemas();
    private final ObjectNode document = RecordJson.object();

    private OpenApi() {}

    public static ObjectNode of(OperationCatalogue operationCatalogue, String version) {
        return new OpenApi().describe(operationCatalogue, version);
    }

    private ObjectNode describe(OperationCatalogue operationCatalogue, String version) {
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Quill")
                .put("version", version)
                .put("summary", "What an operator of Quill can ask and do.")
                .putObject("license")
                .put("name", "Apache License 2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = document.putObject("paths");
        for (Operation each : operationCatalogue.operations()) {
            ObjectNode path = paths.withObjectProperty(each.path());
            path.set(each.verb().name().toLowerCase(Locale.ROOT), operation(each));
        }
        ObjectNode components = document.putObject("components");
        components.set("securitySchemes", securitySchemes());
        components.set("responses", problems());
        ObjectNode described = components.putObject("schemas");
        recordSchemas.components().forEach(described::set);
        security(document, "key", "signature");
        return document;
    }

    /** Any of these suffices. */
    private static void security(ObjectNode holder, String... schemes) {
        for (String each : schemes) {
            holder.withArrayProperty("security").addObject().putArray(each);
        }
    }

    private static ObjectNode securitySchemes() {
        ObjectNode schemes = RecordJson.object();
        schemes.putObject("key")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-Admin-Key");
        schemes.putObject("signature")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "Signature")
                .put(
                        "description",
                        "HTTP Message Signatures (RFC 9421), hmac-sha256, label quill, over"
                                + " @method, @path, @query and, with a body, content-digest"
                                + " (RFC 9530); with created, nonce and keyid.");
        schemes.putObject("webhook")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "webhook-signature")
                .put(
                        "description",
                        "Standard Webhooks 1.0.0: webhook-id, webhook-timestamp and"
                                + " webhook-signature over id, timestamp and body.");
        return schemes;
    }

    private ObjectNode problems() {
        ObjectNode responses = RecordJson.object();
        ObjectNode problem = responses.putObject("Problem");
        problem.put("description", "What went wrong (RFC 9457).");
        content(problem, Problem.MEDIA_TYPE).set("schema", recordSchemas.of(Problem.class));
        return responses;
    }

    private static ObjectNode content(ObjectNode holder, String mediaType) {
        return holder.putObject("content").putObject(mediaType);
    }

    private ObjectNode operation(Operation operation) {
        ObjectNode told = RecordJson.object();
        told.put("operationId", operation.id());
        told.put("summary", operation.summary());
        operation.inPath().forEach(each -> parameter(told, each, "path"));
        operation.inQuery().forEach(each -> parameter(told, each, "query"));
        if (operation.verb().changes()) {
            parameter(
                    told,
                    Parameter.text(
                            "Idempotency-Key",
                            "the same id with the same request gets the first answer again"),
                    "header");
        }
        body(told, operation.body());
        if (operation.byWebhooks()) {
            security(told, "key", "signature", "webhook");
        }
        ObjectNode responses = told.putObject("responses");
        returns(responses, operation.returns());
        PROBLEMS.forEach(status -> problem(responses, status));
        others(operation).forEach(status -> problem(responses, status));
        return told;
    }

    private static List<Integer> others(Operation operation) {
        return operation.verb().changes()
                ? List.of(404, 409, 413, 415, 422, 502)
                : operation.inPath().isEmpty() ? List.of() : List.of(404);
    }

    private static void problem(ObjectNode responses, int status) {
        responses.putObject(Integer.toString(status)).put("$ref", "#/components/responses/Problem");
    }

    private static void parameter(ObjectNode told, Parameter parameter, String where) {
        ObjectNode described = told.withArrayProperty("parameters").addObject();
        described.put("name", parameter.name());
        described.put("in", where);
        described.put("description", parameter.summary());
        described.put("required", where.equals("path"));
        parameter.form().describe(described.putObject("schema"));
    }

    private void body(ObjectNode told, RequestBody body) {
        switch (body) {
            case RequestBody.None _ -> {}
            case RequestBody.Of(Class<? extends Record> type, boolean required) -> {
                ObjectNode holder = told.putObject("requestBody").put("required", required);
                content(holder, "application/json").set("schema", recordSchemas.of(type));
            }
            case RequestBody.Payload(String name, String schema, boolean required) -> {
                ObjectNode holder = told.putObject("requestBody").put("required", required);
                content(holder, "application/json").set("schema", recordSchemas.of(name, schema));
            }
        }
    }

    private void returns(ObjectNode responses, Operation.Returns returns) {
        ObjectNode fine = responses.putObject("200").put("description", "As asked.");
        switch (returns) {
            case Operation.Returns.Json(Class<? extends Record> type, boolean mayTakeARun) -> {
                content(fine, "application/json").set("schema", recordSchemas.of(type));
                if (mayTakeARun) {
                    run(responses.putObject("202"));
                }
            }
            case Operation.Returns.Lines(Class<? extends Record> type) -> {
                fine.put("description", "As asked, a line each; the schema is that of a line.");
                content(fine, "application/x-ndjson").set("schema", recordSchemas.of(type));
            }
            case Operation.Returns.Raw(String mediaType) ->
                    content(fine, mediaType).putObject("schema");
        }
    }

    private void run(ObjectNode accepted) {
        accepted.put("description", "Begun; the run tells how it goes on.");
        accepted.putObject("headers")
                .putObject("Location")
                .put("description", "of the run")
                .putObject("schema")
                .setAll(
                        Map.of(
                                "type",
                                RecordJson.tree("string"),
                                "format",
                                RecordJson.tree("uri-reference")));
        content(accepted, "application/json").set("schema", recordSchemas.of(RunTold.class));
    }
}
