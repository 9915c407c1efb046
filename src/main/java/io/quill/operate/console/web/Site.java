package io.quill.operate.console.web;

import static io.quill.operate.console.html.Html.html;

import io.quill.operate.console.html.Address;
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

/** All pages and deeds behind one door. */
public final class Site {

    private final Door door;
    private final Witness witness;
    private final Files files = new Files();
    private final Map<String, Page> pages;
    private final Map<String, Deed> deeds;
    private final Frame frame;

    private Site(Plan plan, Door door, Witness witness) {
        this.door = door;
        this.witness = witness;
        this.pages = Map.copyOf(plan.pages);
        this.deeds = Map.copyOf(plan.deeds);
        this.frame = new Frame(List.copyOf(plan.sections), files, door.isOpen(), plan.zone);
    }

    /** What a site consists of; the pages stand in the navigation in this order. */
    public static final class Plan {
        private final ZoneId zone;
        private final List<Frame.Section> sections = new ArrayList<>();
        private final Map<String, Page> pages = new LinkedHashMap<>();
        private final Map<String, Deed> deeds = new HashMap<>();

        /**
         * An empty one.
         *
         * @param zone of the times on the pages
         */
        public Plan(ZoneId zone) {
            this.zone = zone;
        }

        public Plan page(String path, String name, Page page) {
            sections.add(new Frame.Section(path, name));
            pages.put(path, page);
            return this;
        }

        /** A page that others lead to. */
        public Plan aside(String path, Page page) {
            pages.put(path, page);
            return this;
        }

        public Plan deed(String path, Deed deed) {
            deeds.put(path, deed);
            return this;
        }

        public Site behind(Door door, Witness witness) {
            return new Site(this, door, witness);
        }
    }

    public Reply answer(Ask ask) {
        List<String> path = ask.path();
        String first = path.isEmpty() ? "" : path.getFirst();
        if (!door.reaches(ask)) {
            return elsewhere();
        }
        if (!ask.isBelowRoot()) {
            return nowhere();
        }
        if (first.equals("files") && path.size() == 2) {
            return files.named(path.get(1)).orElseGet(this::nowhere);
        }
        try {
            return first.equals("sign-in") && ask.isPost() ? signIn(ask) : within(ask);
        } catch (StoreException e) {
            return told(
                    503, "The store does not answer", "Nothing is lost by it. " + e.getMessage());
        }
    }

    /** Draws what is looked at first for nobody, so that nobody waits for its classes. */
    public void warm() {
        Ask ask = new Ask("GET", Address.of("").text(), Map.of(), "", "");
        Visitor nobody = new Visitor("", "");
        shown(ask, nobody);
    }

    private Reply within(Ask ask) {
        Optional<Visitor> visitor = door.visitor(ask);
        if (visitor.isEmpty()) {
            return Reply.Shown.of(401, frame.signIn(ask, Optional.empty()));
        }
        return ask.isPost() ? done(ask, visitor.get()) : shown(ask, visitor.get());
    }

    private Reply signIn(Ask ask) {
        if (!Door.isOwn(ask)) {
            return forged();
        }
        return switch (door.tried(ask)) {
            case Keys.Verdict.Opens(String name) ->
                    new Reply.Moved(inside(ask.field("to")), Optional.of(door.signedIn(name, ask)));
            case Keys.Verdict.Refused _ ->
                    Reply.Shown.of(
                            401, frame.signIn(ask, Optional.of("That is none of the keys.")));
            case Keys.Verdict.NotFromThere _ -> elsewhere();
            case Keys.Verdict.TooOften(Duration pause) ->
                    new Reply.Shown(
                            429,
                            frame.signIn(
                                    ask,
                                    Optional.of(
                                            "Too many keys that are none. Try again in %d seconds."
                                                    .formatted(Math.max(1, pause.toSeconds())))),
                            Optional.of(pause));
        };
    }

    /** Where somebody wanted to go before they had to sign in; never out of the console. */
    private static Address inside(String target) {
        return target.matches("/console([/?][\\x21-\\x7e]*)?")
                ? new Address(target)
                : Address.of("");
    }

    private Reply done(Ask ask, Visitor who) {
        if (!Door.isGenuine(ask, who)) {
            return forged();
        }
        String path = String.join("/", ask.path());
        if (path.equals("sign-out")) {
            return new Reply.Moved(Address.of(""), Optional.of(door.signedOut(ask)));
        }
        Deed deed = deeds.get(path);
        if (deed == null) {
            return nowhere();
        }
        String entry = witness.asked(path, ask, who);
        Deed.Outcome outcome = deed.done(ask, who);
        witness.cameTo(entry, outcome);
        return switch (outcome) {
            case Deed.Outcome.Done(Address to) -> new Reply.Moved(to);
            case Deed.Outcome.Rehearsed(Page.Sheet sheet) ->
                    Reply.Shown.of(200, frame.around(sheet, ask, who, new Slots()));
            case Deed.Outcome.NotDone(String words) -> told(409, "That was not done", words);
        };
    }

    private Reply forged() {
        return told(
                403,
                "That form is not ours",
                "It came from another site, or it is older than your session. Nothing was done.");
    }

    private Reply shown(Ask ask, Visitor who) {
        Slots slots = new Slots();
        return sheet(ask, who, slots)
                .<Reply>map(sheet -> Reply.Shown.of(200, frame.around(sheet, ask, who, slots)))
                .orElseGet(this::nowhere);
    }

    private Optional<Page.Sheet> sheet(Ask ask, Visitor who, Slots slots) {
        List<String> path = ask.path();
        Page page = pages.get(path.isEmpty() ? "" : path.getFirst());
        return page == null ? Optional.empty() : page.at(ask, who, slots);
    }

    /** What may change on a page, as it is now; nothing for who may not see it. */
    Optional<Map<String, Html>> slots(Ask ask) {
        Slots slots = new Slots();
        return door.watcher(ask).flatMap(who -> sheet(ask, who, slots)).map(_ -> slots.filled());
    }

    boolean admits(Ask ask) {
        return door.watcher(ask).isPresent();
    }

    private Reply elsewhere() {
        return told(
                403,
                "Not from there",
                door.isOpen()
                        ? "The demo shows itself on this machine alone."
                        : "Your address is not on ADMIN_IP_ALLOWLIST.");
    }

    /** Something that nobody has thought of; the log has it. */
    public Reply broken() {
        return told(
                500,
                "This page is broken",
                "Events are held and pushed as before. The log says what went wrong here.");
    }

    private Reply nowhere() {
        return told(404, "There is no such page", "What was here may have been done with.");
    }

    private Reply told(int status, String title, String words) {
        return Reply.Shown.of(
                status,
                frame.alone(
                        title,
                        html("<p>{}</p><p><a href=\"/console\">To the console</a></p>", words)));
    }
}
