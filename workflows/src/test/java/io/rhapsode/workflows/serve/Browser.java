package io.rhapsode.workflows.serve;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window, for tests of the page. */
final class Browser implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Path SHOTS = Path.of("target", "screenshots");
  private static final int MOST_TABS = 120;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Opens it; without Chromium and its driver on the PATH the test is skipped. */
  static Browser open() {
    Optional<Path> chromium = onPath("chromium").or(() -> onPath("google-chrome"));
    Optional<Path> chromedriver = onPath("chromedriver");
    Assumptions.assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "no chromium and chromium-driver: the review page is not tried in a browser");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.get().toString());
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--mute-audio");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.get().toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<Path> onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void size(Dimension size) {
    driver.manage().window().setSize(size);
  }

  /**
   * @param scheme light or dark
   */
  void scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Goes to an address, or to one within the page when it begins with #. */
  void go(String address) {
    if (address.startsWith("#")) {
      driver.executeScript("location.hash = arguments[0]", address);
      until(() -> driver.getCurrentUrl().endsWith(address));
    } else {
      driver.get(address);
    }
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** The first element of a selector, once it is there. */
  WebElement one(String selector) {
    until(() -> !all(selector).isEmpty());
    return all(selector).get(0);
  }

  /** A button with a text, once it is there. */
  WebElement button(String text) {
    return button(text, "button");
  }

  WebElement button(String text, String selector) {
    until(() -> find(text, selector).isPresent());
    return find(text, selector).orElseThrow();
  }

  private Optional<WebElement> find(String text, String selector) {
    return all(selector).stream()
        .filter(button -> button.isDisplayed() && button.getText().equals(text))
        .findFirst();
  }

  /** Follows a link, and waits for the heading that it leads to. */
  void click(String link) {
    until(() -> !driver.findElements(By.linkText(link)).isEmpty());
    driver.findElement(By.linkText(link)).click();
    until(() -> one("h1").getText().equals(link));
  }

  /** Opens details with a summary. */
  void open(String summary) {
    button(summary, "summary").click();
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** Presses Tab until something with a text has the focus. */
  WebElement tabTo(String text) {
    for (int tab = 0; tab < MOST_TABS; tab++) {
      focused().sendKeys(Keys.TAB);
      if (focused().getText().equals(text)) {
        return focused();
      }
    }
    throw new AssertionError("Tab does not lead to '" + text + "'");
  }

  void run(String script) {
    driver.executeScript(script);
  }

  Object runAsync(String script) {
    driver.manage().timeouts().scriptTimeout(LONGEST);
    return driver.executeAsyncScript(script);
  }

  double number(String script) {
    return ((Number) driver.executeScript(script)).doubleValue();
  }

  /** Waits; what is replaced meanwhile is looked at again. */
  void until(BooleanSupplier condition) {
    new WebDriverWait(driver, LONGEST, Duration.ofMillis(50))
        .ignoring(StaleElementReferenceException.class)
        .ignoring(NoSuchElementException.class, JavascriptException.class)
        .until(any -> condition.getAsBoolean());
  }

  /** Keeps a picture of the page for people to look at. */
  void shot(String name) throws IOException {
    Files.createDirectories(SHOTS);
    Files.write(SHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
