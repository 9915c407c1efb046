package io.quill.app;

import io.quill.operate.access.Caller;
import io.quill.operate.access.Doorkeeper;
import io.quill.operate.access.Request;
import io.quill.operate.client.Answer;
import io.quill.operate.client.Operator;
import io.quill.operate.client.Question;
import io.quill.operate.rest.AdminDesk;
import io.quill.operate.rest.Reply;
import io.quill.operate.rest.Unfit;
import io.quill.platform.settings.Settings;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the store itself, with everything that answers over HTTP, where no Quill runs. */
public final class Workshop implements Operator {
    private static final String HERE = "this machine";

    private final Ground ground;
    private final Operable operable;
    private final AdminDesk desk;
    private final Caller caller;

    private Workshop(Ground ground, Operable operable, AdminDesk desk, Caller caller) {
        this.ground = ground;
        this.operable = operable;
        this.desk = desk;
        this.caller = caller;
    }

    /**
     * Opens the store, which with SQLite only one process can.
     *
     * @param who for the audit
     */
    public static Workshop open(Settings settings, String who) {
        InstantSource clock = InstantSource.system();
        Ground ground = Ground.of(settings, clock, Stores.open(settings.store(), clock));
        Operable operable =
                Operable.of(
                        ground,
                        Wiring.sources(settings),
                        Optional.empty(),
                        Optional::empty,
                        Optional::empty);
        AdminDesk desk =
                new AdminDesk(
                        new Doorkeeper(settings.admin(), List.of(), _ -> true, clock),
                        operable.turnedAway(),
                        operable.catalogue(),
                        operable.audit());
        Caller caller = new Caller(who, Caller.Way.COMMAND_LINE, HERE);
        return new Workshop(ground, operable, desk, caller);
    }

    @Override
    public Answer ask(Question question) {
        Request request =
                new Request(
                        Entrance.id(),
                        ground.clock().instant(),
                        question.method(),
                        question.target(),
                        Map.of("content-type", List.of("application/json")),
                        HERE,
                        question.body());
        Reply reply = reply(request);
        return new Answer(reply.status(), reply.mediaType(), reply.body());
    }

    private Reply reply(Request request) {
        try {
            return desk.perform(operable.catalogue().call(request, caller));
        } catch (Unfit e) {
            return e.reply();
        }
    }

    @Override
    public void close() {
        operable.close();
        ground.close();
    }
}
