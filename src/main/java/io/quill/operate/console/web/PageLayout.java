package io.quill.operate.console.web;

import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.Html;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Layout around every page. */
final class PageLayout {
    private final List<Section> sections;
    private final StaticFiles staticFiles;
    private final boolean demo;
    private final ZoneId zone;

    /** An entry of the navigation. */
    record Section(String path, String name) {
        ConsoleLink address() {
            return path.isEmpty() ? ConsoleLink.of("") : ConsoleLink.of("/" + path);
        }
    }

    PageLayout(List<Section> sections, StaticFiles staticFiles, boolean demo, ZoneId zone) {
        this.zone = zone;
        this.sections = sections;
        this.staticFiles = staticFiles;
        this.demo = demo;
    }

    Html wrap(
            ConsolePage.Sheet sheet,
            ConsoleRequest consoleRequest,
            ConsoleUser who,
            LiveSlots liveSlots) {
        return document(
                sheet.title(),
                html(
                        """
                        <a class="skip" href="#main">Skip to the content</a>
                        {}
                        <header class="top">
                          <a class="mark" href="/console">{}<span>Quill</span></a>
                          <nav aria-label="Pages"><ul>{}</ul></nav>
                          <div class="who">
                            <p class="live" id="live" role="status"></p>
                            {}
                          </div>
                        </header>
                        <main id="main" tabindex="-1" data-page="{}">
                          <header class="head">{}<h1>{}</h1></header>
                          {}
                        </main>
                        <footer class="foot"><p>Times are those of {}.</p></footer>
                        """,
                        banner(),
                        logo(),
                        links(consoleRequest),
                        signOut(who),
                        liveSlots.filled().isEmpty() ? "" : consoleRequest.target(),
                        way(sheet.way()),
                        sheet.title(),
                        sheet.content(),
                        zone.getId()));
    }

    private static Html way(List<ConsolePage.Step> above) {
        return html(
                        "<nav class=\"way\" aria-label=\"Above this page\"><ol>{}</ol></nav>",
                        above.stream()
                                .map(
                                        step ->
                                                html(
                                                        "<li><a href=\"{}\">{}</a></li>",
                                                        step.address(),
                                                        step.name()))
                                .collect(joined()))
                .when(!above.isEmpty());
    }

    /** A page for somebody who is not in, or who is told what is wrong. */
    Html standalone(String title, Html content) {
        return document(
                title,
                html(
                        """
                        {}
                        <main id="main" class="alone">
                          <p class="mark">{}<span>Quill</span></p>
                          <h1>{}</h1>
                          {}
                        </main>
                        """,
                        banner(),
                        logo(),
                        title,
                        content));
    }

    private Html document(String title, Html body) {
        return html(
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>{} · Quill{}</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <link rel="icon" href="{}">
                <link rel="stylesheet" href="{}">
                <script src="{}" defer></script>
                </head>
                <body>
                {}
                </body>
                </html>
                """,
                title,
                demo ? " demo" : "",
                staticFiles.address("quill.svg"),
                staticFiles.address("quill.css"),
                staticFiles.address("quill.js"),
                body);
    }

    private Html banner() {
        return html("""
                        <aside class="banner" aria-label="Demo"><p><strong>Demo.</strong> Every agent, call and \
                        number here is made up, and nothing of it is kept.</p></aside>""")
                .when(demo);
    }

    private Html links(ConsoleRequest consoleRequest) {
        String here = consoleRequest.path().stream().findFirst().orElse("");
        return sections.stream()
                .map(
                        section ->
                                html(
                                        "<li><a href=\"{}\"{}>{}</a></li>",
                                        section.address(),
                                        html(" aria-current=\"page\"")
                                                .when(section.path().equals(here)),
                                        section.name()))
                .collect(joined());
    }

    private Html signOut(ConsoleUser who) {
        return html(
                        """
                        <form method="post" action="/console/sign-out">{}
                        <span class="name">{}</span> <button class="quiet">Sign out</button></form>""",
                        who.field(),
                        who.name())
                .when(!demo);
    }

    Html signIn(ConsoleRequest consoleRequest, Optional<String> fault) {
        Html told =
                fault.map(
                                words ->
                                        html(
                                                "<p class=\"fault\" role=\"alert\" id=\"fault\">{}</p>",
                                                words))
                        .orElse(Html.NOTHING);
        return standalone(
                "Sign in",
                html(
                        """
                        <form method="post" action="/console/sign-in" class="sign-in">
                          {}
                          <input type="hidden" name="to" value="{}">
                          <label for="key">Admin key</label>
                          <input id="key" name="key" type="password" required autofocus
                            autocomplete="current-password"{}>
                          <button>Sign in</button>
                          <p class="hint">One of the keys in <code>ADMIN_API_KEY</code>.</p>
                        </form>
                        """,
                        told,
                        consoleRequest.isPost()
                                ? consoleRequest.field("to")
                                : consoleRequest.target(),
                        html(" aria-describedby=\"fault\"").when(fault.isPresent())));
    }

    static Html logo() {
        return html(
                """
                <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" class="feather">\
                <path d="M20.5 3.5c-7 .2-12 3-14.3 8.2-1 2.4-1.3 5-1.4 7.5l-1.3 1.3M6.3 15.5c5.7.4 9.7-1.4 \
                12-5.2M8.5 10.8c2.7.3 5 .1 7-.7"/></svg>""");
    }
}
