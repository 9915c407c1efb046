package io.quill.app;

import io.quill.events.history.rebuild.Rebuilds;
import io.quill.events.ledger.Books;
import io.quill.events.ledger.Outbox;
import io.quill.events.push.Allowance;
import io.quill.events.push.Clearings;
import io.quill.events.push.HeldBatches;
import io.quill.events.push.Sightings;
import io.quill.events.push.Stories;
import io.quill.events.source.Source;
import io.quill.events.source.Sources;
import io.quill.events.webhook.DeadLetters;
import io.quill.operate.access.audit.Audit;
import io.quill.operate.access.audit.Payloads;
import io.quill.operate.access.audit.ShelvedPayloads;
import io.quill.operate.access.audit.StoredPayloads;
import io.quill.operate.access.audit.TurnedAway;
import io.quill.operate.erasure.Erasure;
import io.quill.operate.operation.AgentOperations;
import io.quill.operate.operation.AuditOperations;
import io.quill.operate.operation.BatchOperations;
import io.quill.operate.operation.BookOperations;
import io.quill.operate.operation.DescriptionOperations;
import io.quill.operate.operation.DimensionOperations;
import io.quill.operate.operation.ErasureOperations;
import io.quill.operate.operation.EventOperations;
import io.quill.operate.operation.ImportOperations;
import io.quill.operate.operation.Jobs;
import io.quill.operate.operation.LetterOperations;
import io.quill.operate.operation.Operations;
import io.quill.operate.operation.RebuildOperations;
import io.quill.operate.operation.RecordOperations;
import io.quill.operate.operation.RunOperations;
import io.quill.operate.operation.StatusOperations;
import io.quill.operate.operation.TableOperations;
import io.quill.operate.operation.VersionOperations;
import io.quill.operate.rest.Catalogue;
import io.quill.operate.rest.Operation;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.Runs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What can be asked of this house, whoever asks: over HTTP, or in the same process. */
public record Operable(
        Catalogue catalogue,
        Audit audit,
        TurnedAway turnedAway,
        Jobs jobs,
        Optional<Rebuilds> rebuilds)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Operable.class);
    private static final String VERSION = "1";

    static Operable of(
            Ground ground,
            List<Source> sources,
            Optional<RecordWorks> records,
            Supplier<Optional<String>> untrustedProxy,
            Supplier<Optional<String>> obstacle) {
        Runs runs = new Runs(ground.store(), ground.clock());
        Audit audit = new Audit(ground.store(), ground.clock(), payloads(ground));
        Jobs jobs = new Jobs(runs);
        List<Operation> operations = new ArrayList<>();
        operations.addAll(status(ground, runs, untrustedProxy, obstacle).all());
        concerns(ground, sources, audit, jobs).forEach(each -> operations.addAll(each.all()));
        records.map(each -> records(each, jobs)).ifPresent(each -> operations.addAll(each.all()));
        Optional<Rebuilds> rebuilds = rebuilds(ground);
        rebuilds.map(each -> new RebuildOperations(each, jobs))
                .ifPresent(each -> operations.addAll(each.all()));
        return new Operable(
                DescriptionOperations.added(operations, VERSION),
                audit,
                new TurnedAway(audit, ground.tally(), ground.clock()),
                jobs,
                rebuilds);
    }

    private static Operations status(
            Ground ground,
            Runs runs,
            Supplier<Optional<String>> untrustedProxy,
            Supplier<Optional<String>> obstacle) {
        Optional<Allowance> allowance =
                ground.settings().powerBi().target().map(_ -> Pushing.allowance(ground));
        return new StatusOperations(
                new Outbox(ground.store()),
                runs,
                ground.clock(),
                VERSION,
                new StatusOperations.Signs(
                        untrustedProxy,
                        obstacle,
                        () -> allowance.flatMap(each -> each.left().notBefore())));
    }

    private static Optional<Rebuilds> rebuilds(Ground ground) {
        return ground.settings()
                .powerBi()
                .target()
                .map(_ -> new Rebuilding(ground.settings(), ground.store(), ground.clock()));
    }

    private static Payloads payloads(Ground ground) {
        Payloads stored = new StoredPayloads(ground.store());
        return Archives.bucket(ground.settings())
                .<Payloads>map(bucket -> new ShelvedPayloads(bucket, stored))
                .orElse(stored);
    }

    private static List<Operations> concerns(
            Ground ground, List<Source> sources, Audit audit, Jobs jobs) {
        Runs runs = jobs.runs();
        Outbox outbox = new Outbox(ground.store());
        Books books =
                new Books(ground.store(), ground.clock(), ground.settings().store().timeToLive());
        Stories stories = new Stories(ground.ledger(), ground.store());
        DeadLetters letters = new DeadLetters(ground.ledger(), outbox, new Sources(sources));
        return List.of(
                new AgentOperations(
                        ground.roster(), ground.wanted(), new Sightings(ground.store()), runs),
                new DimensionOperations(ground.dimensions(), jobs),
                new VersionOperations(ground.dimensions(), jobs),
                new EventOperations(stories),
                new BatchOperations(new HeldBatches(ground.store(), ground.clock()), stories),
                new LetterOperations(letters, ground.ledger(), jobs),
                new ErasureOperations(
                        new Erasure(
                                ground.store(),
                                ground.wanted(),
                                ground.roster(),
                                ground.dimensions(),
                                ground.ledger(),
                                payloads(ground)),
                        jobs),
                new ImportOperations(new Backfilling(ground), ground.settings().timezone()),
                new TableOperations(new Clearings(ground.store()), ground.clock()),
                new BookOperations(
                        books, ground.settings().store().timeToLive(), jobs, ground.clock()),
                new RunOperations(runs, ground.clock()),
                new AuditOperations(audit, runs, ground.clock()));
    }

    private static Operations records(RecordWorks works, Jobs jobs) {
        return new RecordOperations(works.tenants(), works.steps(), works.warehouse(), jobs);
    }

    /** Has runs heard of, buries silent ones, and tells what the audit has left to tell. */
    void tend() {
        jobs.runs().beat();
        jobs.runs().reap().forEach(Operable::mourn);
        turnedAway.tellLastHour();
    }

    private static void mourn(Run run) {
        LOG.warn("{} was abandoned: {}", run.id(), run.words());
    }

    @Override
    public void close() {
        rebuilds.ifPresent(Rebuilds::close);
        jobs.close();
        turnedAway.tell();
    }
}
