package io.quill.records.tenant;

import io.quill.platform.settings.CredentialVariables;
import io.quill.platform.settings.Secret;
import io.quill.records.connector.Authentication;
import io.quill.records.connector.Connector;
import io.quill.records.connector.ConnectorParameter;
import io.quill.records.connector.Connectors;
import io.quill.records.connector.ParseResult;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Accounts of all tenants. */
public record Tenants(List<ServiceAccount> accounts) {
    public Tenants {
        accounts = List.copyOf(accounts);
    }

    /** Returns the names of the tenants. */
    public List<String> names() {
        return accounts.stream().map(ServiceAccount::tenant).distinct().toList();
    }

    public Optional<ServiceAccount> account(String tenant, String service) {
        return accounts.stream()
                .filter(each -> each.tenant().equals(tenant))
                .filter(each -> each.connector().service().equals(service))
                .findFirst();
    }

    /** Reads the accounts from a file, or returns every error in it. */
    public static ParseResult<Tenants> read(
            String file,
            String text,
            Connectors connectors,
            CredentialVariables credentialVariables) {
        return TenantsReader.read(file, text, connectors, credentialVariables);
    }

    /**
     * One tenant, with an account at each service whose variables are set: NEXUDUS_PASSWORD is the
     * password for Nexudus. A variable that cannot be read is an {@link IllegalArgumentException}.
     */
    public static Tenants singleTenant(
            String tenant, Connectors connectors, CredentialVariables credentialVariables) {
        return new Tenants(
                connectors.byService().values().stream()
                        .flatMap(each -> account(tenant, each, credentialVariables).stream())
                        .toList());
    }

    private static Optional<ServiceAccount> account(
            String tenant, Connector connector, CredentialVariables credentialVariables) {
        Map<String, Secret> given = new LinkedHashMap<>();
        for (String parameter : connector.parameters().keySet()) {
            credentialVariables
                    .find(variable(connector, parameter))
                    .ifPresent(value -> given.put(parameter, value));
        }
        Map<String, Secret> values = withDefaults(connector, given);
        return !given.isEmpty() && missingParameters(connector, values).isEmpty()
                ? Optional.of(new ServiceAccount(tenant, connector, values))
                : Optional.empty();
    }

    private static String variable(Connector connector, String parameter) {
        return (connector.service() + "_" + parameter).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    static Map<String, Secret> withDefaults(Connector connector, Map<String, Secret> given) {
        Map<String, Secret> values = new LinkedHashMap<>();
        for (ConnectorParameter connectorParameter : connector.parameters().values()) {
            connectorParameter
                    .standard()
                    .ifPresent(text -> values.put(connectorParameter.name(), Secret.of(text)));
        }
        values.putAll(given);
        return values;
    }

    /** Returns what an account lacks, in words; empty when it can be used. */
    static Optional<String> missingParameters(Connector connector, Map<String, Secret> values) {
        List<String> lacking =
                connector.parameters().values().stream()
                        .filter(each -> !each.mayBeOmitted() && !values.containsKey(each.name()))
                        .map(ConnectorParameter::name)
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
