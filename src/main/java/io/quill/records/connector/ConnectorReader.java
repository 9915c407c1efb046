package io.quill.records.connector;

import io.quill.platform.time.RetryPolicy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a connector from its file, or reports every error in the file. */
public final class ConnectorReader {
    private static final DocumentSchema SCHEMA = DocumentSchema.bundled("connector.schema.json");

    private static final double JITTER = 0.25;

    private final DocumentNode documentNode;

    private ConnectorReader(DocumentNode documentNode) {
        this.documentNode = documentNode;
    }

    public static ParseResult<Connector> read(String file, String text) {
        return switch (Document.read(file, text)) {
            case ParseResult.Faulty<Document>(var faults) -> new ParseResult.Faulty<>(faults);
            case ParseResult.Sound<Document>(Document document) -> read(document);
        };
    }

    private static ParseResult<Connector> read(Document document) {
        List<ValidationError> faults = SCHEMA.faults(document);
        if (faults.isEmpty()) {
            faults = new ConnectorValidator(document).faults();
        }
        return faults.isEmpty()
                ? new ParseResult.Sound<>(
                        new ConnectorReader(new DocumentNode(document.tree())).connector())
                : new ParseResult.Faulty<>(faults);
    }

    private Connector connector() {
        return new Connector(
                documentNode.text("service"),
                documentNode.text("title", documentNode.text("service")),
                documentNode.template("base"),
                parameters(documentNode),
                authentications(documentNode),
                documentNode.named("headers"),
                budget(documentNode.at("budget")),
                patience(documentNode.at("retry")),
                Cron.of(documentNode.text("schedule")),
                endpoints());
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        documentNode
                .at("endpoints")
                .members()
                .forEach(
                        (entity, own) ->
                                endpoints.add(
                                        new EndpointReader(documentNode.at("defaults"), own)
                                                .endpoint(entity)));
        return endpoints;
    }

    static Map<String, ConnectorParameter> parameters(DocumentNode documentNode) {
        Map<String, ConnectorParameter> parameters = new LinkedHashMap<>();
        documentNode
                .at("parameters")
                .members()
                .forEach((name, parameter) -> parameters.put(name, parameter(name, parameter)));
        return parameters;
    }

    private static ConnectorParameter parameter(String name, DocumentNode documentNode) {
        return new ConnectorParameter(
                name,
                documentNode.text("about"),
                documentNode.flag("secret"),
                documentNode.flag("optional"),
                documentNode.has("default")
                        ? Optional.of(documentNode.text("default"))
                        : Optional.empty());
    }

    static List<Authentication> authentications(DocumentNode documentNode) {
        return documentNode.at("authentication").each().stream()
                .map(ConnectorReader::authentication)
                .toList();
    }

    private static Authentication authentication(DocumentNode documentNode) {
        return switch (documentNode.text("kind")) {
            case "api-key" ->
                    new Authentication.ApiKey(
                            documentNode.text("in").equals("query")
                                    ? Authentication.ApiKey.Place.QUERY
                                    : Authentication.ApiKey.Place.HEADER,
                            documentNode.text("name"),
                            documentNode.template("value"));
            case "basic" ->
                    new Authentication.Basic(
                            documentNode.template("user"), documentNode.template("password"));
            case "bearer" -> new Authentication.Bearer(documentNode.template("token"));
            case "client-credentials" -> clientCredentials(documentNode);
            case "password" -> password(documentNode);
            default -> new Authentication.None();
        };
    }

    private static Authentication clientCredentials(DocumentNode documentNode) {
        Map<String, Template> form = new LinkedHashMap<>(documentNode.named("form"));
        form.put("grant_type", new Template("client_credentials"));
        boolean header = documentNode.text("client-in").equals("header");
        if (!header) {
            form.put("client_id", documentNode.template("client"));
            form.put("client_secret", documentNode.template("secret"));
        }
        Optional<Authentication.Basic> client =
                header
                        ? Optional.of(
                                new Authentication.Basic(
                                        documentNode.template("client"),
                                        documentNode.template("secret")))
                        : Optional.empty();
        return token(documentNode, form, client);
    }

    private static Authentication password(DocumentNode documentNode) {
        Map<String, Template> form = new LinkedHashMap<>(documentNode.named("form"));
        form.put("grant_type", new Template("password"));
        form.put("username", documentNode.template("user"));
        form.put("password", documentNode.template("password"));
        return token(documentNode, form, Optional.empty());
    }

    private static Authentication token(
            DocumentNode documentNode,
            Map<String, Template> form,
            Optional<Authentication.Basic> client) {
        return new Authentication.Token(
                documentNode.template("url"),
                form,
                client,
                documentNode.duration("early", Duration.ofMinutes(1)),
                documentNode.duration("life", Duration.ofHours(1)));
    }

    private static RateLimit budget(DocumentNode documentNode) {
        return new RateLimit(
                documentNode.number("requests", 60),
                documentNode.duration("per", Duration.ofMinutes(1)),
                documentNode.number("concurrent", 1));
    }

    private static RetryOptions patience(DocumentNode documentNode) {
        RetryPolicy retryPolicy =
                new RetryPolicy(
                        documentNode.number("tries", 5),
                        documentNode.duration("first", Duration.ofSeconds(4)),
                        2,
                        documentNode.duration("most", Duration.ofMinutes(1)),
                        JITTER);
        return new RetryOptions(
                retryPolicy,
                documentNode.duration("retry-after", Duration.ofSeconds(15)),
                documentNode.duration("longest", Duration.ofMinutes(10)),
                documentNode.duration("answer", Duration.ofMinutes(1)));
    }
}
