package io.quill.records.pull;

import io.quill.records.connector.Endpoint;
import io.quill.records.connector.Template;
import io.quill.records.landing.Cursor;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Landed;
import io.quill.records.landing.Landing;
import io.quill.records.landing.Load;
import io.quill.records.landing.WarehouseException;
import io.quill.records.pull.http.Line;
import io.quill.records.pull.http.Meter;
import io.quill.records.pull.http.PullException;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Pulls the records of a feed, and lets them land together with how far they go. */
public final class Pull {
    private final Landing landing;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public Pull(Landing landing, InstantSource clock, Supplier<UUID> ids) {
        this.landing = landing;
        this.clock = clock;
        this.ids = ids;
    }

    /** What goes wrong is told, and the cursor stays: the next run reads from there. */
    public Pulled pull(Line line, Endpoint endpoint, Order order, Progress progress) {
        UUID run = ids.get();
        Meter meter = new Meter();
        try {
            return new Run(line, endpoint, order, progress, meter).pulled(run);
        } catch (PullException | WarehouseException e) {
            return new Pulled.Failed(run, String.valueOf(e.getMessage()), meter.effort());
        }
    }

    /** One run of one feed. */
    private final class Run {
        private final Line line;
        private final Endpoint endpoint;
        private final Order order;
        private final Meter meter;
        private final Feed feed;
        private final Pages pages;

        Run(Line line, Endpoint endpoint, Order order, Progress progress, Meter meter) {
            this.line = line;
            this.endpoint = endpoint;
            this.order = order;
            this.meter = meter;
            this.feed =
                    new Feed(
                            line.account().tenant(),
                            line.account().connector().service(),
                            endpoint.entity());
            this.pages = new Pages(feed, progress);
        }

        Pulled pulled(UUID run) {
            Mark before = landing.cursor(feed).map(Mark::of).orElse(Mark.NONE);
            Plan plan = Plan.of(endpoint, before, order, clock.instant());
            List<String> open =
                    plan.again().map(again -> parents().of(again.open())).orElse(List.of());
            try (Load load =
                    landing.open(
                            feed,
                            endpoint.selector().columns(),
                            run,
                            plan.extent(),
                            order.trigger())) {
                return landed(run, plan, open, load);
            }
        }

        private Pulled landed(UUID run, Plan plan, List<String> open, Load load) {
            try {
                Addresses addresses = new Addresses(line.account());
                Catch caught = new Catch(load, endpoint.selector(), order.limit());
                ListReader lists = new ListReader(endpoint, line, addresses, meter);
                PageTaker taker = taker(addresses, caught);
                int concurrent = line.account().connector().budget().concurrent();
                Reader reader = new Reader(endpoint, lists, addresses, taker, caught, concurrent);
                return switch (reader.read(plan.route(), parents())) {
                    case Reader.Outcome.Read(var link) -> {
                        plan.again()
                                .map(again -> new Again(again, lists, addresses, taker, caught))
                                .ifPresent(again -> again.read(open));
                        yield committed(run, load, cursor(plan, link), reader.remarks());
                    }
                    case Reader.Outcome.Expired(String words) -> again(load, plan, words);
                };
            } catch (PullException e) {
                load.fail(String.valueOf(e.getMessage()), meter.effort());
                throw e;
            }
        }

        private ParentIds parents() {
            return new ParentIds(landing, feed);
        }

        private PageTaker taker(Addresses addresses, Catch caught) {
            Optional<Template> detail = endpoint.detail();
            return detail.<PageTaker>map(
                            path ->
                                    new Details(
                                            endpoint, path, line, addresses, meter, caught, pages))
                    .orElseGet(() -> new Straight(caught, pages));
        }

        private Optional<Cursor> cursor(Plan plan, Optional<String> link) {
            return order.limit().isPresent()
                    ? Optional.empty()
                    : Optional.of(plan.after(link).cursor());
        }

        private Pulled committed(
                UUID run, Load load, Optional<Cursor> cursor, List<String> remarks) {
            Landed landed = load.commit(cursor, meter.effort());
            return landed.floor()
                    .<Pulled>map(
                            objection ->
                                    new Pulled.Failed(
                                            run,
                                            "Nothing of "
                                                    + feed
                                                    + " was deleted, and the cursor stays: "
                                                    + objection,
                                            meter.effort()))
                    .orElseGet(() -> new Pulled.Complete(run, landed, meter.effort(), remarks));
        }

        /** A cursor that the service has forgotten is no fault of anybody: everything again. */
        private Pulled again(Load load, Plan plan, String words) {
            load.fail("The cursor is no longer known: " + words, meter.effort());
            if (plan.full()) {
                throw new PullException(feed + " cannot be read from its beginning: " + words);
            }
            Order everything = new Order(order.trigger(), true, order.limit());
            return pull(line, endpoint, everything, pages.progress());
        }
    }
}
