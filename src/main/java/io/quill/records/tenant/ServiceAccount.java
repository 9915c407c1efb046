package io.quill.records.tenant;

import io.quill.platform.settings.Secret;
import io.quill.records.connector.Authentication;
import io.quill.records.connector.Connector;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Account of a tenant at a service: a value for each parameter of the service. */
public final class ServiceAccount {
    private static final String HIDDEN = "***";
    private static final int SHORTEST_HIDDEN = 4;

    private final String tenant;
    private final Connector connector;
    private final Map<String, Secret> values;

    public ServiceAccount(String tenant, Connector connector, Map<String, Secret> values) {
        this.tenant = tenant;
        this.connector = connector;
        this.values = Map.copyOf(values);
    }

    public String tenant() {
        return tenant;
    }

    public Connector connector() {
        return connector;
    }

    /** Current value of each parameter; one that was not given has no entry. */
    public Map<String, String> values() {
        Map<String, String> now = new LinkedHashMap<>();
        values.forEach((name, value) -> now.put(name, value.value()));
        return now;
    }

    /** Returns the first authentication that all parameters are given for. */
    public Authentication authentication() {
        return connector.authentications().stream()
                .filter(each -> values.keySet().containsAll(each.names()))
                .findFirst()
                .orElseThrow();
    }

    /** Reads the credentials again and returns whether one has changed. */
    public boolean refresh() {
        return values.values().stream().filter(Secret::refresh).count() > 0;
    }

    /** Masks the account's credentials in a text from outside. */
    public String mask(String words) {
        List<String> secrets =
                values.entrySet().stream()
                        .filter(each -> isSecret(each.getKey()))
                        .map(each -> each.getValue().value())
                        .filter(value -> value.length() >= SHORTEST_HIDDEN)
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        String shown = words;
        for (String secret : secrets) {
            shown = shown.replace(secret, HIDDEN);
        }
        return shown;
    }

    private boolean isSecret(String parameter) {
        return connector.parameters().containsKey(parameter)
                && connector.parameters().get(parameter).secret();
    }

    @Override
    public String toString() {
        return tenant + "/" + connector.service();
    }
}
