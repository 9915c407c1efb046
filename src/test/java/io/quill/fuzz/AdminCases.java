package io.quill.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.app.AdminClient;

import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Every operation that {@code /admin/openapi.json} describes, with a valid key. */
final class AdminCases implements CaseGenerator {
    private static final Pattern TOLD =
            Pattern.compile("\"(?:id|key|number|version|name|source|reason)\":\"?([^\",}]{1,80})");
    private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");
    private static final int MOST_KNOWN = 400;

    private final JsonNode document;
    private final Map<String, JsonNode> schemas = new HashMap<>();
    private final List<Operation> operations = new ArrayList<>();
    private final List<String> known =
            new CopyOnWriteArrayList<>(
                    List.of("4711", "ALOWARE:1", "HUBSPOT:77:0-5:1:created", "1"));

    private record Operation(String verb, String path, JsonNode described) {}

    AdminCases(AdminClient admin) throws IOException, InterruptedException {
        document = admin.get("/admin/openapi.json").json();
        document.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                verb ->
                                                        operations.add(
                                                                new Operation(
                                                                        verb.getKey(),
                                                                        path.getKey(),
                                                                        verb.getValue()))));
        for (String reference : document.findValuesAsText("$ref")) {
            if (reference.startsWith("/")) {
                schemas.put(reference, admin.get(reference).json());
            }
        }
    }

    /** Remembers ids and keys of an answer, so that later requests ask for what is there. */
    void remember(String answer) {
        if (known.size() < MOST_KNOWN) {
            TOLD.matcher(answer)
                    .results()
                    .map(found -> found.group(1))
                    .limit(5)
                    .filter(each -> !known.contains(each))
                    .forEach(known::add);
        }
    }

    @Override
    public FuzzCase next(Random random) {
        TextMutator texts = new TextMutator(random);
        Operation operation = texts.one(operations);
        SchemaValues values = new SchemaValues(document, schemas, random, known);
        String target = target(operation, values, random, texts);
        RequestBuilder request =
                new RequestBuilder(operation.verb().toUpperCase(Locale.ROOT), target)
                        .header("X-Admin-Key", AdminClient.KEY)
                        .odd(random);
        JsonNode schema = operation.described().at("/requestBody/content/application~1json/schema");
        if (!schema.isMissingNode() || texts.once(20)) {
            String body = values.value(schema).toString();
            request.header("Content-Type", "application/json")
                    .body(
                            texts.once(3)
                                    ? body.getBytes(UTF_8)
                                    : new JsonMutator(random).mutated(body));
        }
        return FuzzCase.whole(
                "admin %s %s".formatted(operation.verb(), operation.path()), request.bytes());
    }

    /** Emptying FactEvent is the one order that would take away what the run counts in the end. */
    private static String target(
            Operation operation, SchemaValues values, Random random, TextMutator texts) {
        String path =
                IN_PATH.matcher(operation.path())
                        .replaceAll(
                                found ->
                                        escaped(
                                                value(
                                                        parameter(operation, found.group(1)),
                                                        values,
                                                        texts)));
        StringBuilder query = new StringBuilder();
        for (JsonNode each : operation.described().path("parameters")) {
            if (each.path("in").asText().equals("query") && random.nextInt(3) > 0) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(each.path("name").asText())
                        .append('=')
                        .append(queried(each, values, random, texts));
            }
        }
        boolean clears = path.equals("/admin/clear/FactEvent");
        return path + (clears ? query.toString().replace("confirm=", "confirm=no-") : query);
    }

    private static String queried(
            JsonNode parameter, SchemaValues values, Random random, TextMutator texts) {
        return switch (parameter.path("name").asText()) {
            // longer than this it would only keep a sender of the fuzzer waiting
            case "wait" -> texts.one(List.of("0", "1", "x", "-1", "61", "9223372036854775808"));
            case "confirm" -> texts.one(List.of("DimAgent", "DimDate", "4711", "yes"));
            default ->
                    random.nextInt(30) == 0
                            ? texts.one(List.of("%zz", "%", "%c0%af", "%ed%a0%80", "a&a", "+"))
                            : escaped(value(parameter, values, texts));
        };
    }

    private static JsonNode parameter(Operation operation, String name) {
        for (JsonNode each : operation.described().path("parameters")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new IllegalStateException("No parameter " + name + " at " + operation.path());
    }

    private static String value(JsonNode parameter, SchemaValues values, TextMutator texts) {
        return texts.once(3) ? texts.text() : values.value(parameter.path("schema")).asText();
    }

    /** A lone surrogate becomes a question mark here; in bodies it stays one. */
    private static String escaped(String text) {
        String shortened = text.length() > 1_500 ? text.substring(0, 1_500) : text;
        return URLEncoder.encode(shortened, UTF_8).replace("+", "%20");
    }
}
