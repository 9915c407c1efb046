package io.quill.events.source.hubspot;

/** How much of HubSpot's limits Quill may use; the rest is for others that share the account. */
public record Rates(int callsPerTenSeconds, int searchesPerSecond) {
    public static final Rates DEFAULT = new Rates(90, 4);

    public Rates {
        if (callsPerTenSeconds < 1 || searchesPerSecond < 1) {
            throw new IllegalArgumentException(
                    "HubSpot can be asked only with at least one call in ten seconds and one"
                            + " search a second");
        }
    }
}
