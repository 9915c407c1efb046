package io.quill.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.logging.LogType;

/** Every page as a browser shows it; what it looks like is kept in target/screenshots. */
class PagesTest {
    private static final SampleConsole TOWN = new SampleConsole();
    private static Browser browser;
    private static RunningConsole console;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.open();
        TOWN.troubles.addAll(SampleConsole.all());
        console = RunningConsole.open(TOWN.plan(), 0);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            console.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "now, /console, Now",
        "agents, /console/agents, Agents",
        "events, /console/events, Events",
        "event, /console/events/ALOWARE:54363660, ALOWARE:54363660",
        "letters, /console/letters, Dead letters",
        "letters-of-a-reason, /console/letters?source=ALOWARE&reason=the+body+is+no+JSON+object, The body is no JSON object",
        "letter, /console/letters/ALOWARE:54363760, ALOWARE:54363760",
        "dimensions, /console/dimensions, Dimensions",
        "versions, /console/dimensions/dim-agent, Agents",
        "difference, /console/dimensions/dim-agent/difference?from=1&to=3, Agents: from version 1 to 3",
        "rollback, /console/dimensions/dim-agent/rollback?version=2, Go back to version 2?",
        "sync, /console/dimensions/dim-agent/sync, Read the ring group now?",
        "batches, /console/batches, Batches in doubt",
        "ruling, /console/batches/41/resend, Send batch 41 again?",
        "records, /console/records, Records",
        "tables, /console/records/main, What main holds",
        "runs, /console/runs, Runs",
        "run, /console/runs/replay-20260302T161958000Z-0000000a, 'Replay: ALOWARE, the body is no JSON object'",
        "nowhere, /console/nowhere, There is no such page"
    })
    void isShownWellEverywhere(String name, String path, String title) {
        browser.visit(console.address(path));
        System.out.printf("%s: shown within %d ms%n", name, browser.loadMillis());

        assertThat(browser.run("return document.querySelector('h1').textContent")).isEqualTo(title);
        browser.picture(name);
        browser.fits();
        browser.isAccessible();
        assertThat(browser.driver.manage().logs().get(LogType.BROWSER).getAll())
                .as("complaints of the browser, of the content security policy for one")
                .filteredOn(entry -> !entry.getMessage().contains("404"))
                .isEmpty();
    }

    @Test
    void countsWhatArrivesWithoutAReload() {
        browser.visit(console.address("/console"));
        browser.run("window.sameAsBefore = true; return true");
        browser.await("document.getElementById('live').textContent === 'Live'");
        assertThat(river()).doesNotContain("14,382");

        TOWN.arrived.addAndGet(1_000);

        browser.await("document.getElementById('river').textContent.includes('14,382')");
        assertThat(browser.run("return window.sameAsBefore === true")).isEqualTo(true);
    }

    private static String river() {
        return (String) browser.run("return document.getElementById('river').textContent");
    }

    @Test
    void canBeWalkedThroughByKeyboard() {
        browser.visit(console.address("/console"));

        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Skip to the content");
        browser.press(Keys.ENTER);
        browser.await("document.activeElement.id === 'main'");

        browser.visit(console.address("/console"));
        browser.press(Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Agents");
        browser.press(Keys.ENTER);
        browser.await("document.title.startsWith('Agents')");
    }

    @Test
    void rehearsesAllLettersOfAReason() {
        browser.visit(
                console.address(
                        "/console/letters?source=ALOWARE&reason=the+body+is+no+JSON+object"));

        browser.run("document.querySelector('[name=all][formaction$=rehearse]').click(); return 1");

        browser.await("document.querySelector('h1').textContent === 'Dry run'");
        browser.picture("dry-run");
        browser.fits();
        browser.isAccessible();
    }

    @Test
    void replaysADeadLetter() {
        browser.visit(console.address("/console/letters/ALOWARE:54363760"));

        browser.run("document.querySelector('[formaction$=\"/replay\"]').focus(); return true");
        browser.press(Keys.ENTER);

        browser.await("location.pathname === '/console/runs/%s'".formatted(SampleRuns.REPLAY));
        assertThat(TOWN.events.done).contains("replay of 1 for demo: ALOWARE:54363760");
    }
}
