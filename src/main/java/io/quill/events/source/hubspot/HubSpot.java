package io.quill.events.source.hubspot;

import io.quill.events.Envelope;
import io.quill.events.source.Entries;
import io.quill.events.source.Outcome;
import io.quill.events.source.Source;
import io.quill.events.source.Verdict;

import java.util.List;

/** HubSpot sends events in batches, in any order, and comes again for what was refused. */
public final class HubSpot implements Source {
    private final Verification verification;

    public HubSpot(HubSpotSettings settings) {
        this.verification = new Verification(settings);
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
    public Verdict verify(Envelope envelope) {
        return verification.verify(envelope);
    }

    @Override
    public List<Outcome> adapt(Envelope envelope) {
        return Entries.adapt(envelope, event -> Adapter.adapt(event, envelope.receivedAt()));
    }
}
