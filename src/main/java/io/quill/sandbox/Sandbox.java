package io.quill.sandbox;

import io.quill.sandbox.aloware.Aloware;
import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.desk.Delay;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.RequestJournal;
import io.quill.sandbox.entra.Entra;
import io.quill.sandbox.entra.RegisteredApp;
import io.quill.sandbox.hubspot.HubSpot;
import io.quill.sandbox.nexudus.Nexudus;
import io.quill.sandbox.powerbi.PowerBi;
import io.quill.sandbox.web.RequestHandler;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxServer;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stand-ins of five services on loopback, each at its own origin, controlled from Java and below
 * /sandbox over HTTP.
 */
public final class Sandbox implements AutoCloseable {
    public static final String TENANT = "5a4db0c5-0000-4000-8000-000000000001";
    public static final String CLIENT_ID = "5a4db0c5-0000-4000-8000-000000000002";
    public static final String CLIENT_SECRET = "sandbox-client-secret";
    public static final String WORKSPACE = "5a4db0c5-0000-4000-8000-000000000003";
    public static final String ALOWARE_TOKEN = "sandbox-aloware-token";
    public static final String HUBSPOT_TOKEN = "sandbox-hubspot-token";
    public static final String NEXUDUS_USER = "quill@spaces.example";
    public static final String NEXUDUS_PASSWORD = "sandbox-nexudus-password";

    private final SandboxServer sandboxServer = new SandboxServer();
    private final AdjustableClock clock;
    private final CallHandler callHandler;
    private final Entra entra;
    private final PowerBi powerBi;
    private final Aloware aloware;
    private final HubSpot hubSpot;
    private final Nexudus nexudus;
    private final Map<String, URI> origins = new TreeMap<>();

    private Sandbox(InstantSource base, Delay delay) {
        this.clock = new AdjustableClock(base);
        this.callHandler = CallHandler.of(clock, delay);
        this.entra = new Entra(callHandler);
        this.powerBi = new PowerBi(callHandler, entra);
        this.aloware = new Aloware(callHandler, ALOWARE_TOKEN);
        this.hubSpot = new HubSpot(callHandler, HUBSPOT_TOKEN);
        this.nexudus = new Nexudus(callHandler, NEXUDUS_USER, NEXUDUS_PASSWORD);
        entra.register(new RegisteredApp(TENANT, CLIENT_ID, CLIENT_SECRET));
        powerBi.open(WORKSPACE);
    }

    /** Starts it on any free ports, by the system's clock. */
    public static Sandbox start() {
        return start(0, InstantSource.system());
    }

    /**
     * Starts all five.
     *
     * @param port of Power BI; Entra, Aloware, HubSpot and Nexudus get the next four; 0 for any
     */
    public static Sandbox start(int port, InstantSource clock) {
        return start(port, clock, Thread::sleep);
    }

    static Sandbox start(int port, InstantSource clock, Delay delay) {
        Sandbox sandbox = new Sandbox(clock, delay);
        try {
            sandbox.open(port);
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
        return sandbox;
    }

    private void open(int port) {
        open(PowerBi.SYSTEM, port, 0, powerBi);
        open(Entra.SYSTEM, port, 1, entra);
        open(Aloware.SYSTEM, port, 2, aloware);
        open(HubSpot.SYSTEM, port, 3, hubSpot);
        open(Nexudus.SYSTEM, port, 4, nexudus);
    }

    private void open(String system, int port, int place, RequestHandler requestHandler) {
        ControlApi controlApi = new ControlApi(this, clock, requestHandler);
        origins.put(system, sandboxServer.open(port == 0 ? 0 : port + place, controlApi));
    }

    public URI powerBi() {
        return origin(PowerBi.SYSTEM);
    }

    public URI entra() {
        return origin(Entra.SYSTEM);
    }

    public URI aloware() {
        return origin(Aloware.SYSTEM);
    }

    public URI hubSpot() {
        return origin(HubSpot.SYSTEM);
    }

    public URI nexudus() {
        return origin(Nexudus.SYSTEM);
    }

    private URI origin(String system) {
        URI origin = origins.get(system);
        if (origin == null) {
            throw new IllegalStateException("The sandbox is still starting; ask again.");
        }
        return origin;
    }

    public PowerBi pushApi() {
        return powerBi;
    }

    public Entra tokens() {
        return entra;
    }

    public Aloware roster() {
        return aloware;
    }

    public HubSpot crm() {
        return hubSpot;
    }

    public Nexudus spaces() {
        return nexudus;
    }

    public RequestJournal journal() {
        return callHandler.journal();
    }

    /** Lets something go wrong from now on. */
    public void arm(InjectedFault injectedFault) {
        callHandler.faults().arm(injectedFault);
    }

    /** Lets nothing go wrong any more; what was to be answered never is not answered now. */
    public void disarm() {
        callHandler.faults().clear();
    }

    /** Injected faults still to come. */
    public List<InjectedFault> armed() {
        return callHandler.faults().left();
    }

    CallHandler desk() {
        return callHandler;
    }

    /** Puts the clock of all five forward. */
    public void advance(Duration time) {
        clock.advance(time);
    }

    /** Forgets all that was stored, armed and counted; settings and tokens stay. */
    public void reset() {
        callHandler.faults().clear();
        callHandler.journal().clear();
        powerBi.clear();
        aloware.clear();
        hubSpot.clear();
        nexudus.clear();
    }

    /** Environment of a Quill that uses this sandbox; the dataset is its own. */
    public Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("POWERBI_API_URL", powerBi().toString()),
                Map.entry("POWERBI_AUTHORITY", entra().toString()),
                Map.entry("POWERBI_TENANT_ID", TENANT),
                Map.entry("POWERBI_CLIENT_ID", CLIENT_ID),
                Map.entry("POWERBI_CLIENT_SECRET", CLIENT_SECRET),
                Map.entry("POWERBI_WORKSPACE_ID", WORKSPACE),
                Map.entry("ALOWARE_API_URL", aloware().toString()),
                Map.entry("ALOWARE_API_TOKEN", ALOWARE_TOKEN),
                Map.entry("HUBSPOT_API_URL", hubSpot().toString()),
                Map.entry("HUBSPOT_PRIVATE_APP_TOKEN", HUBSPOT_TOKEN),
                Map.entry("NEXUDUS_API_URL", nexudus() + "/api"),
                Map.entry("NEXUDUS_USERNAME", NEXUDUS_USER),
                Map.entry("NEXUDUS_PASSWORD", NEXUDUS_PASSWORD));
    }

    @Override
    public void close() {
        sandboxServer.close();
    }

    /** Runs until it is killed; the one line it prints is the environment for a Quill, as JSON. */
    public static void main(String[] args) {
        if (args.length != 0 && (args.length != 2 || !args[0].equals("--port"))) {
            System.err.println("usage: io.quill.sandbox.Sandbox [--port N]");
            System.exit(2);
        }
        int port = args.length == 0 ? 0 : Integer.parseInt(args[1]);
        Sandbox sandbox = start(port, InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        var line = SandboxJson.object();
        new TreeMap<>(sandbox.environment()).forEach(line::put);
        System.out.println(line);
    }
}
