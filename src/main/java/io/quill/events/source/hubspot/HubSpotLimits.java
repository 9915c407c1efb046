package io.quill.events.source.hubspot;

/** Share of HubSpot's limits that Quill may use; the rest is for others with the same account. */
public record HubSpotLimits(int callsPerTenSeconds, int searchesPerSecond) {
    public static final HubSpotLimits DEFAULT = new HubSpotLimits(90, 4);

    public HubSpotLimits {
        if (callsPerTenSeconds < 1 || searchesPerSecond < 1) {
            throw new IllegalArgumentException(
                    "HubSpot can be asked only with at least one call in ten seconds and one"
                            + " search a second");
        }
    }
}
