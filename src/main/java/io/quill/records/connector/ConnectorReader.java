package io.quill.records.connector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a connector of a file, or says everything that is wrong with the file. */
public final class ConnectorReader {
    private static final Schema SCHEMA = Schema.packed("connector.schema.json");

    private final Node node;

    private ConnectorReader(Node node) {
        this.node = node;
    }

    public static Reading<Connector> read(String file, String text) {
        return switch (Document.read(file, text)) {
            case Reading.Faulty<Document>(var faults) -> new Reading.Faulty<>(faults);
            case Reading.Sound<Document>(Document document) -> read(document);
        };
    }

    private static Reading<Connector> read(Document document) {
        List<Fault> faults = SCHEMA.faults(document);
        if (faults.isEmpty()) {
            faults = new Sense(document).faults();
        }
        return faults.isEmpty()
                ? new Reading.Sound<>(new ConnectorReader(new Node(document.tree())).connector())
                : new Reading.Faulty<>(faults);
    }

    private Connector connector() {
        return new Connector(
                node.text("service"),
                node.text("title", node.text("service")),
                node.template("base"),
                parameters(node),
                authentications(node),
                node.named("headers"),
                budget(node.at("budget")),
                patience(node.at("retry")),
                Cron.of(node.text("schedule")),
                endpoints());
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        node.at("endpoints")
                .members()
                .forEach(
                        (entity, own) ->
                                endpoints.add(
                                        new EndpointReader(node.at("defaults"), own)
                                                .endpoint(entity)));
        return endpoints;
    }

    static Map<String, Parameter> parameters(Node node) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        node.at("parameters")
                .members()
                .forEach((name, parameter) -> parameters.put(name, parameter(name, parameter)));
        return parameters;
    }

    private static Parameter parameter(String name, Node node) {
        return new Parameter(
                name,
                node.text("about"),
                node.flag("secret"),
                node.flag("optional"),
                node.has("default") ? Optional.of(node.text("default")) : Optional.empty());
    }

    static List<Authentication> authentications(Node node) {
        return node.at("authentication").each().stream()
                .map(ConnectorReader::authentication)
                .toList();
    }

    private static Authentication authentication(Node node) {
        return switch (node.text("kind")) {
            case "api-key" ->
                    new Authentication.ApiKey(
                            node.text("in").equals("query")
                                    ? Authentication.ApiKey.Place.QUERY
                                    : Authentication.ApiKey.Place.HEADER,
                            node.text("name"),
                            node.template("value"));
            case "basic" ->
                    new Authentication.Basic(node.template("user"), node.template("password"));
            case "bearer" -> new Authentication.Bearer(node.template("token"));
            case "client-credentials" -> clientCredentials(node);
            case "password" -> password(node);
            default -> new Authentication.None();
        };
    }

    private static Authentication clientCredentials(Node node) {
        Map<String, Template> form = new LinkedHashMap<>(node.named("form"));
        form.put("grant_type", new Template("client_credentials"));
        boolean header = node.text("client-in").equals("header");
        if (!header) {
            form.put("client_id", node.template("client"));
            form.put("client_secret", node.template("secret"));
        }
        Optional<Authentication.Basic> client =
                header
                        ? Optional.of(
                                new Authentication.Basic(
                                        node.template("client"), node.template("secret")))
                        : Optional.empty();
        return token(node, form, client);
    }

    private static Authentication password(Node node) {
        Map<String, Template> form = new LinkedHashMap<>(node.named("form"));
        form.put("grant_type", new Template("password"));
        form.put("username", node.template("user"));
        form.put("password", node.template("password"));
        return token(node, form, Optional.empty());
    }

    private static Authentication token(
            Node node, Map<String, Template> form, Optional<Authentication.Basic> client) {
        return new Authentication.Token(
                node.template("url"),
                form,
                client,
                node.duration("early", Duration.ofMinutes(1)),
                node.duration("life", Duration.ofHours(1)));
    }

    private static Budget budget(Node node) {
        return new Budget(
                node.number("requests", 60),
                node.duration("per", Duration.ofMinutes(1)),
                node.number("concurrent", 1));
    }

    private static Patience patience(Node node) {
        return new Patience(
                node.number("tries", 5),
                node.duration("first", Duration.ofSeconds(4)),
                node.duration("most", Duration.ofMinutes(1)),
                node.duration("retry-after", Duration.ofSeconds(15)),
                node.duration("longest", Duration.ofMinutes(10)),
                node.duration("answer", Duration.ofMinutes(1)));
    }
}
