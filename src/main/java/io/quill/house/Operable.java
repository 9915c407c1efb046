package io.quill.house;

import io.quill.admin.audit.Audit;
import io.quill.admin.audit.Payloads;
import io.quill.admin.audit.ShelvedPayloads;
import io.quill.admin.audit.StoredPayloads;
import io.quill.admin.audit.TurnedAway;
import io.quill.admin.erasure.Erasure;
import io.quill.admin.operation.AgentOperations;
import io.quill.admin.operation.AuditOperations;
import io.quill.admin.operation.BatchOperations;
import io.quill.admin.operation.BookOperations;
import io.quill.admin.operation.DescriptionOperations;
import io.quill.admin.operation.DimensionOperations;
import io.quill.admin.operation.ErasureOperations;
import io.quill.admin.operation.EventOperations;
import io.quill.admin.operation.ImportOperations;
import io.quill.admin.operation.Jobs;
import io.quill.admin.operation.LetterOperations;
import io.quill.admin.operation.Operations;
import io.quill.admin.operation.RebuildOperations;
import io.quill.admin.operation.RecordOperations;
import io.quill.admin.operation.RunOperations;
import io.quill.admin.operation.StatusOperations;
import io.quill.admin.operation.TableOperations;
import io.quill.admin.operation.VersionOperations;
import io.quill.admin.rest.Catalogue;
import io.quill.admin.rest.Operation;
import io.quill.ledger.Books;
import io.quill.ledger.Outbox;
import io.quill.push.Allowance;
import io.quill.push.Clearings;
import io.quill.push.HeldBatches;
import io.quill.push.Sightings;
import io.quill.push.Stories;
import io.quill.rebuild.Rebuilds;
import io.quill.run.Run;
import io.quill.run.Runs;
import io.quill.source.Source;
import io.quill.source.Sources;
import io.quill.webhook.DeadLetters;

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
