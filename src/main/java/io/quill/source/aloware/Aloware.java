package io.quill.source.aloware;

import io.quill.event.Envelope;
import io.quill.source.Entries;
import io.quill.source.Outcome;
import io.quill.source.Source;
import io.quill.source.Verdict;

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
