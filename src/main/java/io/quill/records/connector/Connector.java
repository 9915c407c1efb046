package io.quill.records.connector;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service, and how its records are read. */
public record Connector(
        String service,
        String title,
        Template base,
        Map<String, Parameter> parameters,
        List<Authentication> authentications,
        Map<String, Template> headers,
        Budget budget,
        Patience patience,
        Cron schedule,
        List<Endpoint> endpoints) {
    public Connector {
        parameters = Map.copyOf(parameters);
        authentications = List.copyOf(authentications);
        headers = Map.copyOf(headers);
        endpoints = List.copyOf(endpoints);
    }

    public Optional<Endpoint> endpoint(String entity) {
        return endpoints.stream().filter(each -> each.entity().equals(entity)).findFirst();
    }
}
