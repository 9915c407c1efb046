package io.quill.settings;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.vault.VaultConfiguration;

import java.util.HashMap;
import java.util.Map;

/**
 * Camel's property functions, in a context of their own: settings are read before Quill's routes
 * are there.
 */
public final class CamelPropertyFunctions implements PropertyFunctions, AutoCloseable {
    private final CamelContext context = new DefaultCamelContext();

    /** With the settings of Camel, of which those of its vaults count. */
    public CamelPropertyFunctions(Map<String, String> camel) {
        VaultConfiguration vaults = context.getVaultConfiguration();
        bind(vaults.aws(), camel, "camel.vault.aws.");
        bind(vaults.azure(), camel, "camel.vault.azure.");
        context.build();
    }

    private void bind(Object vault, Map<String, String> camel, String prefix) {
        Map<String, Object> settings = new HashMap<>();
        camel.forEach(
                (key, value) -> {
                    if (key.startsWith(prefix)) {
                        settings.put(key.substring(prefix.length()), value);
                    }
                });
        PropertyBindingSupport.build().withIgnoreCase(true).bind(context, vault, settings);
    }

    @Override
    public String resolve(String text) {
        return context.resolvePropertyPlaceholders(text);
    }

    @Override
    public void close() {
        context.stop();
    }
}
