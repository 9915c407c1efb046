package io.quill.events.source.aloware;

import io.quill.events.Envelope;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.EntryParser;
import io.quill.events.source.Source;
import io.quill.events.source.WebhookVerdict;

import java.util.List;

/** Aloware as a source: it delivers once and never again, so nothing genuine may be refused. */
public final class Aloware implements Source {
    private final AlowareVerifier alowareVerifier;
    private final AlowareAdapter alowareAdapter;

    public Aloware(AlowareWebhookSettings settings) {
        this.alowareVerifier = new AlowareVerifier(settings.tokens());
        this.alowareAdapter = new AlowareAdapter(settings.counted());
    }

    @Override
    public String name() {
        return "aloware";
    }

    @Override
    public boolean redelivers() {
        return false;
    }

    @Override
    public WebhookVerdict verify(Envelope envelope) {
        return alowareVerifier.verify(envelope);
    }

    @Override
    public List<AdapterOutcome> adapt(Envelope envelope) {
        return EntryParser.adapt(
                envelope, event -> alowareAdapter.adapt(event, envelope.receivedAt()));
    }
}
