package io.quill.app;

import io.quill.operate.access.AccessControl;
import io.quill.operate.access.AdminRequest;
import io.quill.operate.access.Caller;
import io.quill.operate.client.AdminAnswer;
import io.quill.operate.client.AdminApiClient;
import io.quill.operate.client.AdminQuestion;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.AdminRequestHandler;
import io.quill.operate.rest.InvalidRequestException;
import io.quill.platform.settings.Settings;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operator that answers from the store in this process, where no Quill runs. */
public final class LocalAdminClient implements AdminApiClient {
    private static final String HERE = "this machine";

    private final Services services;
    private final AdminServices adminServices;
    private final AdminRequestHandler desk;
    private final Caller caller;

    private LocalAdminClient(
            Services services,
            AdminServices adminServices,
            AdminRequestHandler desk,
            Caller caller) {
        this.services = services;
        this.adminServices = adminServices;
        this.desk = desk;
        this.caller = caller;
    }

    /**
     * Opens the store, which with SQLite only one process can.
     *
     * @param who for the audit
     */
    public static LocalAdminClient open(Settings settings, String who) {
        InstantSource clock = InstantSource.system();
        Services services =
                Services.of(settings, clock, StoreFactory.open(settings.store(), clock));
        AdminServices adminServices =
                AdminServices.of(
                        services,
                        SourceFactory.sources(settings),
                        Optional.empty(),
                        Optional::empty,
                        Optional::empty);
        AdminRequestHandler desk =
                new AdminRequestHandler(
                        new AccessControl(settings.admin(), List.of(), _ -> true, clock),
                        adminServices.turnedAway(),
                        adminServices.catalogue(),
                        adminServices.audit());
        Caller caller = new Caller(who, Caller.Way.COMMAND_LINE, HERE);
        return new LocalAdminClient(services, adminServices, desk, caller);
    }

    @Override
    public AdminAnswer send(AdminQuestion adminQuestion) {
        AdminRequest adminRequest =
                new AdminRequest(
                        WebhookComponent.id(),
                        services.clock().instant(),
                        adminQuestion.method(),
                        adminQuestion.target(),
                        Map.of("content-type", List.of("application/json")),
                        HERE,
                        adminQuestion.body());
        AdminReply adminReply = reply(adminRequest);
        return new AdminAnswer(adminReply.status(), adminReply.mediaType(), adminReply.body());
    }

    private AdminReply reply(AdminRequest adminRequest) {
        try {
            return desk.perform(adminServices.catalogue().call(adminRequest, caller));
        } catch (InvalidRequestException e) {
            return e.reply();
        }
    }

    @Override
    public void close() {
        adminServices.close();
        services.close();
    }
}
