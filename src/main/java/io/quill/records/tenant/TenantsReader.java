package io.quill.records.tenant;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.platform.settings.Credentials;
import io.quill.platform.settings.Secret;
import io.quill.records.connector.Connector;
import io.quill.records.connector.Connectors;
import io.quill.records.connector.Document;
import io.quill.records.connector.Fault;
import io.quill.records.connector.Parameter;
import io.quill.records.connector.Reading;
import io.quill.records.connector.Schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes accounts of a file, and notes everything in it that is none. */
final class TenantsReader {
    private static final Schema SCHEMA = Schema.packed("tenants.schema.json");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");

    private final Document document;
    private final Connectors connectors;
    private final Credentials credentials;
    private final List<Fault> faults = new ArrayList<>();

    private TenantsReader(Document document, Connectors connectors, Credentials credentials) {
        this.document = document;
        this.connectors = connectors;
        this.credentials = credentials;
    }

    static Reading<Tenants> read(
            String file, String text, Connectors connectors, Credentials credentials) {
        return switch (Document.read(file, text)) {
            case Reading.Faulty<Document>(var faults) -> new Reading.Faulty<>(faults);
            case Reading.Sound<Document>(Document document) -> {
                List<Fault> faults = SCHEMA.faults(document);
                yield faults.isEmpty()
                        ? new TenantsReader(document, connectors, credentials).tenants()
                        : new Reading.Faulty<>(faults);
            }
        };
    }

    private Reading<Tenants> tenants() {
        List<Account> accounts = new ArrayList<>();
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
                ? new Reading.Sound<>(new Tenants(accounts))
                : new Reading.Faulty<>(faults);
    }

    private Optional<Account> account(String tenant, String service, JsonNode values) {
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
            Tenants.missing(connector.get(), all)
                    .ifPresent(words -> faults.add(document.fault(place, words)));
        }
        return Optional.of(new Account(tenant, connector.get(), all));
    }

    private Optional<Secret> value(Connector connector, String place, String name, String text) {
        Parameter parameter = connector.parameters().get(name);
        if (parameter == null) {
            return fault(place, "is no parameter of " + connector.service());
        }
        Matcher variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            return variable(place, variable.group(1));
        }
        return parameter.secret()
                ? fault(place, "is secret: name a variable that holds it, as ${NAME}")
                : Optional.of(Secret.of(text));
    }

    private Optional<Secret> variable(String place, String name) {
        try {
            Optional<Secret> value = credentials.find(name);
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
