package io.quill.events.source.aloware;

import io.quill.events.Envelope;
import io.quill.events.source.Entries;
import io.quill.events.source.Outcome;
import io.quill.events.source.Source;
import io.quill.events.source.Verdict;

import java.util.List;

/** Aloware delivers once and never again, so nothing genuine is refused. */
public final class Aloware implements Source {
    private final Credential credential;
    private final Adapter adapter;

    public Aloware(AlowareSettings settings) {
        this.credential = new Credential(settings.tokens());
        this.adapter = new Adapter(settings.counted());
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
    public Verdict verify(Envelope envelope) {
        return credential.verify(envelope);
    }

    @Override
    public List<Outcome> adapt(Envelope envelope) {
        return Entries.adapt(envelope, event -> adapter.adapt(event, envelope.receivedAt()));
    }
}
