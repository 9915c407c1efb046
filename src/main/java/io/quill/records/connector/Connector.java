package io.quill.records.connector;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Description of a service: its address, authentication, limits and endpoints. */
public record Connector(
        String service,
        String title,
        Template base,
        Map<String, ConnectorParameter> parameters,
        List<Authentication> authentications,
        Map<String, Template> headers,
        RateLimit budget,
        RetryOptions patience,
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
