package io.quill.records.tenant;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.platform.settings.CredentialVariables;
import io.quill.platform.settings.Secret;
import io.quill.records.connector.Connector;
import io.quill.records.connector.ConnectorParameter;
import io.quill.records.connector.Connectors;
import io.quill.records.connector.Document;
import io.quill.records.connector.DocumentSchema;
import io.quill.records.connector.ParseResult;
import io.quill.records.connector.ValidationError;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads accounts from a file, and collects every error in it. */
final class TenantsReader {
    private static final DocumentSchema SCHEMA = DocumentSchema.bundled("tenants.schema.json");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");

    private final Document document;
    private final Connectors connectors;
    private final CredentialVariables credentialVariables;
    private final List<ValidationError> faults = new ArrayList<>();

    private TenantsReader(
            Document document, Connectors connectors, CredentialVariables credentialVariables) {
        this.document = document;
        this.connectors = connectors;
        this.credentialVariables = credentialVariables;
    }

    static ParseResult<Tenants> read(
            String file,
            String text,
            Connectors connectors,
            CredentialVariables credentialVariables) {
        return switch (Document.read(file, text)) {
            case ParseResult.Faulty<Document>(var faults) -> new ParseResult.Faulty<>(faults);
            case ParseResult.Sound<Document>(Document document) -> {
                List<ValidationError> faults = SCHEMA.faults(document);
                yield faults.isEmpty()
                        ? new TenantsReader(document, connectors, credentialVariables).tenants()
                        : new ParseResult.Faulty<>(faults);
            }
        };
    }

    private ParseResult<Tenants> tenants() {
        List<ServiceAccount> accounts = new ArrayList<>();
        document.tree()
                .properties()
                .forEach(
                        tenant ->
                                tenant.getValue()
                                        .properties()
                                        .forEach(
                                                service ->
                                                        account(
                                                                        tenant.getKey(),
                                                                        service.getKey(),
                                                                        service.getValue())
                                                                .ifPresent(accounts::add)));
        return faults.isEmpty()
                ? new ParseResult.Sound<>(new Tenants(accounts))
                : new ParseResult.Faulty<>(faults);
    }

    private Optional<ServiceAccount> account(String tenant, String service, JsonNode values) {
        String place = "/" + tenant + "/" + service;
        Optional<Connector> connector = connectors.of(service);
        if (connector.isEmpty()) {
            faults.add(document.fault(place, "is no service that there is a connector for"));
            return Optional.empty();
        }
        int before = faults.size();
        Map<String, Secret> given = new LinkedHashMap<>();
        values.properties()
                .forEach(
                        each ->
                                value(
                                                connector.get(),
                                                place + "/" + each.getKey(),
                                                each.getKey(),
                                                each.getValue().asText())
                                        .ifPresent(value -> given.put(each.getKey(), value)));
        Map<String, Secret> all = Tenants.withDefaults(connector.get(), given);
        if (faults.size() == before) {
            Tenants.missingParameters(connector.get(), all)
                    .ifPresent(words -> faults.add(document.fault(place, words)));
        }
        return Optional.of(new ServiceAccount(tenant, connector.get(), all));
    }

    private Optional<Secret> value(Connector connector, String place, String name, String text) {
        ConnectorParameter connectorParameter = connector.parameters().get(name);
        if (connectorParameter == null) {
            return fault(place, "is no parameter of " + connector.service());
        }
        Matcher variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            return variable(place, variable.group(1));
        }
        return connectorParameter.secret()
                ? fault(place, "is secret: name a variable that holds it, as ${NAME}")
                : Optional.of(Secret.of(text));
    }

    private Optional<Secret> variable(String place, String name) {
        try {
            Optional<Secret> value = credentialVariables.find(name);
            return value.isPresent()
                    ? value
                    : fault(place, name + " is not set, nor " + name + "_FILE");
        } catch (IllegalArgumentException e) {
            return fault(place, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Secret> fault(String place, String words) {
        faults.add(document.fault(place, words));
        return Optional.empty();
    }
}
