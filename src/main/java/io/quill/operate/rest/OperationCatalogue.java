package io.quill.operate.rest;

import io.quill.operate.access.AdminRequest;
import io.quill.operate.access.Caller;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Catalogue of all operations, for serving and for describing them. */
public final class OperationCatalogue {
    private static final Set<String> JSON_TYPES = Set.of("application/json", "text/json");

    /** Types that curl and fetch declare unasked; the listener reads a form as bytes. */
    private static final Set<String> BY_DEFAULT = Set.of("text/plain", "application/octet-stream");

    private final List<Operation> operations;

    public OperationCatalogue(List<Operation> operations) {
        this.operations = List.copyOf(operations);
        Set<String> seen = new LinkedHashSet<>();
        for (Operation each : operations) {
            String place = each.verb() + " " + each.path().replaceAll("\\{[^}]*}", "{}");
            if (!seen.add(place) || !seen.add(each.id())) {
                throw new IllegalArgumentException("Two operations have the same path: " + place);
            }
        }
    }

    public List<Operation> operations() {
        return operations;
    }

    public Optional<Operation> named(String id) {
        return operations.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /**
     * Returns the operation of a request by the most specific path; {@link InvalidRequestException}
     * if there is none.
     */
    public OperationCall call(AdminRequest adminRequest, Caller caller) {
        List<String> path =
                UrlParser.of(adminRequest.path()).orElseThrow(OperationCatalogue::notFound);
        List<Operation> there =
                operations.stream().filter(each -> match(each, path).isPresent()).toList();
        if (there.isEmpty()) {
            throw notFound();
        }
        Operation operation =
                there.stream()
                        .filter(each -> each.verb().name().equals(adminRequest.method()))
                        .min(Comparator.comparingInt(each -> each.inPath().size()))
                        .orElseThrow(() -> wrongMethod(there));
        Map<String, String> parameters = new HashMap<>(match(operation, path).orElseThrow());
        parameters.putAll(query(operation, adminRequest));
        check(operation, parameters);
        checkBody(operation, adminRequest);
        return new OperationCall(operation, parameters, adminRequest, caller);
    }

    private static InvalidRequestException notFound() {
        return new InvalidRequestException(
                Problem.notFound(
                        "There is nothing at this path; /admin/openapi.json lists all " + "paths"));
    }

    private static InvalidRequestException wrongMethod(List<Operation> there) {
        String allowed =
                there.stream().map(each -> each.verb().name()).collect(Collectors.joining(", "));
        Problem problem =
                Problem.of(
                        405,
                        "method-not-allowed",
                        "This cannot be done here",
                        "Allowed: " + allowed);
        return new InvalidRequestException(
                AdminReply.of(problem).with("Allow", allowed), problem.title());
    }

    /** Returns the values of the names in an operation's path, if the path is its own. */
    private static Optional<Map<String, String>> match(Operation operation, List<String> path) {
        String[] template = operation.path().substring(1).split("/", -1);
        if (template.length != path.size()) {
            return Optional.empty();
        }
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < template.length; i++) {
            String part = template[i];
            if (part.startsWith("{")) {
                found.put(part.substring(1, part.length() - 1), path.get(i));
            } else if (!part.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    private static Map<String, String> query(Operation operation, AdminRequest adminRequest) {
        Map<String, String> given = UrlParser.parameters(adminRequest.query());
        List<String> known = operation.inQuery().stream().map(Parameter::name).toList();
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                throw new InvalidRequestException(
                        Problem.badRequest(
                                known.isEmpty()
                                        ? "There are no parameters here"
                                        : "There is no such parameter; there are "
                                                + String.join(", ", known)));
            }
        }
        return given;
    }

    private static void check(Operation operation, Map<String, String> given) {
        List<Problem.Flaw> faults = new ArrayList<>();
        List<Parameter> all = new ArrayList<>(operation.inPath());
        all.addAll(operation.inQuery());
        for (Parameter each : all) {
            Optional.ofNullable(given.get(each.name()))
                    .flatMap(each.form()::fault)
                    .ifPresent(fault -> faults.add(new Problem.Flaw(each.name(), fault)));
        }
        if (!faults.isEmpty()) {
            String detail =
                    faults.stream()
                            .map(fault -> fault.pointer() + " " + fault.detail())
                            .collect(Collectors.joining("; "));
            throw new InvalidRequestException(Problem.badRequest(detail).with(faults));
        }
    }

    private static void checkBody(Operation operation, AdminRequest adminRequest) {
        boolean empty = adminRequest.body().length == 0;
        boolean required =
                switch (operation.body()) {
                    case RequestBody.None _ -> false;
                    case RequestBody.Of(_, boolean asked) -> asked;
                    case RequestBody.Payload(_, _, boolean asked) -> asked;
                };
        if (required && empty) {
            throw new InvalidRequestException(Problem.badRequest("This operation needs a body"));
        }
        if (!(operation.body() instanceof RequestBody.None) && !empty && !isJson(adminRequest)) {
            throw new InvalidRequestException(
                    Problem.of(
                            415,
                            "unsupported-media-type",
                            "This is not understood",
                            "Send the body as application/json"));
        }
    }

    /** Some clients declare a type that nobody asked them for: then the body speaks for itself. */
    private static boolean isJson(AdminRequest adminRequest) {
        return adminRequest.all("content-type").stream()
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .allMatch(
                        type ->
                                JSON_TYPES.contains(type)
                                        || type.endsWith("+json")
                                        || (BY_DEFAULT.contains(type)
                                                && looksLikeJson(adminRequest)));
    }

    private static boolean looksLikeJson(AdminRequest adminRequest) {
        String body = new String(adminRequest.body(), StandardCharsets.UTF_8).stripLeading();
        return body.startsWith("{") || body.startsWith("[");
    }
}
