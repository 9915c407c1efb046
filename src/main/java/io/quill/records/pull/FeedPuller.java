package io.quill.records.pull;

import io.quill.records.connector.Endpoint;
import io.quill.records.connector.Template;
import io.quill.records.landing.BronzeStore;
import io.quill.records.landing.Cursor;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Load;
import io.quill.records.landing.LoadResult;
import io.quill.records.landing.WarehouseException;
import io.quill.records.pull.http.PullException;
import io.quill.records.pull.http.RequestMeter;
import io.quill.records.pull.http.ServiceClient;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Pulls the records of a feed into bronze and commits them together with the cursor. */
public final class FeedPuller {
    private final BronzeStore bronzeStore;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public FeedPuller(BronzeStore bronzeStore, InstantSource clock, Supplier<UUID> ids) {
        this.bronzeStore = bronzeStore;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Pulls a feed. A failure is returned, and the cursor stays, so that the next run reads from
     * there.
     */
    public PullResult pull(
            ServiceClient serviceClient,
            Endpoint endpoint,
            PullOptions pullOptions,
            PullListener pullListener) {
        UUID run = ids.get();
        RequestMeter requestMeter = new RequestMeter();
        try {
            return new Run(serviceClient, endpoint, pullOptions, pullListener, requestMeter)
                    .pulled(run);
        } catch (PullException | WarehouseException e) {
            return new PullResult.Failed(
                    run, String.valueOf(e.getMessage()), requestMeter.statistics());
        }
    }

    /** One run of one feed. */
    private final class Run {
        private final ServiceClient serviceClient;
        private final Endpoint endpoint;
        private final PullOptions pullOptions;
        private final RequestMeter requestMeter;
        private final Feed feed;
        private final PageCounter pageCounter;

        Run(
                ServiceClient serviceClient,
                Endpoint endpoint,
                PullOptions pullOptions,
                PullListener pullListener,
                RequestMeter requestMeter) {
            this.serviceClient = serviceClient;
            this.endpoint = endpoint;
            this.pullOptions = pullOptions;
            this.requestMeter = requestMeter;
            this.feed =
                    new Feed(
                            serviceClient.account().tenant(),
                            serviceClient.account().connector().service(),
                            endpoint.entity());
            this.pageCounter = new PageCounter(feed, pullListener);
        }

        PullResult pulled(UUID run) {
            PullState before = bronzeStore.cursor(feed).map(PullState::of).orElse(PullState.NONE);
            PullPlan pullPlan = PullPlan.of(endpoint, before, pullOptions, clock.instant());
            List<String> open =
                    pullPlan.refetch()
                            .map(again -> parents().of(again.selection()))
                            .orElse(List.of());
            try (Load load =
                    bronzeStore.open(
                            feed,
                            endpoint.selector().columns(),
                            run,
                            pullPlan.extent(),
                            pullOptions.trigger())) {
                return landed(run, pullPlan, open, load);
            }
        }

        private PullResult landed(UUID run, PullPlan pullPlan, List<String> open, Load load) {
            try {
                ServiceUriBuilder serviceUriBuilder =
                        new ServiceUriBuilder(serviceClient.account());
                LoadWriter caught = new LoadWriter(load, endpoint.selector(), pullOptions.limit());
                ListReader lists =
                        new ListReader(endpoint, serviceClient, serviceUriBuilder, requestMeter);
                PageConsumer taker = taker(serviceUriBuilder, caught);
                int concurrent = serviceClient.account().connector().budget().concurrent();
                FeedReader feedReader =
                        new FeedReader(
                                endpoint, lists, serviceUriBuilder, taker, caught, concurrent);
                return switch (feedReader.read(pullPlan.strategy(), parents())) {
                    case FeedReader.Outcome.Read(var link) -> {
                        pullPlan.refetch()
                                .map(
                                        again ->
                                                new RefetchReader(
                                                        again,
                                                        lists,
                                                        serviceUriBuilder,
                                                        taker,
                                                        caught))
                                .ifPresent(refetchReader -> refetchReader.read(open));
                        yield committed(run, load, cursor(pullPlan, link), feedReader.remarks());
                    }
                    case FeedReader.Outcome.Expired(String words) -> again(load, pullPlan, words);
                };
            } catch (PullException e) {
                load.fail(String.valueOf(e.getMessage()), requestMeter.statistics());
                throw e;
            }
        }

        private SelectedIds parents() {
            return new SelectedIds(bronzeStore, feed);
        }

        private PageConsumer taker(ServiceUriBuilder serviceUriBuilder, LoadWriter caught) {
            Optional<Template> detail = endpoint.detail();
            return detail.<PageConsumer>map(
                            path ->
                                    new DetailReader(
                                            endpoint,
                                            path,
                                            serviceClient,
                                            serviceUriBuilder,
                                            requestMeter,
                                            caught,
                                            pageCounter))
                    .orElseGet(() -> new DirectConsumer(caught, pageCounter));
        }

        private Optional<Cursor> cursor(PullPlan pullPlan, Optional<String> link) {
            return pullOptions.limit().isPresent()
                    ? Optional.empty()
                    : Optional.of(pullPlan.stateAfter(link).cursor());
        }

        private PullResult committed(
                UUID run, Load load, Optional<Cursor> cursor, List<String> remarks) {
            LoadResult loadResult = load.commit(cursor, requestMeter.statistics());
            return loadResult
                    .deletionObjection()
                    .<PullResult>map(
                            objection ->
                                    new PullResult.Failed(
                                            run,
                                            "Nothing of "
                                                    + feed
                                                    + " was deleted, and the cursor stays: "
                                                    + objection,
                                            requestMeter.statistics()))
                    .orElseGet(
                            () ->
                                    new PullResult.Complete(
                                            run, loadResult, requestMeter.statistics(), remarks));
        }

        /** A cursor that the service has forgotten is no fault of anybody: everything again. */
        private PullResult again(Load load, PullPlan pullPlan, String words) {
            load.fail("The cursor is no longer known: " + words, requestMeter.statistics());
            if (pullPlan.full()) {
                throw new PullException(feed + " cannot be read from its beginning: " + words);
            }
            PullOptions everything =
                    new PullOptions(pullOptions.trigger(), true, pullOptions.limit());
            return pull(serviceClient, endpoint, everything, pageCounter.progress());
        }
    }
}
