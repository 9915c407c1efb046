package io.quill.records.tenant;

import io.quill.platform.settings.Credentials;
import io.quill.platform.settings.Secret;
import io.quill.records.connector.Authentication;
import io.quill.records.connector.Connector;
import io.quill.records.connector.Connectors;
import io.quill.records.connector.Parameter;
import io.quill.records.connector.Reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The accounts of all tenants. */
public record Tenants(List<Account> accounts) {
    public Tenants {
        accounts = List.copyOf(accounts);
    }

    /** Whose accounts these are. */
    public List<String> names() {
        return accounts.stream().map(Account::tenant).distinct().toList();
    }

    public Optional<Account> account(String tenant, String service) {
        return accounts.stream()
                .filter(each -> each.tenant().equals(tenant))
                .filter(each -> each.connector().service().equals(service))
                .findFirst();
    }

    /** As a file says it, or everything that is wrong with the file. */
    public static Reading<Tenants> read(
            String file, String text, Connectors connectors, Credentials credentials) {
        return TenantsReader.read(file, text, connectors, credentials);
    }

    /**
     * One tenant, with an account at each service whose variables are set: NEXUDUS_PASSWORD is the
     * password for Nexudus. A variable that cannot be read is an {@link IllegalArgumentException}.
     */
    public static Tenants only(String tenant, Connectors connectors, Credentials credentials) {
        return new Tenants(
                connectors.byService().values().stream()
                        .flatMap(each -> account(tenant, each, credentials).stream())
                        .toList());
    }

    private static Optional<Account> account(
            String tenant, Connector connector, Credentials credentials) {
        Map<String, Secret> given = new LinkedHashMap<>();
        for (String parameter : connector.parameters().keySet()) {
            credentials
                    .find(variable(connector, parameter))
                    .ifPresent(value -> given.put(parameter, value));
        }
        Map<String, Secret> values = withDefaults(connector, given);
        return !given.isEmpty() && missing(connector, values).isEmpty()
                ? Optional.of(new Account(tenant, connector, values))
                : Optional.empty();
    }

    private static String variable(Connector connector, String parameter) {
        return (connector.service() + "_" + parameter).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    static Map<String, Secret> withDefaults(Connector connector, Map<String, Secret> given) {
        Map<String, Secret> values = new LinkedHashMap<>();
        for (Parameter parameter : connector.parameters().values()) {
            parameter.standard().ifPresent(text -> values.put(parameter.name(), Secret.of(text)));
        }
        values.putAll(given);
        return values;
    }

    /** What an account lacks, in words; nothing when it can be used. */
    static Optional<String> missing(Connector connector, Map<String, Secret> values) {
        List<String> lacking =
                connector.parameters().values().stream()
                        .filter(each -> !each.dispensable() && !values.containsKey(each.name()))
                        .map(Parameter::name)
                        .sorted()
                        .toList();
        if (!lacking.isEmpty()) {
            return Optional.of("lacks " + String.join(", ", lacking));
        }
        List<Authentication> ways = connector.authentications();
        return ways.stream().anyMatch(way -> values.keySet().containsAll(way.names()))
                ? Optional.empty()
                : Optional.of(
                        "lacks what one of the ways to sign in needs: "
                                + String.join(
                                        " or ",
                                        ways.stream()
                                                .map(way -> way.names().stream().sorted().toList())
                                                .map(Object::toString)
                                                .toList()));
    }
}
