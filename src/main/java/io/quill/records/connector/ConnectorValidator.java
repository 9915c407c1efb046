package io.quill.records.connector;

import io.quill.records.landing.ExtractedField;
import io.quill.records.landing.SqlKeywords;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Checks what a schema cannot: that the parts of a connector document fit together. */
final class ConnectorValidator {
    private static final Set<String> IN_CHANGE = Set.of("from", "to");

    private final Document document;
    private final DocumentNode documentNode;
    private final List<ValidationError> faults = new ArrayList<>();
    private final Set<String> parameters;

    ConnectorValidator(Document document) {
        this.document = document;
        this.documentNode = new DocumentNode(document.tree());
        this.parameters = Set.copyOf(ConnectorReader.parameters(documentNode).keySet());
    }

    List<ValidationError> faults() {
        schedule();
        checkTemplates("/base", Stream.of(documentNode.template("base")), Set.of());
        checkTemplates("/headers", documentNode.named("headers").values().stream(), Set.of());
        List<Authentication> authentications = ConnectorReader.authentications(documentNode);
        for (int i = 0; i < authentications.size(); i++) {
            checkPlaceholders("/authentication/" + i, authentications.get(i).names(), Set.of());
        }
        Set<String> before = new HashSet<>();
        documentNode
                .at("endpoints")
                .members()
                .forEach(
                        (entity, own) -> {
                            endpoint(entity, own, before);
                            before.add(entity);
                        });
        return List.copyOf(faults);
    }

    private void schedule() {
        try {
            Cron.of(documentNode.text("schedule"));
        } catch (IllegalArgumentException e) {
            fault("/schedule", String.valueOf(e.getMessage()));
        }
    }

    private void endpoint(String entity, DocumentNode own, Set<String> before) {
        String place = "/endpoints/" + entity;
        EndpointReader reader = new EndpointReader(documentNode.at("defaults"), own);
        Stream.of("id", "records")
                .filter(reader::lacks)
                .forEach(name -> fault(place, name + " is missing, here and in defaults"));
        DocumentNode defaults = documentNode.at("defaults");
        DocumentNode windows = own.has("windows") ? own.at("windows") : defaults.at("windows");
        if (windows.has("initial") && !isDate(windows.text("initial"))) {
            fault(place + "/windows/initial", "is no date");
            return;
        }
        try {
            checkEndpoint(place, reader.endpoint(entity), before);
        } catch (IllegalArgumentException e) {
            fault(place + "/times", "is neither iso, epoch-seconds, epoch-millis nor a pattern");
        }
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).isAfter(LocalDate.EPOCH);
        } catch (DateTimeException _) {
            return false;
        }
    }

    private void checkEndpoint(String place, Endpoint endpoint, Set<String> before) {
        Set<String> parent = endpoint.parents().isPresent() ? Set.of("id") : Set.of();
        checkTemplates(place + "/path", Stream.of(endpoint.path()), parent);
        checkTemplates(place + "/query", sides(endpoint.query()), parent);
        checkTemplates(place + "/detail", endpoint.detail().stream(), Set.of("id"));
        if (endpoint.change().orElse(null) instanceof IncrementalSync.Since since) {
            checkTemplates(place + "/change/since", sides(since.since()), IN_CHANGE);
            checkTemplates(place + "/change/until", sides(since.until()), IN_CHANGE);
        }
        endpoint.completeness()
                .ifPresent(
                        complete -> {
                            checkTemplates(
                                    place + "/complete/since", sides(complete.since()), IN_CHANGE);
                            checkTemplates(
                                    place + "/complete/until", sides(complete.until()), IN_CHANGE);
                        });
        endpoint.refetch().ifPresent(refetch -> refetch(place + "/refetch/query", refetch));
        endpoint.parents()
                .map(RecordSelection::entity)
                .filter(entity -> !before.contains(entity))
                .ifPresent(
                        entity ->
                                fault(
                                        place + "/each/of",
                                        entity + " is no endpoint that stands before this one"));
        endpoint.selector().columns().stream()
                .map(ExtractedField::name)
                .filter(SqlKeywords::contains)
                .forEach(
                        name ->
                                fault(
                                        place + "/columns/" + name,
                                        "means something else to the database"));
        windows(place, endpoint);
    }

    private void refetch(String place, Refetch refetch) {
        checkTemplates(place, sides(refetch.query()), Set.of(Refetch.IDS));
        if (sides(refetch.query()).noneMatch(each -> each.placeholders().contains(Refetch.IDS))) {
            fault(place, "has no ${ids} in it");
        }
    }

    private void windows(String place, Endpoint endpoint) {
        if (endpoint.windows().isEmpty()) {
            return;
        }
        boolean bounded =
                endpoint.change().orElse(null) instanceof IncrementalSync.Since since
                        && !since.until().isEmpty();
        if (!bounded) {
            fault(place + "/windows", "need a change of kind since, with until");
        }
        TimeWindows timeWindows = endpoint.windows().get();
        if (timeWindows.least().compareTo(timeWindows.span()) > 0
                || timeWindows.span().compareTo(timeWindows.widest()) > 0) {
            fault(place + "/windows", "are to be from least over span to widest");
        }
    }

    private static Stream<Template> sides(Map<Template, Template> pairs) {
        return pairs.entrySet().stream().flatMap(each -> Stream.of(each.getKey(), each.getValue()));
    }

    private void checkTemplates(String place, Stream<Template> templates, Set<String> more) {
        templates.forEach(each -> checkPlaceholders(place, each.placeholders(), more));
    }

    private void checkPlaceholders(String place, Set<String> names, Set<String> more) {
        names.stream()
                .filter(name -> !parameters.contains(name) && !more.contains(name))
                .sorted()
                .forEach(name -> fault(place, "${" + name + "} is no parameter, nor known here"));
    }

    private void fault(String place, String words) {
        faults.add(document.fault(place, words));
    }
}
