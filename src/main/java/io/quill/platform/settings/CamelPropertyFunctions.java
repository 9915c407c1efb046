package io.quill.platform.settings;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.vault.VaultConfiguration;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * Resolves Camel's property functions in a context of its own, made at the first call, since
 * settings are read before Quill's routes exist.
 */
public final class CamelPropertyFunctions implements PropertyFunctions, AutoCloseable {
    private final Map<String, String> camel;
    private @Nullable CamelContext context;

    /** Creates the functions with Camel's settings, of which those of its vaults count. */
    public CamelPropertyFunctions(Map<String, String> camel) {
        this.camel = camel;
    }

    @Override
    public synchronized String resolve(String text) {
        if (context == null) {
            context = context(camel);
        }
        return context.resolvePropertyPlaceholders(text);
    }

    private static CamelContext context(Map<String, String> camel) {
        CamelContext context = new DefaultCamelContext();
        VaultConfiguration vaults = context.getVaultConfiguration();
        bind(context, vaults.aws(), camel, "camel.vault.aws.");
        bind(context, vaults.azure(), camel, "camel.vault.azure.");
        context.build();
        return context;
    }

    private static void bind(
            CamelContext context, Object vault, Map<String, String> camel, String prefix) {
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
    public synchronized void close() {
        if (context != null) {
            context.stop();
        }
    }
}
