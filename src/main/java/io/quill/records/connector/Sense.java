package io.quill.records.connector;

import io.quill.records.landing.Column;
import io.quill.records.landing.Names;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a schema cannot tell: whether the parts of a document fit each other. */
final class Sense {
    private static final Set<String> IN_CHANGE = Set.of("from", "to");

    private final Document document;
    private final Node node;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> parameters;

    Sense(Document document) {
        this.document = document;
        this.node = new Node(document.tree());
        this.parameters = Set.copyOf(ConnectorReader.parameters(node).keySet());
    }

    List<Fault> faults() {
        schedule();
        known("/base", Stream.of(node.template("base")), Set.of());
        known("/headers", node.named("headers").values().stream(), Set.of());
        List<Authentication> authentications = ConnectorReader.authentications(node);
        for (int i = 0; i < authentications.size(); i++) {
            names("/authentication/" + i, authentications.get(i).names(), Set.of());
        }
        Set<String> before = new HashSet<>();
        node.at("endpoints")
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
            Cron.of(node.text("schedule"));
        } catch (IllegalArgumentException e) {
            fault("/schedule", String.valueOf(e.getMessage()));
        }
    }

    private void endpoint(String entity, Node own, Set<String> before) {
        String place = "/endpoints/" + entity;
        EndpointReader reader = new EndpointReader(node.at("defaults"), own);
        Stream.of("id", "records")
                .filter(reader::lacks)
                .forEach(name -> fault(place, name + " is missing, here and in defaults"));
        Node defaults = node.at("defaults");
        Node windows = own.has("windows") ? own.at("windows") : defaults.at("windows");
        if (windows.has("initial") && !isDate(windows.text("initial"))) {
            fault(place + "/windows/initial", "is no date");
            return;
        }
        try {
            sense(place, reader.endpoint(entity), before);
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

    private void sense(String place, Endpoint endpoint, Set<String> before) {
        Set<String> parent = endpoint.parents().isPresent() ? Set.of("id") : Set.of();
        known(place + "/path", Stream.of(endpoint.path()), parent);
        known(place + "/query", sides(endpoint.query()), parent);
        known(place + "/detail", endpoint.detail().stream(), Set.of("id"));
        if (endpoint.change().orElse(null) instanceof Change.Since since) {
            known(place + "/change/since", sides(since.since()), IN_CHANGE);
            known(place + "/change/until", sides(since.until()), IN_CHANGE);
        }
        endpoint.completeness()
                .ifPresent(
                        complete -> {
                            known(place + "/complete/since", sides(complete.since()), IN_CHANGE);
                            known(place + "/complete/until", sides(complete.until()), IN_CHANGE);
                        });
        endpoint.refetch().ifPresent(refetch -> refetch(place + "/refetch/query", refetch));
        endpoint.parents()
                .map(Parents::entity)
                .filter(entity -> !before.contains(entity))
                .ifPresent(
                        entity ->
                                fault(
                                        place + "/each/of",
                                        entity + " is no endpoint that stands before this one"));
        endpoint.selector().columns().stream()
                .map(Column::name)
                .filter(Names::isWord)
                .forEach(
                        name ->
                                fault(
                                        place + "/columns/" + name,
                                        "means something else to the database"));
        windows(place, endpoint);
    }

    private void refetch(String place, Refetch refetch) {
        known(place, sides(refetch.query()), Set.of(Refetch.IDS));
        if (sides(refetch.query()).noneMatch(each -> each.names().contains(Refetch.IDS))) {
            fault(place, "has no ${ids} in it");
        }
    }

    private void windows(String place, Endpoint endpoint) {
        if (endpoint.windows().isEmpty()) {
            return;
        }
        boolean bounded =
                endpoint.change().orElse(null) instanceof Change.Since since
                        && !since.until().isEmpty();
        if (!bounded) {
            fault(place + "/windows", "need a change of kind since, with until");
        }
        Windows windows = endpoint.windows().get();
        if (windows.least().compareTo(windows.span()) > 0
                || windows.span().compareTo(windows.widest()) > 0) {
            fault(place + "/windows", "are to be from least over span to widest");
        }
    }

    private static Stream<Template> sides(Map<Template, Template> pairs) {
        return pairs.entrySet().stream().flatMap(each -> Stream.of(each.getKey(), each.getValue()));
    }

    private void known(String place, Stream<Template> templates, Set<String> more) {
        templates.forEach(each -> names(place, each.names(), more));
    }

    private void names(String place, Set<String> names, Set<String> more) {
        names.stream()
                .filter(name -> !parameters.contains(name) && !more.contains(name))
                .sorted()
                .forEach(name -> fault(place, "${" + name + "} is no parameter, nor known here"));
    }

    private void fault(String place, String words) {
        faults.add(document.fault(place, words));
    }
}
