package io.quill.app;

import io.quill.events.history.rebuild.RebuildService;
import io.quill.events.ledger.LedgerBooks;
import io.quill.events.ledger.Outbox;
import io.quill.events.push.AgentActivity;
import io.quill.events.push.ClearOrders;
import io.quill.events.push.HeldBatches;
import io.quill.events.push.QuotaReader;
import io.quill.events.push.StoryReader;
import io.quill.events.source.Source;
import io.quill.events.source.Sources;
import io.quill.events.webhook.DeadLetters;
import io.quill.operate.access.audit.Audit;
import io.quill.operate.access.audit.BucketPayloadStore;
import io.quill.operate.access.audit.ItemPayloadStore;
import io.quill.operate.access.audit.PayloadStore;
import io.quill.operate.access.audit.RejectionAudit;
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
import io.quill.operate.operation.JobExecutor;
import io.quill.operate.operation.LetterOperations;
import io.quill.operate.operation.OperationGroup;
import io.quill.operate.operation.RebuildOperations;
import io.quill.operate.operation.RecordOperations;
import io.quill.operate.operation.RunOperations;
import io.quill.operate.operation.StatusOperations;
import io.quill.operate.operation.TableOperations;
import io.quill.operate.operation.VersionOperations;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCatalogue;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Admin operations and their services, for callers over HTTP or in this process. */
public record AdminServices(
        OperationCatalogue catalogue,
        Audit audit,
        RejectionAudit turnedAway,
        JobExecutor jobs,
        Optional<RebuildService> rebuilds)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServices.class);
    private static final String VERSION = "1";

    static AdminServices of(
            Services services,
            List<Source> sources,
            Optional<RecordServices> records,
            Supplier<Optional<String>> untrustedProxy,
            Supplier<Optional<String>> obstacle) {
        RunRegistry runRegistry = new RunRegistry(services.store(), services.clock());
        Audit audit = new Audit(services.store(), services.clock(), payloads(services));
        JobExecutor jobExecutor = new JobExecutor(runRegistry);
        List<Operation> operations = new ArrayList<>();
        operations.addAll(status(services, runRegistry, untrustedProxy, obstacle).all());
        concerns(services, sources, audit, jobExecutor)
                .forEach(each -> operations.addAll(each.all()));
        records.map(each -> records(each, jobExecutor))
                .ifPresent(each -> operations.addAll(each.all()));
        Optional<RebuildService> rebuilds = rebuilds(services);
        rebuilds.map(each -> new RebuildOperations(each, jobExecutor))
                .ifPresent(each -> operations.addAll(each.all()));
        return new AdminServices(
                DescriptionOperations.added(operations, VERSION),
                audit,
                new RejectionAudit(audit, services.tally(), services.clock()),
                jobExecutor,
                rebuilds);
    }

    private static OperationGroup status(
            Services services,
            RunRegistry runRegistry,
            Supplier<Optional<String>> untrustedProxy,
            Supplier<Optional<String>> obstacle) {
        Optional<QuotaReader> allowance =
                services.settings().powerBi().target().map(_ -> PushFactory.allowance(services));
        return new StatusOperations(
                new Outbox(services.store()),
                runRegistry,
                services.clock(),
                VERSION,
                new StatusOperations.Signs(
                        untrustedProxy,
                        obstacle,
                        () -> allowance.flatMap(each -> each.remaining().notBefore())));
    }

    private static Optional<RebuildService> rebuilds(Services services) {
        return services.settings()
                .powerBi()
                .target()
                .map(
                        _ ->
                                new RebuildRunner(
                                        services.settings(), services.store(), services.clock()));
    }

    private static PayloadStore payloads(Services services) {
        PayloadStore stored = new ItemPayloadStore(services.store());
        return ArchiveFactory.bucket(services.settings())
                .<PayloadStore>map(bucket -> new BucketPayloadStore(bucket, stored))
                .orElse(stored);
    }

    private static List<OperationGroup> concerns(
            Services services, List<Source> sources, Audit audit, JobExecutor jobExecutor) {
        RunRegistry runRegistry = jobExecutor.runs();
        Outbox outbox = new Outbox(services.store());
        LedgerBooks ledgerBooks =
                new LedgerBooks(
                        services.store(),
                        services.clock(),
                        services.settings().store().timeToLive());
        StoryReader storyReader = new StoryReader(services.ledger(), services.store());
        DeadLetters letters = new DeadLetters(services.ledger(), outbox, new Sources(sources));
        return List.of(
                new AgentOperations(
                        services.roster(),
                        services.wanted(),
                        new AgentActivity(services.store()),
                        runRegistry),
                new DimensionOperations(services.dimensions(), jobExecutor),
                new VersionOperations(services.dimensions(), jobExecutor),
                new EventOperations(storyReader),
                new BatchOperations(
                        new HeldBatches(services.store(), services.clock()), storyReader),
                new LetterOperations(letters, services.ledger(), jobExecutor),
                new ErasureOperations(
                        new Erasure(
                                services.store(),
                                services.wanted(),
                                services.roster(),
                                services.dimensions(),
                                services.ledger(),
                                payloads(services)),
                        jobExecutor),
                new ImportOperations(new BackfillRunner(services), services.settings().timezone()),
                new TableOperations(new ClearOrders(services.store()), services.clock()),
                new BookOperations(
                        ledgerBooks,
                        services.settings().store().timeToLive(),
                        jobExecutor,
                        services.clock()),
                new RunOperations(runRegistry, services.clock()),
                new AuditOperations(audit, runRegistry, services.clock()));
    }

    private static OperationGroup records(RecordServices works, JobExecutor jobExecutor) {
        return new RecordOperations(works.tenants(), works.steps(), works.warehouse(), jobExecutor);
    }

    /** Renews the heartbeat of runs here, ends lost ones, and writes pending audit entries. */
    void maintain() {
        jobs.runs().heartbeat();
        jobs.runs().abandonSilent().forEach(AdminServices::logLostRun);
        turnedAway.flushLastHour();
    }

    private static void logLostRun(Run run) {
        LOG.warn(
                "Run {} ended without a result; start it again if it is still " + "needed: {}",
                run.id(),
                run.words());
    }

    @Override
    public void close() {
        rebuilds.ifPresent(RebuildService::close);
        jobs.close();
        turnedAway.flush();
    }
}
