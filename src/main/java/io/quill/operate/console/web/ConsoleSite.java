package io.quill.operate.console.web;

import static io.quill.operate.console.html.Html.html;

import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.Html;
import io.quill.platform.store.StoreException;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All pages and actions of the console, behind its access check. */
public final class ConsoleSite {

    private final ConsoleAccess consoleAccess;
    private final ActionLog actionLog;
    private final StaticFiles staticFiles = new StaticFiles();
    private final Map<String, ConsolePage> pages;
    private final Map<String, FormAction> deeds;
    private final PageLayout pageLayout;

    private ConsoleSite(Plan plan, ConsoleAccess consoleAccess, ActionLog actionLog) {
        this.consoleAccess = consoleAccess;
        this.actionLog = actionLog;
        this.pages = Map.copyOf(plan.pages);
        this.deeds = Map.copyOf(plan.deeds);
        this.pageLayout =
                new PageLayout(
                        List.copyOf(plan.sections), staticFiles, consoleAccess.isOpen(), plan.zone);
    }

    /** What a site consists of; the pages stand in the navigation in this order. */
    public static final class Plan {
        private final ZoneId zone;
        private final List<PageLayout.Section> sections = new ArrayList<>();
        private final Map<String, ConsolePage> pages = new LinkedHashMap<>();
        private final Map<String, FormAction> deeds = new HashMap<>();

        /**
         * An empty one.
         *
         * @param zone of the times on the pages
         */
        public Plan(ZoneId zone) {
            this.zone = zone;
        }

        public Plan page(String path, String name, ConsolePage consolePage) {
            sections.add(new PageLayout.Section(path, name));
            pages.put(path, consolePage);
            return this;
        }

        /** A page that others lead to. */
        public Plan aside(String path, ConsolePage consolePage) {
            pages.put(path, consolePage);
            return this;
        }

        public Plan deed(String path, FormAction formAction) {
            deeds.put(path, formAction);
            return this;
        }

        public ConsoleSite behind(ConsoleAccess consoleAccess, ActionLog actionLog) {
            return new ConsoleSite(this, consoleAccess, actionLog);
        }
    }

    public ConsoleReply answer(ConsoleRequest consoleRequest) {
        List<String> path = consoleRequest.path();
        String first = path.isEmpty() ? "" : path.getFirst();
        if (!consoleAccess.isAddressAllowed(consoleRequest)) {
            return forbiddenAddress();
        }
        if (!consoleRequest.isBelowRoot()) {
            return notFound();
        }
        if (first.equals("files") && path.size() == 2) {
            return staticFiles.named(path.get(1)).orElseGet(this::notFound);
        }
        try {
            return first.equals("sign-in") && consoleRequest.isPost()
                    ? signIn(consoleRequest)
                    : within(consoleRequest);
        } catch (StoreException e) {
            return told(
                    503, "The store does not answer", "Nothing is lost by it. " + e.getMessage());
        }
    }

    /** Renders the first page once, so that its classes are loaded. */
    public void warm() {
        ConsoleRequest consoleRequest =
                new ConsoleRequest("GET", ConsoleLink.of("").text(), Map.of(), "", "");
        ConsoleUser nobody = new ConsoleUser("", "");
        shown(consoleRequest, nobody);
    }

    private ConsoleReply within(ConsoleRequest consoleRequest) {
        Optional<ConsoleUser> visitor = consoleAccess.visitor(consoleRequest);
        if (visitor.isEmpty()) {
            return ConsoleReply.Shown.of(401, pageLayout.signIn(consoleRequest, Optional.empty()));
        }
        return consoleRequest.isPost()
                ? done(consoleRequest, visitor.get())
                : shown(consoleRequest, visitor.get());
    }

    private ConsoleReply signIn(ConsoleRequest consoleRequest) {
        if (!ConsoleAccess.isOwn(consoleRequest)) {
            return forged();
        }
        return switch (consoleAccess.verifyKey(consoleRequest)) {
            case KeyVerifier.Verdict.Opens(String name) ->
                    new ConsoleReply.Moved(
                            inside(consoleRequest.field("to")),
                            Optional.of(consoleAccess.signedIn(name, consoleRequest)));
            case KeyVerifier.Verdict.Refused _ ->
                    ConsoleReply.Shown.of(
                            401,
                            pageLayout.signIn(
                                    consoleRequest, Optional.of("That is none of the keys.")));
            case KeyVerifier.Verdict.NotFromThere _ -> forbiddenAddress();
            case KeyVerifier.Verdict.TooOften(Duration pause) ->
                    new ConsoleReply.Shown(
                            429,
                            pageLayout.signIn(
                                    consoleRequest,
                                    Optional.of(
                                            "Too many keys that are none. Try again in %d seconds."
                                                    .formatted(Math.max(1, pause.toSeconds())))),
                            Optional.of(pause));
        };
    }

    /** Where somebody wanted to go before they had to sign in; never out of the console. */
    private static ConsoleLink inside(String target) {
        return target.matches("/console([/?][\\x21-\\x7e]*)?")
                ? new ConsoleLink(target)
                : ConsoleLink.of("");
    }

    private ConsoleReply done(ConsoleRequest consoleRequest, ConsoleUser who) {
        if (!ConsoleAccess.isGenuine(consoleRequest, who)) {
            return forged();
        }
        String path = String.join("/", consoleRequest.path());
        if (path.equals("sign-out")) {
            return new ConsoleReply.Moved(
                    ConsoleLink.of(""), Optional.of(consoleAccess.signedOut(consoleRequest)));
        }
        FormAction formAction = deeds.get(path);
        if (formAction == null) {
            return notFound();
        }
        String entry = actionLog.begin(path, consoleRequest, who);
        FormAction.Outcome outcome = formAction.perform(consoleRequest, who);
        actionLog.complete(entry, outcome);
        return switch (outcome) {
            case FormAction.Outcome.Done(ConsoleLink to) -> new ConsoleReply.Moved(to);
            case FormAction.Outcome.Rehearsed(ConsolePage.Sheet sheet) ->
                    ConsoleReply.Shown.of(
                            200, pageLayout.wrap(sheet, consoleRequest, who, new LiveSlots()));
            case FormAction.Outcome.NotDone(String words) -> told(409, "That was not done", words);
            case FormAction.Outcome.Invalid(String words) ->
                    told(400, "That cannot be", words + " Nothing was changed.");
        };
    }

    private ConsoleReply forged() {
        return told(
                403,
                "That form is not ours",
                "It came from another site, or it is older than your session. Nothing was done.");
    }

    private ConsoleReply shown(ConsoleRequest consoleRequest, ConsoleUser who) {
        LiveSlots liveSlots = new LiveSlots();
        return sheet(consoleRequest, who, liveSlots)
                .<ConsoleReply>map(
                        sheet ->
                                ConsoleReply.Shown.of(
                                        200,
                                        pageLayout.wrap(sheet, consoleRequest, who, liveSlots)))
                .orElseGet(this::notFound);
    }

    private Optional<ConsolePage.Sheet> sheet(
            ConsoleRequest consoleRequest, ConsoleUser who, LiveSlots liveSlots) {
        List<String> path = consoleRequest.path();
        ConsolePage consolePage = pages.get(path.isEmpty() ? "" : path.getFirst());
        return consolePage == null
                ? Optional.empty()
                : consolePage.render(consoleRequest, who, liveSlots);
    }

    /** What may change on a page, as it is now; nothing for who may not see it. */
    Optional<Map<String, Html>> slots(ConsoleRequest consoleRequest) {
        LiveSlots liveSlots = new LiveSlots();
        return consoleAccess
                .viewer(consoleRequest)
                .flatMap(who -> sheet(consoleRequest, who, liveSlots))
                .map(_ -> liveSlots.filled());
    }

    boolean admits(ConsoleRequest consoleRequest) {
        return consoleAccess.viewer(consoleRequest).isPresent();
    }

    private ConsoleReply forbiddenAddress() {
        return told(
                403,
                "Not from there",
                consoleAccess.isOpen()
                        ? "The demo shows itself on this machine alone."
                        : "Your address is not on ADMIN_IP_ALLOWLIST.");
    }

    /** Something that nobody has thought of; the log has it. */
    public ConsoleReply internalError() {
        return told(
                500,
                "This page is broken",
                "Events are held and pushed as before. The log says what went wrong here.");
    }

    private ConsoleReply notFound() {
        return told(404, "There is no such page", "What was here may have been done with.");
    }

    private ConsoleReply told(int status, String title, String words) {
        return ConsoleReply.Shown.of(
                status,
                pageLayout.standalone(
                        title,
                        html("<p>{}</p><p><a href=\"/console\">To the console</a></p>", words)));
    }
}
