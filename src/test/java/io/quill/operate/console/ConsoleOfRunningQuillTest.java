package io.quill.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quill.app.RunningQuill;
import io.quill.app.SampleDeliveries;
import io.quill.events.push.HeldBatches;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.powerbi.PowerBi;
import io.quill.sandbox.powerbi.PowerBiSwitches;
import io.quill.sandbox.web.SandboxJson;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A browser before a whole Quill, whose Power BI can be made to leave everybody in doubt. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleOfRunningQuillTest {
    private static final String KEY = "a-key-of-mira-no-one-guesses";

    @TempDir private static Path directory;
    private static Browser browser;
    private static Sandbox sandbox;
    private static RunningQuill house;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.open();
        sandbox = Sandbox.start();
        sandbox.pushApi().switches(withoutProof());
        house =
                new RunningQuill.Plan(directory)
                        .all(sandbox.environment())
                        .set("IN_DOUBT", "hold")
                        .set("ADMIN_API_KEY", "mira=" + KEY)
                        .open();
    }

    /** A service that can be asked neither for numbers nor for rows. */
    private static PowerBiSwitches withoutProof() {
        return SandboxJson.changed(
                PowerBiSwitches.STRICT,
                PowerBiSwitches.class,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("sequenceNumbers", "UNSUPPORTED")
                        .put("queries", "REFUSED"));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            house.close();
            sandbox.close();
        }
    }

    private static void visit(String path) {
        browser.visit("http://127.0.0.1:" + house.port + path);
    }

    private static String text(String id) {
        return (String) browser.run("return document.getElementById('" + id + "').textContent");
    }

    @Test
    @Order(1)
    void asksForAKeyAndLeadsOnToThePage() {
        visit("/console/runs");
        browser.picture("sign-in");
        browser.isAccessible();

        browser.driver.findElement(By.id("key")).sendKeys("wrong", Keys.ENTER);
        browser.await("document.getElementById('fault') !== null");
        browser.driver.findElement(By.id("key")).sendKeys(KEY, Keys.ENTER);

        browser.await("location.pathname === '/console/runs' && document.title.startsWith('Runs')");
        assertThat(browser.driver.manage().getCookies())
                .singleElement()
                .satisfies(cookie -> assertThat(cookie.isHttpOnly()).isTrue());
    }

    @Test
    @Order(2)
    void showsAWebhookAsItArrives() throws Exception {
        visit("/console");
        browser.await("document.getElementById('live').textContent === 'Live'");
        assertThat(text("wide-received")).startsWith("0");

        house.aloware(SampleDeliveries.call(54_000_001));

        browser.await("document.getElementById('wide-received').textContent.startsWith('1')");
        browser.await("document.getElementById('wide-settled').textContent.startsWith('1')");
    }

    @Test
    @Order(3)
    void showsEventsThatHaveNoAgentYet() throws Exception {
        house.hubSpot(SampleDeliveries.batch(List.of(SampleDeliveries.ticket(61))));

        visit("/console/events");

        assertThat(text("found")).contains("HUBSPOT:77:0-5:61:created");
    }

    @Test
    @Order(4)
    void leadsFromWhatIsWrongToWhatMendsIt() throws Exception {
        HeldBatches held = new HeldBatches(house.store(), InstantSource.system());
        visit("/console");
        browser.await("document.getElementById('live').textContent === 'Live'");
        sandbox.arm(
                InjectedFault.of(InjectedFault.Kind.COMMIT_THEN_STATUS)
                        .on(PowerBi.SYSTEM, "postRows", "FactEvent"));
        house.aloware(SampleDeliveries.call(54_000_002));

        browser.await("document.getElementById('troubles').textContent.includes('in doubt')");
        browser.picture("now-in-doubt");
        follow("Decide about them");
        browser.await("location.pathname === '/console/batches'");
        assertThat(held.list()).hasSize(1);
        browser.picture("batch-in-doubt");
        follow("Count as taken");
        browser.await("document.querySelector('h1').textContent.endsWith('as taken?')");
        browser.driver.findElement(By.cssSelector("main button")).click();

        browser.await("document.getElementById('batches')?.textContent.includes('No batch')");
        assertThat(held.list()).isEmpty();
        visit("/console/events/ALOWARE:54000002");
        assertThat(text("story")).contains("mira");
    }

    private static void follow(String link) {
        browser.driver.findElement(By.partialLinkText(link)).click();
    }

    @Test
    @Order(5)
    void signsOut() {
        visit("/console");
        browser.driver.findElement(By.cssSelector("form[action$='sign-out'] button")).click();
        browser.await("document.getElementById('key') !== null");

        visit("/console/agents");

        assertThat(browser.run("return document.querySelector('h1').textContent"))
                .isEqualTo("Sign in");
    }
}
