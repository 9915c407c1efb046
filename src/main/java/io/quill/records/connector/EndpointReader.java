package io.quill.records.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.records.landing.Column;
import io.quill.records.landing.Floor;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes an endpoint of what a document says about it, and of what it says about all of them. */
final class EndpointReader {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Node node;
    private final Map<String, String> names;

    /** What an endpoint says itself stands in place of what the defaults say. */
    EndpointReader(Node defaults, Node own) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        defaults.tree().properties().forEach(each -> merged.set(each.getKey(), each.getValue()));
        own.tree().properties().forEach(each -> merged.set(each.getKey(), each.getValue()));
        node = new Node(merged);
        names = new LinkedHashMap<>();
        node.named("names").forEach((name, value) -> names.put(name, value.text()));
    }

    boolean lacks(String member) {
        return !node.has(member);
    }

    Set<String> names() {
        return names.keySet();
    }

    Endpoint endpoint(String entity) {
        return new Endpoint(
                entity,
                own(node.template("path")),
                own(node.templates("query")),
                selector(),
                paging(node.at("paging")),
                change(node.at("change")),
                windows(),
                completeness(),
                refetch(entity),
                parents(),
                node.has("detail") ? Optional.of(own(node.template("detail"))) : Optional.empty(),
                reactions());
    }

    private Endpoint.Selector selector() {
        return new Endpoint.Selector(
                node.pointer("records"),
                node.pointer("id"),
                node.optionalPointer("changed"),
                times(),
                node.optionalPointer("gone"),
                node.optionalPointer("total"),
                copied());
    }

    private List<Endpoint.Copied> copied() {
        List<Endpoint.Copied> copied = new ArrayList<>();
        node.at("columns")
                .members()
                .forEach(
                        (name, column) ->
                                copied.add(
                                        new Endpoint.Copied(
                                                new Column(
                                                        name,
                                                        Column.Kind.valueOf(
                                                                column.text("type")
                                                                        .toUpperCase(Locale.ROOT)),
                                                        column.flag("index")),
                                                column.pointer("at"))));
        return copied;
    }

    /** An {@link IllegalArgumentException} says that a pattern is none. */
    Times times() {
        String times = node.text("times", "iso");
        return switch (times) {
            case "iso" -> new Times.Iso();
            case "epoch-seconds" -> new Times.Epoch(ChronoUnit.SECONDS);
            case "epoch-millis" -> new Times.Epoch(ChronoUnit.MILLIS);
            default -> Times.Pattern.of(times);
        };
    }

    private Paging paging(Node paging) {
        Optional<Paging.Size> size =
                paging.has("size") ? Optional.of(size(paging.at("size"))) : Optional.empty();
        String parameter = paging.text("parameter");
        return switch (paging.text("kind", "none")) {
            case "page" ->
                    new Paging.PageNumber(
                            parameter,
                            paging.number("first", 1),
                            size,
                            paging.optionalPointer("more"));
            case "offset" -> new Paging.Offset(parameter, size);
            case "cursor" -> new Paging.Token(parameter, size, paging.pointer("next"));
            case "link" -> new Paging.Link(size, paging.text("relation", "next"));
            case "next-url" -> new Paging.NextUrl(size, paging.pointer("next"));
            case "keyset" ->
                    new Paging.Keyset(
                            parameter,
                            new Template(paging.text("after", "${last}")),
                            paging.pointer("field"),
                            paging.text("start", ""),
                            size);
            default -> new Paging.Single();
        };
    }

    private static Paging.Size size(Node size) {
        return new Paging.Size(size.text("parameter"), size.number("records", 100));
    }

    private Optional<Change> change(Node change) {
        return switch (change.text("kind", "none")) {
            case "since" ->
                    Optional.of(
                            new Change.Since(
                                    own(change.templates("since")),
                                    own(change.templates("until")),
                                    times(),
                                    change.duration("overlap", HOUR)));
            case "link" -> Optional.of(new Change.Link(change.pointer("link")));
            default -> Optional.empty();
        };
    }

    private Optional<Windows> windows() {
        if (lacks("windows") || node.has("each")) {
            return Optional.empty();
        }
        Node windows = node.at("windows");
        Duration span = windows.duration("span", HOUR);
        return Optional.of(
                new Windows(
                        span,
                        windows.duration("least", HOUR),
                        windows.duration("widest", span),
                        LocalDate.parse(windows.text("initial"))
                                .atStartOfDay()
                                .toInstant(ZoneOffset.UTC)));
    }

    private Optional<Completeness> completeness() {
        if (lacks("complete")) {
            return Optional.empty();
        }
        Node complete = node.at("complete");
        return Optional.of(
                new Completeness(
                        complete.duration("every", HOUR),
                        new Floor(complete.number("least", 1), complete.share("share", 0.5)),
                        own(complete.templates("since")),
                        own(complete.templates("until"))));
    }

    private Optional<Parents> parents() {
        if (lacks("each")) {
            return Optional.empty();
        }
        Node each = node.at("each");
        return Optional.of(new Parents(each.text("of"), each.pointer("field"), condition(each)));
    }

    private static Optional<Parents.Condition> condition(Node node) {
        Node where = node.at("where");
        return node.has("where")
                ? Optional.of(new Parents.Condition(where.pointer("field"), where.text("is")))
                : Optional.empty();
    }

    private Optional<Refetch> refetch(String entity) {
        if (lacks("refetch")) {
            return Optional.empty();
        }
        Node refetch = node.at("refetch");
        return Optional.of(
                new Refetch(
                        new Parents(entity, node.pointer("id"), condition(refetch)),
                        own(refetch.templates("query")),
                        refetch.number("at-once", 50),
                        refetch.duration("every", Duration.ofHours(20))));
    }

    private List<Reaction> reactions() {
        return node.at("errors").each().stream().map(EndpointReader::reaction).toList();
    }

    private static Reaction reaction(Node error) {
        return new Reaction(
                error.at("status").each().stream()
                        .map(each -> each.tree().asInt())
                        .collect(Collectors.toSet()),
                error.has("containing") ? Optional.of(error.text("containing")) : Optional.empty(),
                Reaction.Action.valueOf(error.text("do").toUpperCase(Locale.ROOT)));
    }

    /** Its own names are known already, and filled in; the others stay places. */
    private Template own(Template template) {
        Map<String, String> values = new LinkedHashMap<>();
        template.names()
                .forEach(name -> values.put(name, names.getOrDefault(name, "${" + name + "}")));
        return new Template(template.filled(values));
    }

    private Map<Template, Template> own(Map<Template, Template> templates) {
        Map<Template, Template> filled = new LinkedHashMap<>();
        templates.forEach((name, value) -> filled.put(own(name), own(value)));
        return filled;
    }
}
