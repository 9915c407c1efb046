package io.quill.events.source.hubspot;

import io.quill.events.Envelope;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.EntryParser;
import io.quill.events.source.Source;
import io.quill.events.source.WebhookVerdict;

import java.util.List;

/** HubSpot as a source: it sends events in batches, in any order, and sends refused ones again. */
public final class HubSpot implements Source {
    private final HubSpotVerifier hubSpotVerifier;

    public HubSpot(HubSpotWebhookSettings settings) {
        this.hubSpotVerifier = new HubSpotVerifier(settings);
    }

    @Override
    public String name() {
        return "hubspot";
    }

    @Override
    public boolean redelivers() {
        return true;
    }

    @Override
    public WebhookVerdict verify(Envelope envelope) {
        return hubSpotVerifier.verify(envelope);
    }

    @Override
    public List<AdapterOutcome> adapt(Envelope envelope) {
        return EntryParser.adapt(
                envelope, event -> HubSpotAdapter.adapt(event, envelope.receivedAt()));
    }
}
