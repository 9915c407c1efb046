package io.quill.records.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.records.landing.DeletionThreshold;
import io.quill.records.landing.ExtractedField;

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

/** Builds an endpoint from its own part of the document and the defaults of all endpoints. */
final class EndpointReader {
    private static final Duration HOUR = Duration.ofHours(1);

    private final DocumentNode documentNode;
    private final Map<String, String> names;

    /** Reads an endpoint with defaults; the endpoint's own values win. */
    EndpointReader(DocumentNode defaults, DocumentNode own) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        defaults.tree().properties().forEach(each -> merged.set(each.getKey(), each.getValue()));
        own.tree().properties().forEach(each -> merged.set(each.getKey(), each.getValue()));
        documentNode = new DocumentNode(merged);
        names = new LinkedHashMap<>();
        documentNode.named("names").forEach((name, value) -> names.put(name, value.text()));
    }

    boolean lacks(String member) {
        return !documentNode.has(member);
    }

    Set<String> names() {
        return names.keySet();
    }

    Endpoint endpoint(String entity) {
        return new Endpoint(
                entity,
                resolve(documentNode.template("path")),
                resolve(documentNode.templates("query")),
                selector(),
                paging(documentNode.at("paging")),
                change(documentNode.at("change")),
                windows(),
                completeness(),
                refetch(entity),
                parents(),
                documentNode.has("detail")
                        ? Optional.of(resolve(documentNode.template("detail")))
                        : Optional.empty(),
                reactions());
    }

    private Endpoint.Selector selector() {
        return new Endpoint.Selector(
                documentNode.pointer("records"),
                documentNode.pointer("id"),
                documentNode.optionalPointer("changed"),
                times(),
                documentNode.optionalPointer("gone"),
                documentNode.optionalPointer("total"),
                copied());
    }

    private List<Endpoint.Copied> copied() {
        List<Endpoint.Copied> copied = new ArrayList<>();
        documentNode
                .at("columns")
                .members()
                .forEach(
                        (name, column) ->
                                copied.add(
                                        new Endpoint.Copied(
                                                new ExtractedField(
                                                        name,
                                                        ExtractedField.Kind.valueOf(
                                                                column.text("type")
                                                                        .toUpperCase(Locale.ROOT)),
                                                        column.flag("index")),
                                                column.pointer("at"))));
        return copied;
    }

    /** An {@link IllegalArgumentException} says that a pattern is none. */
    TimeFormat times() {
        String times = documentNode.text("times", "iso");
        return switch (times) {
            case "iso" -> new TimeFormat.Iso();
            case "epoch-seconds" -> new TimeFormat.Epoch(ChronoUnit.SECONDS);
            case "epoch-millis" -> new TimeFormat.Epoch(ChronoUnit.MILLIS);
            default -> TimeFormat.Pattern.of(times);
        };
    }

    private Paging paging(DocumentNode paging) {
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

    private static Paging.Size size(DocumentNode size) {
        return new Paging.Size(size.text("parameter"), size.number("records", 100));
    }

    private Optional<IncrementalSync> change(DocumentNode change) {
        return switch (change.text("kind", "none")) {
            case "since" ->
                    Optional.of(
                            new IncrementalSync.Since(
                                    resolve(change.templates("since")),
                                    resolve(change.templates("until")),
                                    times(),
                                    change.duration("overlap", HOUR)));
            case "link" -> Optional.of(new IncrementalSync.Link(change.pointer("link")));
            default -> Optional.empty();
        };
    }

    private Optional<TimeWindows> windows() {
        if (lacks("windows") || documentNode.has("each")) {
            return Optional.empty();
        }
        DocumentNode windows = documentNode.at("windows");
        Duration span = windows.duration("span", HOUR);
        return Optional.of(
                new TimeWindows(
                        span,
                        windows.duration("least", HOUR),
                        windows.duration("widest", span),
                        LocalDate.parse(windows.text("initial"))
                                .atStartOfDay()
                                .toInstant(ZoneOffset.UTC)));
    }

    private Optional<FullRefresh> completeness() {
        if (lacks("complete")) {
            return Optional.empty();
        }
        DocumentNode complete = documentNode.at("complete");
        return Optional.of(
                new FullRefresh(
                        complete.duration("every", HOUR),
                        new DeletionThreshold(
                                complete.number("least", 1), complete.share("share", 0.5)),
                        resolve(complete.templates("since")),
                        resolve(complete.templates("until"))));
    }

    private Optional<RecordSelection> parents() {
        if (lacks("each")) {
            return Optional.empty();
        }
        DocumentNode each = documentNode.at("each");
        return Optional.of(
                new RecordSelection(each.text("of"), each.pointer("field"), condition(each)));
    }

    private static Optional<RecordSelection.Condition> condition(DocumentNode documentNode) {
        DocumentNode where = documentNode.at("where");
        return documentNode.has("where")
                ? Optional.of(
                        new RecordSelection.Condition(where.pointer("field"), where.text("is")))
                : Optional.empty();
    }

    private Optional<Refetch> refetch(String entity) {
        if (lacks("refetch")) {
            return Optional.empty();
        }
        DocumentNode refetch = documentNode.at("refetch");
        return Optional.of(
                new Refetch(
                        new RecordSelection(entity, documentNode.pointer("id"), condition(refetch)),
                        resolve(refetch.templates("query")),
                        refetch.number("at-once", 50),
                        refetch.duration("every", Duration.ofHours(20))));
    }

    private List<ErrorRule> reactions() {
        return documentNode.at("errors").each().stream().map(EndpointReader::reaction).toList();
    }

    private static ErrorRule reaction(DocumentNode error) {
        return new ErrorRule(
                error.at("status").each().stream()
                        .map(each -> each.tree().asInt())
                        .collect(Collectors.toSet()),
                error.has("containing") ? Optional.of(error.text("containing")) : Optional.empty(),
                ErrorRule.Action.valueOf(error.text("do").toUpperCase(Locale.ROOT)));
    }

    /** Its own names are known already, and filled in; the others stay places. */
    private Template resolve(Template template) {
        Map<String, String> values = new LinkedHashMap<>();
        template.placeholders()
                .forEach(name -> values.put(name, names.getOrDefault(name, "${" + name + "}")));
        return new Template(template.fill(values));
    }

    private Map<Template, Template> resolve(Map<Template, Template> templates) {
        Map<Template, Template> filled = new LinkedHashMap<>();
        templates.forEach((name, value) -> filled.put(resolve(name), resolve(value)));
        return filled;
    }
}
