package io.quill.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A real browser without a window, which looks at pages and keeps pictures of them. */
public final class Browser implements AutoCloseable {
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int WIDE = 1280;
    private static final int NARROW = 390;

    final ChromeDriver driver;

    private Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--disable-dev-shm-usage",
                "--no-proxy-server");
        driver =
                new ChromeDriver(
                        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(),
                        options);
    }

    /** Where there is none, a test is left out, except on the machine that decides. */
    public static Browser open() {
        boolean there = CHROMIUM.canExecute() && DRIVER.canExecute();
        Assumptions.assumeTrue(
                there || "true".equals(System.getenv("CI")),
                "No browser here: install Debian's chromium and chromium-driver");
        return new Browser();
    }

    public void visit(String address) {
        driver.get(address);
    }

    /** Keeps pictures: at a desk and in a hand, by day and by night. */
    void picture(String name) {
        for (String scheme : List.of("light", "dark")) {
            media("prefers-color-scheme", scheme);
            for (int width : List.of(WIDE, NARROW)) {
                resize(width);
                keep("%s-%d-%s.png".formatted(name, width, scheme));
            }
        }
        media("prefers-color-scheme", "light");
        resize(WIDE);
    }

    void media(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    void resize(int width) {
        driver.manage().window().setSize(new Dimension(width, 800));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    }

    private void keep(String file) {
        Object picture =
                driver.executeCdpCommand(
                                "Page.captureScreenshot",
                                Map.of("captureBeyondViewport", true, "clip", whole()))
                        .get("data");
        try {
            Files.createDirectories(PICTURES);
            Files.write(
                    PICTURES.resolve(file),
                    OutputType.BYTES.convertFromBase64Png(
                            (String) Objects.requireNonNull(picture)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> whole() {
        Number width = (Number) run("return document.documentElement.clientWidth");
        Number height = (Number) run("return document.documentElement.scrollHeight");
        return Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
    }

    Object run(String script) {
        return Objects.requireNonNull(driver.executeScript(script), script);
    }

    /** From asking for the page to having it whole. */
    long loadMillis() {
        return ((Number) run("return performance.getEntriesByType('navigation')[0].loadEventStart"))
                .longValue();
    }

    /** Each look is a round trip to the browser, so that looking on is no burden. */
    public void await(String condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!Boolean.TRUE.equals(driver.executeScript("return " + condition))) {
            assertThat(Instant.now()).as("%s, in time", condition).isBefore(end);
        }
    }

    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    String focused() {
        return driver.switchTo().activeElement().getText();
    }

    /** Whether the page is no wider than the screen, and no table wider than a hand. */
    void fits() {
        for (int width : List.of(WIDE, NARROW)) {
            resize(width);
            assertThat((Number) run("return document.documentElement.scrollWidth"))
                    .as("the width of %s on %d pixels", driver.getCurrentUrl(), width)
                    .isEqualTo((long) width);
        }
        assertThat(
                        run(
                                "return [...document.querySelectorAll('.scroll')].filter(each => each.scrollWidth > each.clientWidth).length"))
                .as("tables of %s that are cut off", driver.getCurrentUrl())
                .isEqualTo(0L);
    }

    /** What axe finds wrong: at a desk and in a hand, by day and by night. */
    void isAccessible() {
        driver.executeScript(axe());
        for (int width : List.of(WIDE, NARROW)) {
            resize(width);
            isAccessibleIn("light");
            isAccessibleIn("dark");
        }
        media("prefers-color-scheme", "light");
    }

    private void isAccessibleIn(String scheme) {
        media("prefers-color-scheme", scheme);
        Object found =
                driver.executeAsyncScript(
                        """
                            const done = arguments[arguments.length - 1];
                            axe.run().then(r => done(r.violations.map(v =>
                                v.id + ": " + v.nodes.map(n => n.html + " " + n.failureSummary).join(" | "))));
                            """);
        assertThat((List<?>) found).as("%s at %s", driver.getCurrentUrl(), scheme).isEmpty();
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(
                    Objects.requireNonNull(script, "axe-core is on the class path").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
